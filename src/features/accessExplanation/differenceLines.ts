import {
  accessDifferences,
  becomesPublic,
  isRefused,
  type EndpointDifference,
} from "../../domain/access/accessDifferences.ts";
import type { Caller } from "../../domain/access/caller.ts";
import { callerKey } from "../../domain/access/callerInWords.ts";
import { differenceInWords } from "../../domain/access/differenceInWords.ts";
import { differencesInWords } from "../../domain/access/differencesInWords.ts";
import { endpointKey, type Endpoint } from "../../domain/access/endpoints.ts";
import type { Catalog } from "../../domain/model/catalog.ts";
import type { LossLine } from "./accessExplanationProtocol.ts";

/** One cell that is not told, since it is what was asked for. */
export interface ToldAlready {
  readonly caller: Caller;
  readonly endpoint: Pick<Endpoint, "method" | "path">;
}

/** What else becomes different, in a few sentences. */
export function otherEffects(
  before: Catalog,
  after: Catalog,
  told: ToldAlready,
): readonly string[] {
  const endpoints = accessDifferences(before, after).endpoints.flatMap((one) =>
    withoutTold(one, told),
  );
  return differencesInWords({ endpoints }).split("\n").filter(Boolean);
}

export interface LossLines {
  /** One for each endpoint. */
  readonly lines: readonly LossLine[];
  /** How many more endpoints there are than are told. */
  readonly more: number;
}

const most = 100;

/** Who gains and who loses what between two catalogs. */
export function lossLines(before: Catalog, after: Catalog): LossLines {
  const { endpoints } = accessDifferences(before, after);
  const lines = endpoints.slice(0, most).map((difference): LossLine => {
    return { text: differenceInWords(difference), tone: toneOf(difference) };
  });
  return { lines, more: endpoints.length - lines.length };
}

function withoutTold(
  difference: EndpointDifference,
  { caller, endpoint }: ToldAlready,
): readonly EndpointDifference[] {
  if (endpointKey(difference.endpoint) !== endpointKey(endpoint)) return [difference];
  const key = callerKey(caller);
  const callers = difference.callers.filter((one) => callerKey(one.caller) !== key);
  if (callers.length === difference.callers.length) return [difference];
  return callers.length > 0 || difference.partly ? [{ ...difference, callers, keepers: [] }] : [];
}

/** What opens is what matters most about a line. */
function toneOf(difference: EndpointDifference): LossLine["tone"] {
  const { callers } = difference;
  const opens = becomesPublic(difference) === "yes" || callers.some(({ now }) => now === "allowed");
  if (opens) return "gains";
  return callers.some(({ now }) => isRefused(now)) ? "loses" : "open";
}
