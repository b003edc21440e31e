import { lettersOf } from "../../domain/access/similarName.ts";
import { isBuiltInRole } from "../../domain/model/builtIns.ts";
import type { Change } from "../../domain/model/change.ts";
import { roleName } from "../../domain/model/names.ts";
import type { CallSite } from "../../plsql/procedureCall.ts";
import { followChange } from "./followChange.ts";
import { clientIn, createdBy, deletedBy, type NamedKind, namesInChange } from "./namesInChange.ts";
import type { ScriptContext } from "./scriptContext.ts";
import { knowsAll, openSchemaState, type SchemaState } from "./schemaState.ts";

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
    for (const { kind, name, parameter } of namesInChange(change, site)) {
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
    followChange(state, change);
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
