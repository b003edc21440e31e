import { assertNever } from "../../base/assertNever.ts";
import { sameSet } from "../model/same.ts";
import type { CallerDifference, EndpointDifference } from "./accessDifferences.ts";
import type { AccessIndex } from "./accessIndex.ts";
import type { EndpointGuard, GuardedEndpoint } from "./accessSheet.ts";
import type { Caller } from "./caller.ts";
import {
  askedFor,
  clientCallers,
  isRenamedOnly,
  profileKind,
  tokenCallers,
  userCallers,
  type CallerPair,
} from "./callerPairs.ts";
import {
  pairClients,
  touchedClients,
  type ClientPair,
  type Sides,
  type TouchedClients,
} from "./clientPairs.ts";
import type { Verdict } from "./decision.ts";
import { evaluateEndpoint } from "./evaluateAccess.ts";
import type { EndpointPair } from "./pairEndpoints.ts";

export type ComparedCallers = Pick<
  EndpointDifference,
  "callers" | "keepers" | "unchanged" | "partly"
>;

/**
 * Tells of a pair of endpoints which callers fare otherwise. Endpoints are many, what stands before them is little: what
 * is guarded alike is compared once. Of callers, only those are asked about who differ in what the endpoint asks for.
 */
export function compareCallers(sides: Sides): (pair: EndpointPair) => ComparedCallers {
  const clients = pairClients(sides);
  const touched = touchedClients(clients);
  const known = new Map<string, ComparedCallers>();
  return (pair) => {
    const question = `${pair.was?.guard.key ?? "-"}\n${pair.now?.guard.key ?? "-"}`;
    const before = known.get(question);
    if (before) return before;
    const compared = isGuardedAlike(pair.was?.guard, pair.now?.guard)
      ? compareAlike(sides, pair, touched)
      : compareAll(sides, pair, clients);
    known.set(question, compared);
    return compared;
  };
}

/** Whether the same privileges, asking for the same, stand before both: then only callers that differ can tell. */
function isGuardedAlike(one: EndpointGuard | undefined, other: EndpointGuard | undefined): boolean {
  if (!one || !other || one.key !== other.key) return false;
  return [...one.privileges].every(([name, { roles }]) => {
    const later = other.privileges.get(name)?.roles;
    return later !== undefined && (roles === later || sameSet(roles, later));
  });
}

/** Only what differs is looked at: new and gone clients, and those that have gained or lost what is asked for. */
function compareAlike(sides: Sides, pair: EndpointPair, touched: TouchedClients): ComparedCallers {
  const { roles, privileges } = pair.now?.guard ?? nothingAsked;
  const clients = new Set(touched.wholly);
  for (const role of roles) for (const one of touched.byRole.get(role) ?? []) clients.add(one);
  for (const name of privileges.keys()) {
    for (const one of touched.byPrivilege.get(name) ?? []) clients.add(one);
  }
  const differ = profileKind(sides.was) !== profileKind(sides.now);
  if (clients.size === 0 && !differ) return nothingDiffers;
  const asked = askedFor(sides, pair);
  const callers = [
    ...[...clients].flatMap((one) => clientCallers(one, asked)),
    ...(differ ? tokenCallers(sides, asked) : []),
  ];
  return { ...compare(sides, pair, callers), partly: false };
}

function compareAll(
  sides: Sides,
  pair: EndpointPair,
  clients: readonly ClientPair[],
): ComparedCallers {
  const asked = askedFor(sides, pair);
  const { was, now } = pair;
  const found = compare(sides, pair, [
    { was: anonymous, now: anonymous, alike: "" },
    ...clients.flatMap((one) => clientCallers(one, asked)),
    ...userCallers(asked),
    ...tokenCallers(sides, asked),
  ]);
  const partly =
    was !== undefined &&
    now !== undefined &&
    (was.guard.partly || now.guard.partly) &&
    found.callers.length === 0 &&
    !isRenamedOnly(asked);
  return { ...found, partly };
}

const anonymous: Caller = { kind: "anonymous" };
const nothingDiffers: ComparedCallers = { callers: [], keepers: [], unchanged: [], partly: false };
const nothingAsked: Pick<EndpointGuard, "roles" | "privileges"> = {
  roles: new Set(),
  privileges: new Map(),
};

/** What one caller is told at one moment. */
interface Opinion {
  readonly verdict: Verdict;
  readonly presumed: Verdict;
  readonly open: CallerDifference["open"];
  readonly dependsOnValue: boolean;
}

function compare(
  sides: Sides,
  pair: EndpointPair,
  asked: readonly CallerPair[],
): Omit<ComparedCallers, "partly"> {
  const known = new Map<string, Answer>();
  const callers: CallerDifference[] = [];
  const same: { readonly caller: Caller; readonly verdict: Verdict }[] = [];
  for (const { was, now, alike } of asked) {
    const caller = now ?? was;
    if (!caller) continue;
    let answer = known.get(alike);
    if (!answer) {
      answer = answerOf(
        opinionOf(sides.was, was ?? anonymous, pair.was),
        opinionOf(sides.now, now ?? anonymous, pair.now),
      );
      known.set(alike, answer);
    }
    if (answer.differs) callers.push({ caller, ...answer.difference });
    else same.push({ caller, verdict: answer.difference.now });
  }
  const isLost = callers.some(({ caller, was }) => {
    return caller.kind === "anonymous" && was === "allowed";
  });
  return {
    callers,
    keepers: isLost
      ? same.filter(({ verdict }) => verdict === "allowed").map(({ caller }) => caller)
      : [],
    unchanged: same.map(({ caller }) => caller).filter(holdsSomething),
  };
}

interface Answer {
  readonly differs: boolean;
  readonly difference: Omit<CallerDifference, "caller">;
}

function answerOf(was: Opinion, now: Opinion): Answer {
  const { open, dependsOnValue } = now.verdict === "unknown" ? now : was;
  return {
    differs: reachOf(was.verdict) !== reachOf(now.verdict),
    difference: {
      was: was.verdict,
      now: now.verdict,
      presumed: now.presumed,
      open,
      dependsOnValue,
    },
  };
}

function opinionOf(
  index: AccessIndex,
  caller: Caller,
  entry: GuardedEndpoint | undefined,
): Opinion {
  if (!entry) return { verdict: "notFound", presumed: "notFound", open: [], dependsOnValue: false };
  const { verdict, presumed, open, reasons } = evaluateEndpoint(index, caller, entry.endpoint);
  const dependsOnValue = reasons.some(({ kind }) => kind === "dependsOnValue");
  return { verdict, presumed, open, dependsOnValue };
}

/** Two verdicts that come to the same for whoever calls. */
function reachOf(verdict: Verdict): Verdict {
  return verdict === "notFound" ? "denied" : verdict;
}

function holdsSomething(caller: Caller): boolean {
  switch (caller.kind) {
    case "user":
    case "endUser":
      return caller.roles.length > 0;
    case "jwt":
      return caller.roles.length > 0 || caller.scopes.length > 0;
    case "anonymous":
    case "client":
      return false;
    default:
      return assertNever(caller);
  }
}
