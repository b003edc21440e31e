import { lettersOf } from "../../domain/access/similarName.ts";
import { isBuiltInRole } from "../../domain/model/builtIns.ts";
import type { Change } from "../../domain/model/change.ts";
import { roleName } from "../../domain/model/names.ts";
import type { CallSite } from "../../plsql/procedureCall.ts";
import type { ScriptContext } from "./scriptContext.ts";
import { follow, knowsAll, openSchemaState, type SchemaState } from "./schemaState.ts";

/** What comes out when a script is followed from its first change to its last. */
export interface ScriptFacts {
  /** Names that a call relies on and that are not there when it runs. */
  readonly missing: readonly MissingName[];
  /** Lists of privileges of the connected schema that a call empties. */
  readonly emptied: readonly EmptiedList[];
  /** Where each client that the script touches got its list or lost a role, in order. */
  readonly clients: readonly TouchedClient[];
  /** The schema of a call as the script leaves it. */
  stateAfter(schema: string | undefined): SchemaState;
  /** Procedures that the script calls with values that only its run can tell, in upper case. */
  readonly opaque: ReadonlySet<string>;
  /** What the script creates, by kind and name, and where it does so first. */
  readonly created: ReadonlyMap<string, CallSite>;
}

export type NamedKind = "role" | "privilege" | "module" | "client";

export interface MissingName {
  readonly kind: NamedKind;
  readonly name: string;
  readonly site: CallSite;
  /** The parameter that names it, in lower case. */
  readonly parameter: string;
  readonly schema: string | undefined;
  /** Whether the connection shows what the schema holds, so that nothing else can have it. */
  readonly certain: boolean;
  /** What the script itself says against it. */
  readonly contradiction: "createdLater" | "deletedBefore" | undefined;
  /** A name of the same kind that a person would take for it. */
  readonly similar: string | undefined;
}

export interface EmptiedList {
  readonly site: CallSite;
  readonly privilege: string;
  readonly parameter: "p_roles" | "p_patterns" | "p_modules";
  /** What the list holds before. */
  readonly items: readonly string[];
}

export interface TouchedClient {
  readonly name: string;
  readonly site: CallSite;
  readonly schema: string | undefined;
}

export function scriptFactsOf(context: ScriptContext): ScriptFacts {
  const { analysis } = context;
  const states = new Map<string, SchemaState>();
  const stateOf = (schema: string | undefined): SchemaState => {
    const key = keyOfSchema(context, schema);
    let state = states.get(key);
    if (state === undefined) {
      state = openSchemaState(key === connected ? context.catalog : undefined);
      states.set(key, state);
    }
    return state;
  };
  const uses: Omit<MissingName, "contradiction" | "similar">[] = [];
  const emptied: EmptiedList[] = [];
  const clients: TouchedClient[] = [];
  const created = new Map<string, CallSite>();
  const deleted = new Map<string, CallSite>();
  for (const { change, range, schema } of analysis.changes) {
    const site = context.callAt(range.start);
    if (site === undefined) continue;
    const state = stateOf(schema);
    const note = { site, schema };
    for (const { kind, name, parameter } of namesIn(change, site)) {
      if (has(state, kind, name)) continue;
      uses.push({ ...note, kind, name, parameter, certain: knowsAll(state, viewOf[kind]) });
    }
    emptied.push(...emptiedBy(change, { state, site }));
    const touched = clientIn(change);
    if (touched !== undefined) clients.push({ ...note, name: touched });
    const made = createdBy(change);
    if (made !== undefined && !created.has(made)) created.set(made, site);
    const gone = deletedBy(change);
    if (gone !== undefined) deleted.set(gone, site);
    follow(state, change);
  }
  const similar = createSimilar(stateOf);
  const missing = uses.map((use): MissingName => {
    const key = `${use.kind} ${use.name}`;
    const later = created.get(key)?.range.start ?? -1;
    const before = deleted.get(key)?.range.start ?? Number.POSITIVE_INFINITY;
    const at = use.site.range.start;
    const contradiction = before < at ? "deletedBefore" : later > at ? "createdLater" : undefined;
    return { ...use, contradiction, similar: similar(use) };
  });
  return { missing, emptied, clients, stateAfter: stateOf, opaque: opaqueOf(context), created };
}

const connected = "(connected)";

/** Calls of the own schema, and those that name the schema that is connected, act on one catalog. */
function keyOfSchema(context: ScriptContext, schema: string | undefined): string {
  const { catalog, otherSchema } = context;
  const shown = catalog?.schema.name.toUpperCase();
  if (schema === undefined) return otherSchema === undefined ? connected : "(own)";
  return schema.toUpperCase() === shown ? connected : schema.toUpperCase();
}

const viewOf: Readonly<Record<NamedKind, string>> = {
  role: "ROLES",
  privilege: "PRIVILEGES",
  module: "MODULES",
  client: "CLIENTS",
};

function has(state: SchemaState, kind: NamedKind, name: string): boolean {
  switch (kind) {
    case "role":
      return state.roles.has(name) || isBuiltInRole(roleName(name));
    case "privilege":
      // Enabling a schema or an object creates those of the product, which is not followed.
      return state.privileges.has(name) || name.startsWith("oracle.");
    case "module":
      return state.modules.has(name);
    case "client":
      return state.clients.has(name);
    default:
      return true;
  }
}

interface NameUse {
  readonly kind: NamedKind;
  readonly name: string;
  readonly parameter: string;
}

/** What has to be there for a change. Deletions are silent about what is not there. */
function namesIn(change: Change, site: CallSite): readonly NameUse[] {
  const use = (kind: NamedKind, parameter: string, names: readonly string[]): NameUse[] =>
    names.map((name) => ({ kind, name, parameter }));
  const client = site.call.args["p_client_name"] === undefined ? "p_name" : "p_client_name";
  switch (change.kind) {
    case "createPrivilege": {
      const parameter = site.call.args["p_roles"] === undefined ? "p_role_name" : "p_roles";
      return use("role", parameter, change.roles);
    }
    case "definePrivilege":
      return [
        ...use("role", "p_roles", change.roles),
        ...use("module", "p_modules", change.modules ?? []),
      ];
    case "createPrivilegeMapping":
      return use("privilege", "p_privilege_name", [change.privilege]);
    case "renamePrivilege":
      return use("privilege", "p_name", [change.name]);
    case "renameRole":
      return use("role", "p_role_name", [change.name]);
    case "setModulePrivilege":
      return [
        ...use("module", "p_module_name", [change.module]),
        ...use(
          "privilege",
          "p_privilege_name",
          change.privilege === null ? [] : [change.privilege],
        ),
      ];
    case "defineTemplate":
    case "defineHandler":
    case "defineParameter":
    case "setModuleOrigins":
      return use("module", "p_module_name", [change.module]);
    case "publishModule":
    case "renameModule":
      return use("module", "p_module_name", [change.name]);
    case "registerClient":
      return use("privilege", "p_privilege_names", change.privileges);
    case "updateClientPrivileges":
      return [
        ...use("client", client, [change.name]),
        ...use("privilege", "p_privilege_names", change.privileges),
      ];
    case "updateClient":
      return [
        ...use("client", client, [change.name]),
        ...use("privilege", "p_privilege_names", change.privilegesAndDurations?.privileges ?? []),
      ];
    case "updateClientTokenDuration":
    case "renameClient":
    case "rotateClientSecret":
    case "registerClientSecret":
    case "revokeClientSecret":
      return use("client", client, [change.name]);
    case "grantClientRole":
      return [
        ...use("client", client, [change.client]),
        ...use("role", "p_role_name", [change.role]),
      ];
    default:
      return [];
  }
}

function createdBy(change: Change): string | undefined {
  switch (change.kind) {
    case "createRole":
      return `role ${change.name}`;
    case "renameRole":
      return `role ${change.newName}`;
    case "createPrivilege":
    case "definePrivilege":
      return `privilege ${change.name}`;
    case "renamePrivilege":
      return `privilege ${change.newName}`;
    case "defineModule":
      return `module ${change.name}`;
    case "registerClient":
      return `client ${change.name}`;
    case "renameClient":
      return `client ${change.newName}`;
    default:
      return undefined;
  }
}

function deletedBy(change: Change): string | undefined {
  switch (change.kind) {
    case "deleteRole":
      return `role ${change.name}`;
    case "deletePrivilege":
      return `privilege ${change.name}`;
    case "deleteModule":
      return `module ${change.name}`;
    case "deleteClient":
      return `client ${change.name}`;
    default:
      return undefined;
  }
}

function clientIn(change: Change): string | undefined {
  switch (change.kind) {
    case "registerClient":
    case "updateClient":
    case "updateClientPrivileges":
      return change.name;
    case "renameClient":
      return change.newName;
    case "revokeClientRole":
      return change.client;
    default:
      return undefined;
  }
}

/** Only what the connection shows is lost; what the script itself has put there it may take away. */
function emptiedBy(
  change: Change,
  { state, site }: { readonly state: SchemaState; readonly site: CallSite },
): readonly EmptiedList[] {
  if (change.kind !== "definePrivilege") return [];
  const old = state.privileges.get(change.name);
  if (old === undefined || old.ofScript) return [];
  const lists = [
    ["p_roles", old.roles, change.roles],
    ["p_patterns", old.patterns, change.patterns],
    ["p_modules", old.modules, change.modules],
  ] as const;
  return lists.flatMap(([parameter, before, after]) =>
    after?.length === 0 && before.size > 0
      ? [{ site, privilege: change.name, parameter, items: [...before] }]
      : [],
  );
}

/** Looks for names that differ only in what a person overlooks, each list prepared once. */
function createSimilar(
  stateOf: (schema: string | undefined) => SchemaState,
): (use: Pick<MissingName, "kind" | "name" | "schema">) => string | undefined {
  const prepared = new Map<string, ReadonlyMap<string, string>>();
  return ({ kind, name, schema }) => {
    const key = `${kind} ${schema ?? ""}`;
    let names = prepared.get(key);
    if (names === undefined) {
      names = new Map(namesOf(stateOf(schema), kind).map((one) => [lettersOf(one), one]));
      prepared.set(key, names);
    }
    const found = names.get(lettersOf(name));
    return found === name ? undefined : found;
  };
}

/** All names of a kind that a schema has. */
export function namesOf(state: SchemaState, kind: NamedKind): readonly string[] {
  switch (kind) {
    case "role":
      return [...state.roles];
    case "privilege":
      return [...state.privileges.keys()];
    case "module":
      return [...state.modules.keys()];
    case "client":
      return [...state.clients.keys()];
    default:
      return [];
  }
}

function opaqueOf({ analysis, changeOf }: ScriptContext): ReadonlySet<string> {
  return new Set(
    analysis.script.calls
      .filter((site) => site.runs !== "later" && changeOf(site) === undefined)
      .map(({ call }) => call.procedure),
  );
}
