import { compareText } from "../../base/compareText.ts";
import { noRenames, type Renames } from "../model/applyWithRenames.ts";
import { type Catalog, methods } from "../model/catalog.ts";
import { accessSheetOf } from "./accessSheet.ts";
import type { AssumptionId } from "./assumptions.ts";
import type { Caller } from "./caller.ts";
import { compareCallers } from "./compareCallers.ts";
import type { Verdict } from "./decision.ts";
import type { Endpoint } from "./endpoints.ts";
import { isWrite } from "./isWrite.ts";
import { type EndpointPair, pairEndpoints } from "./pairEndpoints.ts";

/** Who may call what after a change and could not before, or the other way round; the most important first. */
export interface AccessDifferences {
  /** False where the privileges of either catalog could not be read, so that hardly anything can be told. */
  readonly readable: boolean;
  readonly endpoints: readonly EndpointDifference[];
}

export interface EndpointDifference {
  /** As it is afterwards, or was if it is gone. */
  readonly endpoint: Endpoint;
  readonly is: "new" | "gone" | "moved" | "there";
  /** The path of one that has moved, as it was. */
  readonly from: string | undefined;
  readonly callers: readonly CallerDifference[];
  /**
   * Where anonymous callers lose it, who may call before and after. Of other callers with roles or scopes only those are
   * told whose roles or scopes the endpoint asks for; all others fare like a caller of that kind without any.
   */
  readonly keepers: readonly Caller[];
  /** Callers with a role or scope that the endpoint asks for, and for whom nothing changes. */
  readonly unchanged: readonly Caller[];
  /** Whether some paths of a template with variables are guarded otherwise than before, which no caller shows. */
  readonly partly: boolean;
}

export interface CallerDifference {
  /** By the name that it has afterwards. */
  readonly caller: Caller;
  readonly was: Verdict;
  readonly now: Verdict;
  /** What it comes to afterwards when every assumption holds. */
  readonly presumed: Verdict;
  /** What is left open by the sources, where one of the verdicts is "unknown". */
  readonly open: readonly AssumptionId[];
  /** Whether it is unknown because it depends on the values of a template's variables. */
  readonly dependsOnValue: boolean;
}

export interface ComparisonFacts {
  /** What is called otherwise afterwards: it is the same thing all the same. */
  readonly renames?: Renames;
  /** A catalog that both differ from in little, and that has been compared before: that makes it quicker. */
  readonly similar?: Catalog;
}

/**
 * Compares two catalogs for all kinds of callers: anonymous ones, clients, people who sign in, by themselves or through
 * a client, and tokens of another issuer. A client that is missing from one of them counts as anonymous there, and so do
 * tokens where the schema has no JWT profile. SODA is left out unless a privilege of it is lost: without one there is no
 * sign in a catalog that it is there. What `before` is compared with again and again is prepared once.
 */
export function accessDifferences(
  before: Catalog,
  after: Catalog,
  { renames = noRenames, similar }: ComparisonFacts = {},
): AccessDifferences {
  const was = accessSheetOf(before, similar && accessSheetOf(similar));
  const now = accessSheetOf(after, was);
  const readable = was.index.protection.readable && now.index.protection.readable;
  if (before === after) return { readable, endpoints: [] };
  const compare = compareCallers({ was: was.index, now: now.index, renames });
  const endpoints: EndpointDifference[] = [];
  for (const pair of pairEndpoints(was, now, renames)) {
    const endpoint = (pair.now ?? pair.was)?.endpoint;
    if (!endpoint || isUnseen(pair)) continue;
    const found = compare(pair);
    const is = presence(pair);
    if (found.callers.length === 0 && !found.partly && is !== "moved") continue;
    const from = is === "moved" ? pair.was?.endpoint.path : undefined;
    endpoints.push({ ...found, endpoint, is, from });
  }
  return { readable, endpoints: endpoints.toSorted(byImportance) };
}

function isUnseen({ was, now }: EndpointPair): boolean {
  if ((now ?? was)?.endpoint.kind !== "soda") return false;
  return !was || was.guard.open;
}

/** Whoever gets no answer does not mind whether it is a 401, a 403 or a 404. */
export function isRefused(verdict: Verdict): boolean {
  return verdict === "denied" || verdict === "notFound";
}

/**
 * Whether anybody may call afterwards without a token, and could not before; "maybe" where that holds for some of its
 * paths only, or rests on what the sources leave open.
 */
export function becomesPublic({ callers }: EndpointDifference): "yes" | "maybe" | "no" {
  const anonymous = callers.find(({ caller }) => caller.kind === "anonymous");
  if (anonymous?.now === "allowed") return "yes";
  const mayBe = anonymous?.now === "unknown" && anonymous.presumed === "allowed";
  return mayBe && isRefused(anonymous.was) ? "maybe" : "no";
}

function presence({ was, now }: EndpointPair): EndpointDifference["is"] {
  if (!was) return "new";
  if (!now) return "gone";
  return was.endpoint.path === now.endpoint.path ? "there" : "moved";
}

function byImportance(a: EndpointDifference, b: EndpointDifference): number {
  return (
    rankOf(a) - rankOf(b) ||
    compareText(a.endpoint.path, b.endpoint.path) ||
    methods.indexOf(a.endpoint.method) - methods.indexOf(b.endpoint.method)
  );
}

/** What becomes public before what writes, before what is lost, before what is gained; services of ORDS last. */
function rankOf(difference: EndpointDifference): number {
  const { endpoint, callers } = difference;
  const isOwn = endpoint.kind === "handler" || endpoint.kind === "object";
  const read = isWrite(endpoint) ? 0 : 1;
  if (becomesPublic(difference) === "yes") return (isOwn ? 0 : 2) + read;
  if (becomesPublic(difference) === "maybe") return (isOwn ? 4 : 6) + read;
  if (callers.length === 0) return 13;
  if (!isOwn) return 12;
  if (isWrite(endpoint)) return 8;
  if (callers.some(({ now }) => isRefused(now))) return 9;
  return callers.some(({ now }) => now === "allowed") ? 10 : 11;
}
