import { assertNever } from "../../base/assertNever.ts";
import { templatePath } from "../../domain/access/endpoints.ts";
import { firstVariable } from "../../domain/access/routePattern.ts";
import { normalBasePath } from "../../domain/access/schemaPath.ts";
import type { Catalog } from "../../domain/model/catalog.ts";
import type { Change } from "../../domain/model/change.ts";
import type { LocatedChange } from "../../plsql/script.ts";
import type { SubjectKind } from "./argumentSubject.ts";

/** A name that an argument may have. */
export interface KnownName {
  readonly name: string;
  /** A few words that tell it from others: "built in", "module at /hr/". */
  readonly detail: string;
}

/** What else the call says, which narrows the names down. */
export interface NameScope {
  readonly module: string | undefined;
  readonly privilege: string | undefined;
  /** Of patterns: those that could be mapped, or those that are. */
  readonly creates: boolean;
}

/** The names that a schema has. */
export function namesInCatalog(
  kind: SubjectKind,
  catalog: Catalog,
  scope: NameScope,
): readonly KnownName[] {
  switch (kind) {
    case "role":
      return catalog.roles.map(({ name, builtIn }) => ({
        name,
        detail: builtIn ? "built in" : "",
      }));
    case "privilege":
      return catalog.privileges.map(({ name, label }) => ({ name, detail: label ?? "" }));
    case "module":
      return catalog.modules.map(({ name, basePath }) => ({ name, detail: basePath }));
    case "client":
      return catalog.clients.map(({ name, grantType }) => {
        return { name, detail: grantType.replaceAll("_", " ") };
      });
    case "pattern":
      return scope.creates ? possiblePatterns(catalog) : mappedPatterns(catalog, scope.privilege);
    case "template":
      return catalog.modules
        .filter(({ name }) => scope.module === undefined || name === scope.module)
        .flatMap(({ name, templates }) =>
          templates.map(({ uriTemplate }) => ({ name: uriTemplate, detail: `module ${name}` })),
        );
    case "object":
      return catalog.objects.map(({ name, type }) => ({ name, detail: type.toLowerCase() }));
    case "schema":
      return [{ name: catalog.schema.name, detail: "connected schema" }];
    default:
      return assertNever(kind);
  }
}

/** The names that a script makes in front of a place in it. */
export function namesInScript(
  kind: SubjectKind,
  changes: readonly LocatedChange[],
  before: number,
): readonly KnownName[] {
  const names = changes
    .filter(({ range }) => range.end <= before)
    .flatMap(({ change }) => madeBy(kind, change));
  return [...new Set(names)].map((name) => ({ name, detail: "made above" }));
}

function madeBy(kind: SubjectKind, change: Change): readonly string[] {
  switch (change.kind) {
    case "createRole":
      return kind === "role" ? [change.name] : [];
    case "createPrivilege":
    case "definePrivilege":
      return kind === "privilege" ? [change.name] : [];
    case "registerClient":
      return kind === "client" ? [change.name] : [];
    case "defineModule":
      if (kind === "pattern") return [`${normalBasePath(change.basePath)}*`];
      return kind === "module" ? [change.name] : [];
    case "defineTemplate":
      return kind === "template" ? [change.uriTemplate] : [];
    case "enableObject":
      return kind === "object" && change.enabled ? [change.object] : [];
    case "renameRole":
      return kind === "role" ? [change.newName] : [];
    case "renamePrivilege":
      return kind === "privilege" ? [change.newName] : [];
    case "renameClient":
      return kind === "client" ? [change.newName] : [];
    default:
      return [];
  }
}

/** Patterns that would cover something that is there: whole modules, templates, objects. */
function possiblePatterns(catalog: Catalog): readonly KnownName[] {
  const modules = catalog.modules.map(({ name, basePath }) => {
    return { name: `${normalBasePath(basePath)}*`, detail: `all of module ${name}` };
  });
  const templates = catalog.modules.flatMap(({ name, basePath, templates }) =>
    templates.map(({ uriTemplate }) => {
      const path = templatePath(basePath, uriTemplate);
      const variable = firstVariable(path);
      const fixed = variable === undefined ? path : path.slice(0, variable);
      return { name: fixed.endsWith("/") ? `${fixed}*` : fixed, detail: `in module ${name}` };
    }),
  );
  const objects = catalog.objects.map(({ name, alias }) => {
    return { name: `/${alias}/*`, detail: `object ${name}` };
  });
  return uniqueByName([...modules, ...templates, ...objects]);
}

function mappedPatterns(catalog: Catalog, privilege: string | undefined): readonly KnownName[] {
  return uniqueByName(
    catalog.privileges
      .filter(({ name }) => privilege === undefined || name === privilege)
      .flatMap(({ name, patterns }) =>
        patterns.map((pattern) => ({ name: pattern, detail: `privilege ${name}` })),
      ),
  );
}

export function uniqueByName(names: readonly KnownName[]): readonly KnownName[] {
  const first = new Map<string, KnownName>();
  for (const one of names) if (!first.has(one.name)) first.set(one.name, one);
  return [...first.values()];
}
