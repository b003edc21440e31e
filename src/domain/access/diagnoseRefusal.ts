import { assertNever } from "../../base/assertNever.ts";
import { readChallenges } from "../http/challenge.ts";
import type { ClientName } from "../model/names.ts";
import type { AccessIndex } from "./accessIndex.ts";
import type { Decision, Reason } from "./decision.ts";
import type { Diagnosis, ExchangeFacts } from "./diagnosis.ts";
import { placeOf, type Call } from "./evaluateAccess.ts";
import { evaluateProtection } from "./evaluateProtection.ts";
import { explainReason } from "./explainDecision.ts";
import { callersLetIn } from "./callersLetIn.ts";
import { diagnoseMissingRole, fixNobodyMay, grantRole } from "./missingRole.ts";
import { listInWords, nameInWords } from "./nameInWords.ts";
import { findNearMisses } from "./nearMiss.ts";
import { outsideInWords } from "./outsideFactors.ts";
import { protectionOf } from "./protection.ts";
import type { Protector } from "./protection.ts";
import { credentialsOf } from "./satisfaction.ts";
import { toSchemaPath } from "./schemaPath.ts";

/** Why a call was answered 401. */
export function diagnoseRefusal(index: AccessIndex, exchange: ExchangeFacts): Diagnosis {
  const path = toSchemaPath(exchange.path);
  if (path === "/oauth/token") return tokenEndpointRefused;
  if (path.startsWith("/_/")) return diagnoseOwnService(index, exchange);
  const protection = protectionOf(index.protection, exchange.path);
  switch (protection.kind) {
    case "unknown":
      return plain(
        "ORDS asks for a login; the schema's privileges could not be read, so why is not known.",
      );
    case "public":
      return diagnosePublic(index, exchange, path);
    case "protected":
      return diagnoseProtected(index, exchange, protection.by);
    default:
      return assertNever(protection);
  }
}

const tokenEndpointRefused: Diagnosis = {
  sentence: "The token endpoint did not accept the client id and secret.",
  details: [
    "Both end in two dots, which are easily left out when copying.",
    "The client belongs to one schema; the alias in the address has to be that schema's.",
  ],
  fix: undefined,
  assumptions: ["wrongClientAnswers401", "clientIdShape"],
};

/** REST-Enabled SQL and the database API are no part of the catalog. */
function diagnoseOwnService(index: AccessIndex, exchange: ExchangeFacts): Diagnosis {
  const { caller } = exchange;
  const role = "SQL Developer";
  const client = caller.kind === "client" ? index.clients.get(caller.name) : undefined;
  const lacks = client && !client.roles.some((one) => one === role);
  return {
    sentence: `This service of ORDS asks for role ${role}.`,
    details: ["A database user who signs in has it; a client has to be granted it."],
    fix: lacks ? grantRole(client.name, role) : undefined,
    assumptions: ["restSqlNeedsSqlDeveloper"],
  };
}

function diagnosePublic(index: AccessIndex, exchange: ExchangeFacts, path: string): Diagnosis {
  const where = nameInWords(path);
  const misses = findNearMisses(index.catalog, path).map((one) => one.why);
  const details = [
    "The catalog may be older than the change that protects the path: refresh the connection.",
    ...misses.slice(0, 3),
  ];
  const { caller } = exchange;
  if (caller.kind === "anonymous") {
    return {
      ...plain(`No privilege of the schema covers ${where}, yet ORDS asks for a login.`),
      details,
    };
  }
  const bad = caller.kind === "pastedToken" ? undefined : credentialsOf(index, caller).reason;
  if (bad) {
    return diagnoseReason(index, bad, {
      details,
      assumptions: ["badCredentialsAreRefusedEverywhere"],
    });
  }
  const refused = caller.kind === "user" ? "the user name or the password" : "the token itself";
  return {
    ...plain(`No privilege of the schema covers ${where}, so it is ${refused} that was refused.`),
    details: [...triesAfterRefusal(exchange, "Fetch a new token and try again."), ...details],
  };
}

function diagnoseProtected(
  index: AccessIndex,
  exchange: ExchangeFacts,
  by: readonly Protector[],
): Diagnosis {
  const { caller } = exchange;
  switch (caller.kind) {
    case "anonymous":
      return diagnoseNoToken(index, exchange, by);
    case "pastedToken":
      return {
        sentence: "The pasted token is expired or unknown here, or its client lacks the role.",
        details: [
          ...by.map(explainProtector),
          describeChallenge(exchange),
          whoMay(index, exchange),
        ],
        fix: undefined,
        assumptions: ["tokenWithoutRoleAnswers401"],
      };
    case "client":
    case "user":
    case "endUser":
    case "jwt": {
      const decision = evaluateProtection(index, caller, placeOf(index, exchange));
      const first = decision.reasons.find((one) => isDeciding(one));
      if (!first || decision.verdict === "allowed") return diagnoseRefusedToken(exchange, decision);
      const details = decision.reasons
        .filter((one) => one.kind === "protectedBy" || one.kind === "overridden")
        .map(explainReason);
      return diagnoseReason(index, first, { details, assumptions: decision.assumptions });
    }
    default:
      return assertNever(caller);
  }
}

function isDeciding(reason: Reason): boolean {
  switch (reason.kind) {
    case "unknownClient":
    case "userDecides":
    case "clientHasNoPeople":
    case "notListed":
    case "lacksScope":
    case "noJwtProfile":
    case "jwtProfileUnreadable":
    case "lacksRole":
    case "privilegeWithoutRoles":
    case "rolesUnreadable":
    case "privilegeListUnreadable":
      return true;
    default:
      return false;
  }
}

function diagnoseNoToken(
  index: AccessIndex,
  exchange: ExchangeFacts,
  by: readonly Protector[],
): Diagnosis {
  const privileges = listInWords(
    by.map((one) => nameInWords(one.privilege.name)),
    "and",
  );
  return {
    sentence: `The call carries no token, and privilege ${privileges} protects the path.`,
    details: [...by.map(explainProtector), whoMay(index, exchange)],
    fix: clientsThatMay(index, exchange).length > 0 ? undefined : fixNobodyMay(index, by),
    assumptions: [],
  };
}

type Context = Pick<Diagnosis, "details" | "assumptions">;

function diagnoseReason(index: AccessIndex, reason: Reason, context: Context): Diagnosis {
  const sentence = explainReason(reason);
  if (reason.kind === "lacksRole" && reason.client !== undefined) {
    return diagnoseMissingRole(index, reason.privilege, {
      ...context,
      client: reason.client,
      sentence,
    });
  }
  if (reason.kind === "privilegeWithoutRoles") {
    const details = [...context.details, "Give the privilege a role and grant it to the client."];
    return { ...context, sentence, details, fix: undefined };
  }
  if (reason.kind === "unknownClient") {
    const details = [...context.details, "It may have been deleted, or belong to another schema."];
    return { ...context, sentence, details, fix: undefined };
  }
  return { ...context, sentence, fix: undefined };
}

const whoIsLetIn: Readonly<Record<ExchangeFacts["caller"]["kind"], string>> = {
  anonymous: "anybody",
  user: "the user",
  client: "its client",
  endUser: "the person",
  jwt: "it",
  pastedToken: "it",
};

/** The token does not do what the catalog promises. */
function diagnoseRefusedToken(exchange: ExchangeFacts, decision: Decision): Diagnosis {
  const has = decision.reasons.find((one) => one.kind === "hasRole");
  const { caller } = exchange;
  const refused =
    caller.kind === "user"
      ? "The user name and password were refused"
      : "The token itself was refused";
  const who = whoIsLetIn[caller.kind];
  const fetch = "The token may have expired or been revoked: fetch a new one.";
  return {
    sentence: `${refused}, although the catalog would let ${who} in.`,
    details: [
      ...(has ? [explainReason(has)] : []),
      ...triesAfterRefusal(exchange, `${fetch} A grant counts only after COMMIT.`),
    ],
    fix: undefined,
    assumptions: [...decision.assumptions, "roleChangeActsOnLiveTokens"],
  };
}

/** What the answer says, and what to try next; `fetch` is for tokens that ORDS has made. */
function triesAfterRefusal(exchange: ExchangeFacts, fetch: string): readonly string[] {
  switch (exchange.caller.kind) {
    case "user":
      return [outsideInWords("databaseLogin")];
    case "jwt":
      return [
        describeChallenge(exchange),
        "It may have expired, or its issuer, audience or key be another than the JWT profile says: check the JWT.",
      ];
    default:
      return [describeChallenge(exchange), fetch];
  }
}

/** What the answer itself says about the token; its texts are not repeated, they are a stranger's. */
function describeChallenge(exchange: ExchangeFacts): string {
  const challenges = readChallenges(exchange.response.headers["www-authenticate"]);
  const bearer = challenges.find((one) => one.scheme === "bearer");
  if (bearer?.parameters.get("error") === "invalid_token") {
    return "ORDS says invalid_token, which it says of a bad token and of a missing role alike.";
  }
  if (bearer) return "The answer asks for a bearer token.";
  return "The answer says nothing about a token: a proxy may have kept it from ORDS.";
}

function whoMay(index: AccessIndex, call: Call): string {
  const names = clientsThatMay(index, call).map(nameInWords);
  if (names.length === 0) return "No client of the schema has a role that it asks for.";
  return `It can be called as client ${listInWords(names, "or")}.`;
}

function clientsThatMay(index: AccessIndex, call: Call): readonly ClientName[] {
  return callersLetIn(index, call).flatMap((one) => (one.kind === "client" ? [one.name] : []));
}

function explainProtector(protector: Protector): string {
  const { privilege, via, pattern, module } = protector;
  return explainReason({ kind: "protectedBy", privilege, via, pattern: pattern.text, module });
}

function plain(sentence: string): Diagnosis {
  return { sentence, details: [], fix: undefined, assumptions: [] };
}
