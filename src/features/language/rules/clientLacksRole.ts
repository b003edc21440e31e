import { nameInWords } from "../../../domain/access/nameInWords.ts";
import { findSimilarName } from "../../../domain/access/similarName.ts";
import { isBuiltInRole } from "../../../domain/model/builtIns.ts";
import { roleName } from "../../../domain/model/names.ts";
import { literal } from "../../../plsql/quote.ts";
import type { CallSite } from "../../../plsql/procedureCall.ts";
import { clientPackageBeside } from "../findNotCreated.ts";
import type { ClientState, PrivilegeState, SchemaState } from "../schemaState.ts";
import { knowsAll } from "../schemaState.ts";
import type { ScriptContext } from "../scriptContext.ts";
import { argumentOf, insertAfter, writtenCall } from "../scriptEdits.ts";
import type { TouchedClient } from "../scriptFacts.ts";
import type { ScriptFinding, ScriptRule } from "../scriptRule.ts";
import type { TextFix } from "../textFix.ts";

export const clientLacksRole: ScriptRule = {
  id: "clientLacksRole",
  severity: "warning",
  why: "A list of privileges is no permission: ORDS answers 401 until the client has one of the privilege's roles.",
  check: (context) => {
    const { facts } = context;
    if (decisive.some((procedure) => facts.opaque.has(procedure))) return [];
    const last = new Map(facts.clients.map((each) => [`${each.schema} ${each.name}`, each]));
    return [...last.values()].flatMap((each) => judge(context, each));
  },
};

/** Where the values of one of these are not known, nobody can say which roles a client will have. */
const decisive = ["GRANT_CLIENT_ROLE", "DEFINE_PRIVILEGE", "CREATE_PRIVILEGE", "RENAME_ROLE"];

function judge(context: ScriptContext, touched: TouchedClient): readonly ScriptFinding[] {
  const state = context.facts.stateAfter(touched.schema);
  const client = state.clients.get(touched.name);
  if (client?.grantType !== "client_credentials") return [];
  const lacking = [...client.privileges].flatMap((name) => {
    const privilege = state.privileges.get(name);
    return privilege !== undefined && lacks(state, client, privilege) ? [{ name, privilege }] : [];
  });
  if (client.privileges.size === 0 && client.roles.size === 0 && client.ofScript) {
    return judgeWithoutAny(context, touched, state);
  }
  return lacking.map(({ name, privilege }) => {
    const role = roleToGrant(state, privilege, client);
    const range =
      argumentOf(touched.site, "p_privilege_names")?.valueRange ?? touched.site.nameRange;
    const message =
      `The client ${nameInWords(touched.name)} will not have the role ${nameInWords(role)} ` +
      `that the privilege ${nameInWords(name)} asks for.`;
    const mild = state.catalog === undefined ? ({ severity: "information" } as const) : {};
    return { range, message, ...mild, fixes: () => fixes(context, touched, role) };
  });
}

/** It may be meant for services that are public; but a script that protects some means them. */
function judgeWithoutAny(
  context: ScriptContext,
  touched: TouchedClient,
  state: SchemaState,
): readonly ScriptFinding[] {
  const roles = [...state.privileges.values()].flatMap((each) =>
    each.ofScript ? [...each.roles] : [],
  );
  if (roles.length === 0) return [];
  return [
    {
      range: touched.site.nameRange,
      severity: "information",
      message: `The client ${nameInWords(touched.name)} will have no role at all, and the script protects services with roles.`,
      fixes: () =>
        [...new Set(roles)]
          .slice(0, mostOffered)
          .flatMap((role) =>
            fixes(context, touched, role).map((fix) => ({ ...fix, isPreferred: false })),
          ),
    },
  ];
}

const mostOffered = 5;

/** Without a connection only what the script itself has registered and defined is judged. */
function lacks(state: SchemaState, client: ClientState, privilege: PrivilegeState): boolean {
  const { roles } = privilege;
  if (roles.size === 0 || [...roles].some((role) => client.roles.has(role))) return false;
  const ofClient = client.ofScript || knowsAll(state, "CLIENT_ROLES");
  return ofClient && (privilege.ofScript || knowsAll(state, "PRIVILEGE_ROLES"));
}

/** One that is spelled like a role the client has, else one that exists, else the first. */
function roleToGrant(state: SchemaState, { roles }: PrivilegeState, client: ClientState): string {
  const held = [...client.roles];
  const names = [...roles];
  return (
    names.find((role) => findSimilarName(role, held) !== undefined) ??
    names.find((role) => state.roles.has(role) || isBuiltInRole(roleName(role))) ??
    names[0] ??
    ""
  );
}

function fixes(
  context: ScriptContext,
  { name, site, schema }: TouchedClient,
  role: string,
): readonly TextFix[] {
  const call = {
    package: clientPackageBeside(context, site, schema),
    procedure: "GRANT_CLIENT_ROLE",
    args: [
      ...(schema === undefined ? [] : [["p_schema", literal(schema)] as const]),
      ["p_client_name", literal(name)] as const,
      ["p_role_name", literal(role)] as const,
    ],
  };
  const beside = laterOf(site, context.facts.created.get(`role ${role}`));
  const edit = insertAfter(context, beside, [writtenCall(context, beside, call)]);
  const title = `Grant the role ${nameInWords(role)} to ${nameInWords(name)}`;
  return edit === undefined ? [] : [{ title, edits: [edit], isPreferred: true }];
}

/** A role can be granted only when both it and the client are there. */
function laterOf(client: CallSite, role: CallSite | undefined): CallSite {
  return role !== undefined && role.range.start > client.range.start ? role : client;
}
