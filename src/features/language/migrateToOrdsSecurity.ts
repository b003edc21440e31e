import { changesOfCall } from "../../plsql/changeCalls/changesOfCall.ts";
import type { CallSite } from "../../plsql/procedureCall.ts";
import type { ScriptStatement } from "../../plsql/script.ts";
import { nameInWords } from "../../domain/access/nameInWords.ts";
import { asFunctionCall, isCommand, printed } from "./asFunctionCall.ts";
import { rangeOf } from "./callProblems.ts";
import type { ScriptContext } from "./scriptContext.ts";
import { declareIn } from "./declareIn.ts";
import { addArgument, argumentOf, inCaseOf, placeOf } from "./scriptEdits.ts";
import { createSecretBinds, suppliedSecret } from "./createSecretBinds.ts";
import { inOrder, insertion, type TextEdit } from "./textFix.ts";

/** Calls of OAUTH as calls of ORDS_SECURITY, in the author's own layout. */
export interface Migration {
  readonly edits: readonly TextEdit[];
  /** What is other than before, in a few words each. */
  readonly notes: readonly string[];
}

/**
 * Migrates these calls together, so that they share the variables they need. What has no
 * counterpart is left as it is: ask `whyNotMigrated` before.
 */
export function migrateToOrdsSecurity(
  context: ScriptContext,
  sites: readonly CallSite[],
): Migration {
  const bind = createSecretBinds(context);
  const edits: TextEdit[] = [];
  const notes = new Set<string>();
  for (const [statement, calls] of byStatement(context, sites)) {
    const names = new Map<string, string>();
    const wanted = calls.flatMap((site) => {
      const kind = resultOf(site);
      const own = kind === undefined || isCommand(placeOf(context, site)) ? [] : [kind];
      return own.map((key) => ({ key, ...variables[key] }));
    });
    const distinct = [...new Map(wanted.map((each) => [each.key, each])).values()];
    const declared = distinct.length === 0 ? undefined : declareIn(context, statement, distinct);
    if (declared !== undefined) edits.push(...declared.edits);
    distinct.forEach(({ key }, i) => {
      const name = declared?.names[i];
      if (name !== undefined) names.set(key, name);
    });
    for (const site of calls) {
      const migrated = migrateCall(context, site, { bind, names });
      if (migrated === undefined) continue;
      edits.push(...migrated.edits);
      migrated.notes.forEach((note) => notes.add(note));
    }
  }
  return { edits, notes: [...notes] };
}

/** Why a call cannot be migrated by itself, in one sentence; undefined when it can. */
export function whyNotMigrated(context: ScriptContext, site: CallSite): string | undefined {
  const { procedure } = site.call;
  if (procedure === "MODIFY_APPROVAL_STATUS") {
    return "ORDS_SECURITY has no procedure that changes an approval.";
  }
  if (procedure === "UPDATE_CLIENT" && !durations.every((name) => argumentOf(site, name))) {
    return "ORDS_SECURITY.UPDATE_CLIENT also sets the durations of tokens: say which they are to be.";
  }
  if (resultOf(site) === undefined) return undefined;
  const statement = context.statementAt(site.range.start);
  const stored = statement !== undefined && /^create\b/i.test(statement.text);
  if (stored) return "A stored unit cannot be given the secret as a bind: pass it as a parameter.";
  const before = context.text.slice(Math.max(0, site.range.start - 200), site.range.start);
  return /[=(,|]\s*$/.test(before) ? "The call stands inside of another one." : undefined;
}

const durations = ["p_token_duration", "p_refresh_duration", "p_code_duration"];

type ResultKind = "client" | "secret";

const variables = {
  client: { name: "l_client", type: "ORDS_TYPES.T_CLIENT_CREDENTIALS" },
  secret: { name: "l_secret", type: "VARCHAR2(4000)" },
} as const;

/** What the call gives back in ORDS_SECURITY and must be kept. */
function resultOf(site: CallSite): ResultKind | undefined {
  switch (site.call.procedure) {
    case "CREATE_CLIENT":
      return isImplicit(site) ? undefined : "client";
    case "ROTATE_CLIENT_SECRET":
      return "secret";
    default:
      return undefined;
  }
}

/** A client of the implicit grant has no secret. */
function isImplicit({ call }: CallSite): boolean {
  const [change] = changesOfCall(call).changes;
  return change?.kind === "registerClient" && change.grantType === "implicit";
}

interface Shared {
  readonly bind: () => string;
  /** The variables of the block. */
  readonly names: ReadonlyMap<string, string>;
}

function migrateCall(
  context: ScriptContext,
  site: CallSite,
  shared: Shared,
): Migration | undefined {
  if (whyNotMigrated(context, site) !== undefined) return undefined;
  switch (site.call.procedure) {
    case "CREATE_CLIENT":
      return migrateRegistration(context, site, shared);
    case "ROTATE_CLIENT_SECRET":
      return migrateRotation(context, site, shared);
    case "UPDATE_CLIENT":
      // Its parameters stand in another order there.
      return {
        edits: [renamed(context, site, "UPDATE_CLIENT"), ...namedArguments(site)],
        notes: [],
      };
    default:
      return { edits: [renamed(context, site, site.call.procedure)], notes: [] };
  }
}

function migrateRegistration(
  context: ScriptContext,
  site: CallSite,
  { bind, names }: Shared,
): Migration | undefined {
  const dropped = site.arguments.filter(({ parameter }) => noCounterpart.has(parameter ?? ""));
  const edits: TextEdit[] = [
    renamed(context, site, "REGISTER_CLIENT"),
    ...namedArguments(site),
    ...withoutArguments(site),
    ...renamedParameters(site),
  ];
  const notes = dropped.map(({ parameter }) => `without ${parameter}`);
  if (resultOf(site) === undefined) return { edits, notes };
  const secret = bind();
  const variable = names.get("client") ?? variables.client.name;
  const name = site.call.args["p_name"];
  const whose = name?.kind === "text" ? name.value : "the client";
  const wrapped = asFunctionCall(context, site, {
    variable,
    type: variables.client.type,
    after: [
      printed(context, site, [`Client id of ${whose}: `, `${variable}.client_key.client_id`]),
    ],
  });
  if (wrapped === undefined) return undefined;
  edits.push(
    ...wrapped,
    addArgument(context, site, ["p_client_secret", suppliedSecret(context, site, secret)]),
  );
  return {
    edits: inOrder(edits),
    notes: [`the secret comes from ${secret}`, ...notes],
  };
}

/** What only the owner's page of consent showed, and what the newest OAUTH has alone. */
const noCounterpart: ReadonlySet<string> = new Set(["p_owner", "p_token_endpoint_auth_method"]);

/** OAUTH always replaces the secret; here this has to be said. */
function migrateRotation(
  context: ScriptContext,
  site: CallSite,
  { names }: Shared,
): Migration | undefined {
  const variable = names.get("secret") ?? variables.secret.name;
  const name = site.call.args["p_name"];
  const whose = name?.kind === "text" ? name.value : "the client";
  const wrapped = asFunctionCall(context, site, {
    variable,
    type: variables.secret.type,
    after: [printed(context, site, [`New secret of ${whose}, shown only now: `, variable])],
  });
  if (wrapped === undefined) return undefined;
  const edits = [
    renamed(context, site, "ROTATE_CLIENT_SECRET"),
    ...namedArguments(site),
    ...wrapped,
    addArgument(context, site, ["p_revoke_existing", "TRUE"]),
  ];
  return {
    edits: inOrder(edits),
    notes: [`the new secret of ${nameInWords(whose)} is shown once, in the output`],
  };
}

function renamed(context: ScriptContext, site: CallSite, procedure: string): TextEdit {
  const { start, end } = site.nameRange;
  const written = context.text.slice(start, end);
  const owner = written.search(/oauth/i);
  const admin = site.call.package.endsWith("_ADMIN") ? "_ADMIN" : "";
  const text = inCaseOf(context, site, `ORDS_SECURITY${admin}.${procedure}`);
  return { range: { start: start + Math.max(0, owner), end }, text };
}

/** Those that are given by their positions get their names. */
function namedArguments(site: CallSite): readonly TextEdit[] {
  return site.arguments.flatMap(({ nameRange, parameter, valueRange }) =>
    nameRange !== undefined || parameter === undefined || noCounterpart.has(parameter)
      ? []
      : [insertion(valueRange.start, `${currentName(parameter)} => `)],
  );
}

function renamedParameters(site: CallSite): readonly TextEdit[] {
  return site.arguments.flatMap(({ nameRange, parameter = "" }) =>
    nameRange !== undefined && currentName(parameter) !== parameter
      ? [{ range: nameRange, text: currentName(parameter) }]
      : [],
  );
}

/** Until 23.1 the documentation of CREATE_CLIENT names one parameter otherwise. */
function currentName(parameter: string): string {
  return parameter === "p_allowed_origins" ? "p_origins_allowed" : parameter;
}

/** Each that has no counterpart goes with the comma on its side. */
function withoutArguments(site: CallSite): readonly TextEdit[] {
  const { arguments: given } = site;
  const isDropped = given.map(({ parameter }) => noCounterpart.has(parameter ?? ""));
  return given.flatMap((argument, i): readonly TextEdit[] => {
    if (isDropped[i] !== true) return [];
    const next = given[i + 1];
    const before = given[i - 1];
    const isLast = isDropped.slice(i).every(Boolean);
    if (!isLast && next !== undefined) {
      return [{ range: { start: rangeOf(argument).start, end: rangeOf(next).start }, text: "" }];
    }
    if (before === undefined) return [];
    return [{ range: { start: before.valueRange.end, end: argument.valueRange.end }, text: "" }];
  });
}

function byStatement(
  context: ScriptContext,
  sites: readonly CallSite[],
): ReadonlyMap<ScriptStatement, readonly CallSite[]> {
  const groups = new Map<ScriptStatement, CallSite[]>();
  for (const site of sites) {
    const statement = context.statementAt(site.range.start);
    if (statement === undefined || whyNotMigrated(context, site) !== undefined) continue;
    const group = groups.get(statement) ?? [];
    group.push(site);
    groups.set(statement, group);
  }
  return groups;
}
