import { assertNever } from "../../base/assertNever.ts";
import { assumptions } from "./assumptions.ts";
import type { Decision, Reason, Verdict } from "./decision.ts";
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
    case "outsideCatalog":
      return `${nameInWords(reason.path)} belongs to ORDS itself; the catalog does not say who may call it.`;
    case "servedBy":
      return `${reason.endpoint.method} ${reason.endpoint.path} of ${sourceInWords(reason.endpoint, "inside")} answers.`;
    case "privilegesUnreadable":
      return "The privileges of the schema could not be read.";
    case "rolesUnreadable":
      return `The roles of client ${nameInWords(reason.client)} could not be read.`;
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
    case "tokenMissing":
      return "The call carries no token.";
    case "unknownClient":
      return `The schema has no client named ${nameInWords(reason.client)}.`;
    case "userDecides":
      return `Client ${nameInWords(reason.client)} acts for people who sign in: their roles decide, not the client's.`;
    case "hasRole":
      return `${holder(reason.client)} has role ${nameInWords(reason.role)}, which privilege ${nameInWords(reason.privilege.name)} asks for.`;
    case "lacksRole":
      return explainLack(reason);
    case "privilegeWithoutRoles":
      return explainRoleless(reason);
    default:
      return assertNever(reason);
  }
}

function explainProtection(reason: Extract<Reason, { kind: "protectedBy" }>): string {
  const privilege = `Privilege ${nameInWords(reason.privilege.name)}`;
  if (reason.module !== undefined)
    return `${privilege} protects module ${nameInWords(reason.module)}.`;
  return `${privilege} protects the path by its pattern ${nameInWords(reason.pattern)}.`;
}

function explainLack(reason: Extract<Reason, { kind: "lacksRole" }>): string {
  const who = holder(reason.client);
  const privilege = `privilege ${nameInWords(reason.privilege.name)}`;
  const roles = reason.privilege.roles.map(nameInWords);
  const [only] = roles;
  if (roles.length === 1) return `${who} lacks role ${only}, which ${privilege} asks for.`;
  return `${who} has none of the roles of which ${privilege} asks for one: ${listInWords(roles, "or")}.`;
}

function explainRoleless(reason: Extract<Reason, { kind: "privilegeWithoutRoles" }>): string {
  const privilege = `Privilege ${nameInWords(reason.privilege.name)} asks for no role`;
  if (reason.client === undefined) return `${privilege}: everybody who signs in may call.`;
  const listed = reason.listed ? "is" : "is not";
  return (
    `${privilege} and ${listed} in the privilege list of client ${nameInWords(reason.client)}; ` +
    `what ORDS makes of that is not known for sure.`
  );
}

function holder(client: string | undefined): string {
  return client === undefined ? "The user" : `Client ${nameInWords(client)}`;
}

function sourceInWords(endpoint: Endpoint, place: "start" | "inside" = "start"): string {
  const { ref } = endpoint;
  if (ref?.kind === "handler") {
    return `${place === "start" ? "Module" : "module"} ${nameInWords(ref.module)}`;
  }
  if (ref?.kind === "object") return `AutoREST object ${nameInWords(ref.name)}`;
  return `${place === "start" ? "The" : "the"} metadata catalog`;
}
