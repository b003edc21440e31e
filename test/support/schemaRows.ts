import {
  grantTypes,
  methods,
  type GrantType,
  type Method,
} from "../../src/domain/model/catalog.ts";
import type { CatalogBuilder } from "./catalogBuilder.ts";

/**
 * Adds what one row of a fixture says that a schema has: `client payroll; roles Clerk, Reader; grant implicit`. Throws
 * an Error for whatever it does not understand.
 */
export function withSchemaRow(builder: CatalogBuilder, row: string): CatalogBuilder {
  const [head = "", ...facts] = partsOf(row);
  const [, kind = "", name = ""] = /^(\S+) ?(.*)$/.exec(head) ?? [];
  const reader = rows[kind];
  if (!reader) throw new Error(`there is no "${kind}": ${row}`);
  return reader(builder, name, facts);
}

/** A source goes to the end of its row, whatever is in it; so does a block among the handlers of a module. */
function partsOf(row: string): readonly string[] {
  const source = row.indexOf("; source ");
  const end = source < 0 ? row.length : source;
  const parts = row.slice(0, end).split(/; (?!END;)/);
  return source < 0 ? parts : [...parts, row.slice(source + 2)];
}

type Row = (builder: CatalogBuilder, name: string, facts: readonly string[]) => CatalogBuilder;

const rows: Readonly<Record<string, Row>> = {
  alias: (builder, alias) => builder.schema({ alias }),
  release: (builder, text) => {
    const [major = "", minor = ""] = text.split(".");
    return builder.release({ text, major: Number(major), minor: Number(minor) });
  },
  disabled: (builder) => builder.schema({ enabled: false }),
  protected: (builder) => builder.schema({ autoRestAuth: true }),
  unread: (builder, view) => builder.problem(view, "It could not be read."),
  role: (builder, name) => builder.role(name),
  builtin: (builder, name) => builder.role(name, { builtIn: true }),
  module: (builder, name, facts) => {
    const given = factsOf(facts, ["at", "origins", "not published", ...methods]);
    const module = builder.module(name, given.one("at"), {
      published: !given.has("not published"),
      originsAllowed: given.list("origins"),
    });
    return methods
      .flatMap((method) => given.all(method).map((text) => ({ method, text })))
      .reduce(withHandler, module);
  },
  // A handler in a row of its own belongs to the module above.
  ...Object.fromEntries(methods.map((method): [string, Row] => [method, handlerRow(method)])),
  privilege: (builder, name, facts) => {
    const given = factsOf(facts, ["roles", "patterns", "pattern", "modules"]);
    return builder.privilege(name, {
      roles: given.list("roles"),
      patterns: [...given.list("patterns"), ...given.all("pattern")],
      modules: given.list("modules"),
    });
  },
  client: (builder, name, facts) => {
    const given = factsOf(facts, [
      "roles",
      "privileges",
      "grant",
      "origins",
      "redirect",
      "description",
      "token lives",
      "refresh lives",
      "code lives",
      "secrets",
    ]);
    const [first, second] = given.list("secrets");
    return builder.client(name, {
      roles: given.list("roles"),
      privileges: given.list("privileges"),
      grantType: grantOf(given.one("grant") ?? "client_credentials"),
      originsAllowed: given.list("origins"),
      redirectUri: given.one("redirect"),
      description: given.one("description"),
      tokenDuration: given.number("token lives"),
      refreshDuration: given.number("refresh lives"),
      codeDuration: given.number("code lives"),
      ...(given.has("secrets") && { secretsIssuedOn: { first: first || undefined, second } }),
    });
  },
  object: (builder, name, facts) => {
    const given = factsOf(facts, ["alias", "type", "with authorization", "off"]);
    return builder.object(name, {
      alias: given.one("alias") ?? name.toLowerCase(),
      type: given.one("type") ?? "TABLE",
      requiresAuthorization: given.has("with authorization"),
      enabled: !given.has("off"),
    });
  },
  jwt: (builder, issuer, facts) => {
    const given = factsOf(facts, ["audience", "keys", "role claim"]);
    return builder.jwtProfile({
      ...(issuer !== "" && { issuer }),
      ...(given.has("audience") && { audience: given.one("audience") ?? "" }),
      ...(given.has("keys") && { jwkUrl: given.one("keys") ?? "" }),
      roleClaimName: given.one("role claim"),
    });
  },
};

/** Among the facts of a module: `names/:id as json/item: select …`. A handler of GET without it selects one row. */
function withHandler(
  builder: CatalogBuilder,
  { method, text }: { readonly method: Method; readonly text: string },
): CatalogBuilder {
  const [, template = "", sourceType, source] = /^(\S*)(?: as (\S+): (.+))?$/.exec(text) ?? [];
  if (sourceType !== undefined)
    return builder.handler(method, template, { sourceType, source: source ?? "" });
  return method === "GET"
    ? builder.handler(method, template)
    : builder.handler(method, template, { sourceType: "plsql/block", source: "BEGIN NULL; END;" });
}

/** In a row of its own: `GET employees/; parameter q URI; source select 1 from dual`. */
function handlerRow(method: Method): Row {
  return (builder, uriTemplate, facts) => {
    const given = factsOf(facts, ["parameter", "source"]);
    const parameters = given.all("parameter").map((text) => {
      const [name = "", sourceType = "URI"] = text.split(" ");
      return { name, bindVariable: name, sourceType, paramType: "STRING", accessMethod: "IN" };
    });
    const source = given.one("source");
    return builder.handler(method, uriTemplate, {
      source,
      sourceType: source === undefined ? "json/collection" : "plsql/block",
      parameters,
    });
  };
}

interface Facts<Word> {
  has(word: Word): boolean;
  /** What stands behind the word, each time that it is there. */
  all(word: Word): readonly string[];
  one(word: Word): string | undefined;
  list(word: Word): readonly string[];
  number(word: Word): number | undefined;
}

/** A word that is not one of these is an error. */
function factsOf<Word extends string>(
  facts: readonly string[],
  words: readonly Word[],
): Facts<Word> {
  const found = facts.map((fact) => {
    const word = words.find((each) => fact === each || fact.startsWith(`${each} `));
    if (word === undefined) throw new Error(`"${fact}" is not understood`);
    return { word, rest: fact.slice(word.length + 1) };
  });
  const all = (word: Word) => found.filter((one) => one.word === word).map(({ rest }) => rest);
  return {
    all,
    has: (word) => all(word).length > 0,
    one: (word) => all(word)[0],
    list: (word) => all(word).flatMap((text) => text.split(", ")),
    number: (word) => {
      const [text] = all(word);
      return text === undefined ? undefined : Number(text);
    },
  };
}

function grantOf(text: string): GrantType {
  const grant = grantTypes.find((each) => each === text);
  if (grant === undefined) throw new Error(`there is no grant ${text}`);
  return grant;
}
