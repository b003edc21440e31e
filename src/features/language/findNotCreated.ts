import type { TextRange } from "../../base/textRange.ts";
import { nameInWords } from "../../domain/access/nameInWords.ts";
import { literal } from "../../plsql/quote.ts";
import { clientPackage, servicePackage, type Dialect } from "../../plsql/dialect.ts";
import type { CallSite } from "../../plsql/procedureCall.ts";
import { elementIn } from "./elementIn.ts";
import type { NamedKind } from "./namesInChange.ts";
import { nearestName } from "./nearestName.ts";
import type { ScriptContext } from "./scriptContext.ts";
import { argumentOf, insertBefore, type NewCall, writtenCall } from "./scriptEdits.ts";
import type { MissingName } from "./scriptFacts.ts";
import { namesOf } from "./scriptFacts.ts";
import type { ScriptFinding } from "./scriptRule.ts";
import type { TextFix } from "./textFix.ts";

/** Which calls make what may be missing: one whose values are not known may have made it. */
const makers: Readonly<Record<NamedKind, readonly string[]>> = {
  role: ["CREATE_ROLE", "RENAME_ROLE"],
  privilege: ["CREATE_PRIVILEGE", "DEFINE_PRIVILEGE", "RENAME_PRIVILEGE"],
  module: ["DEFINE_MODULE", "DEFINE_SERVICE", "CREATE_SERVICE", "RENAME_MODULE"],
  client: ["CREATE_CLIENT", "REGISTER_CLIENT", "IMPORT_CLIENT", "RENAME_CLIENT"],
};

/**
 * What a call relies on and nobody creates. Without a connection the schema may have it: then only
 * what the script itself contradicts is told.
 */
export function findNotCreated(context: ScriptContext, kind: NamedKind): readonly ScriptFinding[] {
  const { facts } = context;
  if (makers[kind].some((procedure) => facts.opaque.has(procedure))) return [];
  return facts.missing.flatMap((missing): readonly ScriptFinding[] => {
    const { contradiction, similar, certain } = missing;
    if (missing.kind !== kind) return [];
    const contradicted = contradiction !== undefined || similar !== undefined;
    if (!certain && !contradicted) return [];
    // A client's list of privileges is taken as it is by some releases.
    const mild = missing.parameter === "p_privilege_names" ? "warning" : undefined;
    const severity = certain ? mild : "information";
    return [
      {
        range: rangeOf(context, missing),
        message: messageOf(context, missing),
        ...(severity === undefined ? {} : { severity }),
        fixes: () => fixes(context, missing),
      },
    ];
  });
}

function rangeOf(context: ScriptContext, { site, parameter, name }: MissingName): TextRange {
  const argument = argumentOf(site, parameter);
  return (
    elementIn(context, { site, parameter, value: name }) ?? argument?.valueRange ?? site.nameRange
  );
}

function messageOf(context: ScriptContext, missing: MissingName): string {
  const { kind, name, contradiction, similar, schema, certain } = missing;
  const shown = `${titles[kind]} ${nameInWords(name)}`;
  if (similar !== undefined) {
    return `${shown} does not exist, but ${nameInWords(similar)} does: these are two names to ORDS.`;
  }
  switch (contradiction) {
    case "deletedBefore":
      return `${shown} is deleted before it is used here.`;
    case "createdLater":
      return `${shown} is ${verbs[kind]} only later in the script.`;
    default: {
      const where = schema ?? context.catalog?.schema.name;
      return `${shown} is ${verbs[kind]} neither in the script nor in ${where !== undefined && certain ? `the schema ${where}` : "the schema"}.`;
    }
  }
}

const titles: Readonly<Record<NamedKind, string>> = {
  role: "The role",
  privilege: "The privilege",
  module: "The module",
  client: "The client",
};

const verbs: Readonly<Record<NamedKind, string>> = {
  role: "created",
  privilege: "created",
  module: "defined",
  client: "registered",
};

function fixes(context: ScriptContext, missing: MissingName): readonly TextFix[] {
  const renamed = renameFixes(context, missing);
  const creation = creationFix(context, missing);
  return creation === undefined
    ? renamed
    : [...renamed, { ...creation, isPreferred: !renamed.some(({ isPreferred }) => isPreferred) }];
}

/** Only the name itself is replaced, where it stands in the script by itself. */
function renameFixes(context: ScriptContext, missing: MissingName): readonly TextFix[] {
  const { kind, name, similar, schema, site, parameter } = missing;
  const state = context.facts.stateAfter(schema);
  const nearest = similar ?? nearestName(name, namesOf(state, kind));
  const range = elementIn(context, { site, parameter, value: name });
  if (nearest === undefined || nearest === name || range === undefined) return [];
  const title = `Write ${nameInWords(nearest)}`;
  // What differs by more than a person overlooks may be another thing that is to be created.
  const isPreferred = similar !== undefined || kind === "client";
  const text = writtenIn(context, range, nearest);
  return [{ title, edits: [{ range, text }], isPreferred }];
}

/** A name by itself is a literal; one of a list with commas is not. */
function writtenIn({ text }: ScriptContext, { start }: TextRange, name: string): string {
  return /['nq]/i.test(text[start] ?? "") && /^(?:n?q?'|')/i.test(text.slice(start, start + 3))
    ? literal(name)
    : name.replaceAll("'", "''");
}

function creationFix(
  context: ScriptContext,
  missing: MissingName,
): Omit<TextFix, "isPreferred"> | undefined {
  const calls = callsFor(context, missing);
  if (calls.length === 0) return undefined;
  const written = calls.map((call) => writtenCall(context, missing.site, call));
  const edit = insertBefore(context, missing.site, written);
  if (edit === undefined) return undefined;
  const title = `Insert ${calls.map(({ procedure }) => procedure).join(" and ")} before it`;
  return { title, edits: [edit] };
}

function callsFor(context: ScriptContext, missing: MissingName): readonly NewCall[] {
  const { kind, name, schema, site, contradiction } = missing;
  const dialect = dialectBeside(context, site, schema);
  const own = servicePackage(dialect);
  const first: NewCall["args"] = schema === undefined ? [] : [["p_schema", literal(schema)]];
  const call = (procedure: string, args: NewCall["args"]): NewCall => {
    return { package: own, procedure, args: [...first, ...args] };
  };
  // What is created later would be created twice.
  if (contradiction === "createdLater") return [];
  switch (kind) {
    case "role":
      return [call("CREATE_ROLE", [["p_role_name", literal(name)]])];
    case "privilege": {
      const role = roleFor(context, missing);
      return [
        ...(role.isNew ? [call("CREATE_ROLE", [["p_role_name", literal(role.name)]])] : []),
        call("CREATE_PRIVILEGE", [
          ["p_name", literal(name)],
          ["p_role_name", literal(role.name)],
        ]),
      ];
    }
    case "module":
      return [
        call("DEFINE_MODULE", [
          ["p_module_name", literal(name)],
          ["p_base_path", literal(`/${name.toLowerCase().replaceAll(/[^\w.-]+/g, "-")}/`)],
        ]),
      ];
    default:
      return [];
  }
}

/** The role that the script has created last, else one with the name of the privilege. */
function roleFor(context: ScriptContext, { name, site }: MissingName) {
  const { created } = context.facts;
  const last = [...created].findLast(
    ([key, { range }]) => key.startsWith("role ") && range.start < site.range.start,
  );
  return last === undefined
    ? { name, isNew: true }
    : { name: last[0].slice("role ".length), isNew: false };
}

/** The packages that fit the connection, else those that the call itself uses. */
function dialectBeside(
  { dialect }: ScriptContext,
  site: CallSite,
  schema: string | undefined,
): Dialect {
  const own = site.call.package.startsWith("OAUTH") ? "oauth" : "ordsSecurity";
  return { api: dialect?.api ?? own, schema };
}

/** The package for clients that fits. */
export function clientPackageBeside(
  context: ScriptContext,
  site: CallSite,
  schema: string | undefined,
): string {
  return clientPackage(dialectBeside(context, site, schema));
}
