import { isJson } from "../../base/isJson.ts";
import { parseProblem } from "../http/problemDetails.ts";
import type { AccessIndex } from "./accessIndex.ts";
import type { AssumptionId } from "./assumptions.ts";
import type { Diagnosis, ExchangeFacts } from "./diagnosis.ts";
import { explainReason } from "./explainDecision.ts";
import { endpointFor } from "./resolveCall.ts";

/** Why a call was answered by a status that has nothing to do with roles; undefined when the catalog cannot help. */
export function diagnoseOtherStatus(
  index: AccessIndex,
  exchange: ExchangeFacts,
): Diagnosis | undefined {
  const { status } = exchange.response;
  const message = parseProblem(exchange.response)?.message;
  const said = message === undefined ? [] : [`ORDS says: ${message}`];
  switch (status) {
    case 400:
      return diagnoseBadRequest(exchange, said);
    case 403:
      return tell(
        "It was not a missing role that stopped this call.",
        ["preHookAnswers403"],
        [
          "A 403 comes from a pre-hook, from an origin that the module does not allow, from plain http where https is required, or from a proxy.",
          ...describeOrigins(index, exchange),
          ...said,
        ],
      );
    case 555:
      return tell(
        "The handler was reached, and its SQL or PL/SQL failed.",
        ["failedHandlerAnswers555"],
        [...describeHandler(index, exchange), ...said],
      );
    default:
      return undefined;
  }
}

function diagnoseBadRequest(exchange: ExchangeFacts, said: readonly string[]): Diagnosis {
  if (hasOwnQ(exchange.path)) {
    const sentence = "The query parameter q is reserved: ORDS takes it for a filter in JSON.";
    return tell(
      sentence,
      ["reservedQueryParameterAnswers400"],
      ['Rename the parameter, or write a filter such as {"id":1}.', ...said],
    );
  }
  const sentence =
    "ORDS could not read the request: a parameter or the body is not what it expects.";
  return tell(sentence, [], said);
}

function describeOrigins(index: AccessIndex, exchange: ExchangeFacts): readonly string[] {
  const resolution = endpointFor(index.endpoints, exchange.method, exchange.path);
  if (resolution.kind !== "found" || resolution.endpoint.ref?.kind !== "handler") return [];
  const { module: name } = resolution.endpoint.ref;
  const origins = index.catalog.modules.find((one) => one.name === name)?.originsAllowed ?? [];
  if (origins.length === 0) return [];
  return [`Module ${name} allows the origins ${origins.join(", ")}.`];
}

function describeHandler(index: AccessIndex, exchange: ExchangeFacts): readonly string[] {
  const resolution = endpointFor(index.endpoints, exchange.method, exchange.path);
  if (resolution.kind !== "found") return [];
  const served = explainReason({ kind: "servedBy", endpoint: resolution.endpoint });
  return [served, "Its source is compiled at each call, so a mistake in it shows up only now."];
}

/** Whether the query has a `q` that is not JSON. */
function hasOwnQ(path: string): boolean {
  const query = path.slice(path.indexOf("?") + 1);
  if (!path.includes("?")) return false;
  const value = new URLSearchParams(query).get("q");
  return value !== null && !isJson(value);
}

function tell(
  sentence: string,
  assumptions: readonly AssumptionId[],
  details: readonly string[],
): Diagnosis {
  return { sentence, details, fix: undefined, assumptions };
}
