import { parseMediaType } from "../http/mediaType.ts";
import { isOrdsProblem, parseProblem } from "../http/problemDetails.ts";
import { type AccessIndex, indexAccess } from "./accessIndex.ts";
import { diagnoseNotFound } from "./diagnoseNotFound.ts";
import { diagnoseOtherStatus } from "./diagnoseOtherStatus.ts";
import { diagnoseRefusal } from "./diagnoseRefusal.ts";
import type { Diagnosis, ExchangeFacts } from "./diagnosis.ts";
import { findNearMisses } from "./nearMiss.ts";
import { nameInWords } from "./nameInWords.ts";
import { predictedOtherwise } from "./predictedOtherwise.ts";
import { protectionOf } from "./protection.ts";
import { toSchemaPath } from "./schemaPath.ts";

/**
 * The likely cause of an answer, judged by the catalog: ORDS answers 401 both to a call without a token and to a valid
 * token that lacks the role, so the status alone explains nothing (assumption `tokenWithoutRoleAnswers401`). Undefined
 * when there is nothing to explain. Never throws; the answer may be hostile.
 */
export function diagnoseExchange(exchange: ExchangeFacts): Diagnosis | undefined {
  const index = indexAccess(exchange.catalog);
  const diagnosis = diagnoseStatus(index, exchange);
  if (!diagnosis || exchange.response.status < 400) return diagnosis;
  const { details, assumptions } = diagnosis;
  const otherwise = refusals.has(exchange.response.status)
    ? predictedOtherwise(index, exchange)
    : undefined;
  return {
    ...diagnosis,
    details: [
      ...details,
      ...(otherwise?.sentence === undefined ? [] : [otherwise.sentence]),
      ...describeOrigin(exchange),
    ],
    assumptions: [...new Set([...assumptions, ...(otherwise?.refutes ?? [])])],
  };
}

/** What a catalog predicts; about other statuses it says nothing. */
const refusals: ReadonlySet<number> = new Set([401, 404, 405]);

function diagnoseStatus(index: AccessIndex, exchange: ExchangeFacts): Diagnosis | undefined {
  const { status } = exchange.response;
  if (status === 401) return diagnoseRefusal(index, exchange);
  if (status === 404 || status === 405) return diagnoseNotFound(index, exchange);
  if (status >= 200 && status < 300) {
    const isPublic = protectionOf(index.protection, exchange.path).kind === "public";
    return isPublic ? diagnoseOpenDoor(exchange) : undefined;
  }
  return diagnoseOtherStatus(index, exchange);
}

/** A call that succeeded although a privilege was probably meant to stand before it. */
function diagnoseOpenDoor(exchange: ExchangeFacts): Diagnosis | undefined {
  const path = toSchemaPath(exchange.path);
  const [miss] = findNearMisses(exchange.catalog, path);
  if (!miss) return undefined;
  const privilege = nameInWords(miss.privilege.name);
  return {
    sentence: `This path is public, although privilege ${privilege} was probably meant to protect it.`,
    details: [miss.why],
    fix: {
      label: `Map ${privilege} to ${nameInWords(miss.meant)}`,
      scaffold: "mapPrivilege",
      arguments: { privilege: miss.privilege.name, patterns: [miss.meant] },
    },
    assumptions: ["noPrivilegeMeansPublic"],
  };
}

/** Whether it was ORDS at all that answered, and in the form that was asked for. */
function describeOrigin(exchange: ExchangeFacts): readonly string[] {
  const { response } = exchange;
  const problem = parseProblem(response);
  if (isOrdsProblem(problem)) return [];
  if (parseMediaType(response.headers["content-type"]).kind === "html") {
    return [
      "The answer is an HTML page: ORDS writes one when the call does not accept JSON, and so do proxies.",
    ];
  }
  if (response.body.length === 0 || problem) return [];
  return ["The answer is not in the form that ORDS gives its errors: a proxy may have written it."];
}
