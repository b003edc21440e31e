import { assertNever } from "../../base/assertNever.ts";
import { assumptions } from "./assumptions.ts";
import type { Decision, Reason, RoleHolder, Verdict } from "./decision.ts";
import type { Endpoint } from "./endpoints.ts";
import { listInWords, nameInWords } from "./nameInWords.ts";

/** A decision in words. */
export interface Explanation {
  /** "Denied." */
  readonly summary: string;
  /** One for each reason, in order, each naming the row that decides. */
  readonly sentences: readonly string[];
  /** What was believed without proof. */
  readonly beliefs: readonly string[];
}

/** Puts a decision into words for people who know SQL better than OAuth. */
export function explainDecision(decision: Decision): Explanation {
  return {
    summary: summaries[decision.verdict],
    sentences: decision.reasons.map(explainReason),
    beliefs: decision.assumptions.map((id) => assumptions[id].statement),
  };
}

const summaries: Readonly<Record<Verdict, string>> = {
  allowed: "Allowed.",
  denied: "Denied.",
  notFound: "Not found.",
  unknown: "Not known.",
};

/** One reason as one sentence. */
export function explainReason(reason: Reason): string {
  switch (reason.kind) {
    case "schemaDisabled":
      return "The schema is not enabled for REST, so nothing in it answers.";
    case "noSuchPath":
      return `No template matches ${nameInWords(reason.path)}.`;
    case "methodMissing":
      return `The path has ${listInWords(reason.offered, "and")}, but not ${reason.method}.`;
    case "notPublished":
      return reason.endpoint.kind === "object"
        ? `${sourceInWords(reason.endpoint)} is not enabled.`
        : `${sourceInWords(reason.endpoint)} is not published.`;
    case "bracesBeforeQuery":
      return `${reason.endpoint.method} ${reason.endpoint.path} of ${sourceInWords(reason.endpoint, "inside")} has braces, and such a template does not answer when the address has a query.`;
    case "outsideCatalog":
      return `${nameInWords(reason.path)} belongs to ORDS itself; the catalog does not say who may call it.`;
    case "servedBy":
      return `${reason.endpoint.method} ${reason.endpoint.path} of ${sourceInWords(reason.endpoint, "inside")} answers.`;
    case "privilegesUnreadable":
      return "The privileges of the schema could not be read.";
    case "rolesUnreadable":
      return reason.client === undefined
        ? `The roles of privilege ${nameInWords(reason.privilege.name)} could not be read.`
        : `The roles of client ${nameInWords(reason.client)} could not be read.`;
    case "privilegeListUnreadable":
      return `The privilege list of client ${nameInWords(reason.client)} could not be read.`;
    case "noPrivilegeProtects":
      return `No privilege protects ${nameInWords(reason.path)}: everybody may call it.`;
    case "protectedBy":
      return explainProtection(reason);
    case "overridden": {
      const names = reason.protectors.map(
        (one) => `${nameInWords(one.privilege.name)} (${nameInWords(one.pattern.text)})`,
      );
      return `Also covered by ${listInWords(names, "and")}, but the more specific pattern decides.`;
    }
    case "dependsOnValue": {
      const names = reason.protectors.map(
        (one) => `${nameInWords(one.privilege.name)} (${nameInWords(one.pattern.text)})`,
      );
      return `For some values of the template's variables ${listInWords(names, "and")} decides instead.`;
    }
    case "tokenMissing":
      return "The call carries no token.";
    case "unknownClient":
      return `The schema has no client named ${nameInWords(reason.client)}.`;
    case "userDecides":
      return `Client ${nameInWords(reason.client)} acts for people who sign in: their roles decide, not the client's.`;
    case "clientHasNoPeople":
      return `Client ${nameInWords(reason.client)} gets tokens by itself only, so nobody can sign in through it.`;
    case "notListed":
      return `Client ${nameInWords(reason.client)} does not list privilege ${nameInWords(reason.privilege.name)}, so nobody reaches it through the client.`;
    case "hasScope":
      return `The token has scope ${nameInWords(reason.privilege.name)}, which is the name of the privilege.`;
    case "lacksScope":
      return `The token lacks scope ${nameInWords(reason.privilege.name)}, the name of the privilege.`;
    case "noJwtProfile":
      return "The schema has no JWT profile, so it knows no issuer of tokens but itself.";
    case "jwtProfileUnreadable":
      return "Whether the schema has a JWT profile could not be read.";
    case "noScopeKnown":
      return "By which name of a privilege this service of ORDS is asked for is not known.";
    case "hasRole":
      return `${holder(reason)} has role ${nameInWords(reason.role)}, which privilege ${nameInWords(reason.privilege.name)} asks for.`;
    case "lacksRole":
      return explainLack(reason);
    case "privilegeWithoutRoles":
      return explainRoleless(reason);
    default:
      return assertNever(reason);
  }
}

function explainProtection(reason: Extract<Reason, { kind: "protectedBy" }>): string {
  if (reason.via === "product") {
    const roles = listInWords(reason.privilege.roles.map(nameInWords), "or");
    return `REST-Enabled SQL asks for role ${roles}.`;
  }
  const privilege = `Privilege ${nameInWords(reason.privilege.name)}`;
  if (reason.module !== undefined)
    return `${privilege} protects module ${nameInWords(reason.module)}.`;
  return `${privilege} protects the path by its pattern ${nameInWords(reason.pattern)}.`;
}

function explainLack(reason: Extract<Reason, { kind: "lacksRole" }>): string {
  const who = holder(reason);
  const privilege = `privilege ${nameInWords(reason.privilege.name)}`;
  const roles = reason.privilege.roles.map(nameInWords);
  const [only] = roles;
  if (roles.length === 1) return `${who} lacks role ${only}, which ${privilege} asks for.`;
  return `${who} has none of the roles of which ${privilege} asks for one: ${listInWords(roles, "or")}.`;
}

function explainRoleless(reason: Extract<Reason, { kind: "privilegeWithoutRoles" }>): string {
  const privilege = `Privilege ${nameInWords(reason.privilege.name)} asks for no role`;
  if (reason.holder === "token") return `${privilege}: any valid token will do.`;
  if (reason.holder !== "client" || reason.client === undefined) {
    return `${privilege}: everybody who signs in may call.`;
  }
  const listed = reason.listed ? "is" : "is not";
  return (
    `${privilege} and ${listed} in the privilege list of client ${nameInWords(reason.client)}; ` +
    `what ORDS makes of that is not known for sure.`
  );
}

function holder({
  holder: who,
  client,
}: {
  holder: RoleHolder;
  client: string | undefined;
}): string {
  switch (who) {
    case "client":
      return `Client ${nameInWords(client ?? "")}`;
    case "user":
      return "The user";
    case "person":
      return "The person";
    case "token":
      return "The token";
    default:
      return assertNever(who);
  }
}

function sourceInWords(endpoint: Endpoint, place: "start" | "inside" = "start"): string {
  const { ref } = endpoint;
  if (ref?.kind === "handler") {
    return `${place === "start" ? "Module" : "module"} ${nameInWords(ref.module)}`;
  }
  if (ref?.kind === "object") return `AutoREST object ${nameInWords(ref.name)}`;
  if (endpoint.kind === "sql") return "REST-Enabled SQL";
  if (endpoint.kind === "soda") return "SODA for REST";
  return `${place === "start" ? "The" : "the"} metadata catalog`;
}
