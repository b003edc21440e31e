import { capitalized } from "../../base/capitalized.ts";
import type { Caller } from "../../domain/access/caller.ts";
import { callerInWords, callerKey } from "../../domain/access/callerInWords.ts";
import { callersLetIn } from "../../domain/access/callersLetIn.ts";
import type { Decision, Verdict } from "../../domain/access/decision.ts";
import type { Endpoint } from "../../domain/access/endpoints.ts";
import { evaluateAccess, evaluateEndpoint, type Call } from "../../domain/access/evaluateAccess.ts";
import { knownCallers } from "../../domain/access/knownCallers.ts";
import { nameInWords } from "../../domain/access/nameInWords.ts";
import { reachOf } from "../../domain/access/reach.ts";
import type { Privilege } from "../../domain/model/catalog.ts";
import type { ListAnswer, ListRow, VerdictGroup } from "./accessExplanationProtocol.ts";
import type { AnswerContext } from "./answerContext.ts";
import type { AskedCall } from "./askedCall.ts";
import { draftOfCaller } from "./callerForm.ts";
import { verdictWord } from "./verdictWords.ts";

/** What a caller can reach, and what it cannot. */
export function reachAnswer({ index }: AnswerContext, caller: Caller, filter: string): ListAnswer {
  const rows = reachOf(index, caller).map(({ endpoint, verdict }): Judged => {
    const { method, path } = endpoint;
    const label = `${method} ${nameInWords(path)}`;
    return { verdict, row: { label, ask: { view: "call", method, address: path } } };
  });
  return {
    kind: "list",
    title: `What ${subject(caller)} can reach`,
    notes: [],
    ...grouped(rows, filter),
  };
}

/** Who can make a call, of all callers that the schema tells of and the one in the form. */
export function callersAnswer(
  { index }: AnswerContext,
  asked: AskedCall & { readonly endpoint: Endpoint | undefined },
  { chosen, filter }: { readonly chosen: Caller | undefined; readonly filter: string },
): ListAnswer {
  const decide = (caller: Caller): Decision =>
    asked.endpoint
      ? evaluateEndpoint(index, caller, asked.endpoint)
      : evaluateAccess(index, caller, asked);
  const callers = distinctCallers([
    ...knownCallers(index.catalog),
    ...peopleWithItsRoles(decide({ kind: "anonymous" })),
    ...(chosen ? [chosen] : []),
  ]);
  let depends = false;
  const rows = callers.map((caller): Judged => {
    const { verdict, reasons } = decide(caller);
    depends ||= reasons.some(({ kind }) => kind === "dependsOnValue");
    return { verdict, row: callerRow(caller) };
  });
  const where = asked.endpoint?.path ?? asked.path;
  return {
    kind: "list",
    title: `Who can call ${asked.method} ${nameInWords(where)}`,
    notes: [
      ...(depends ? ["Some values of its variables are protected otherwise than the rest."] : []),
      "People who sign in and tokens of other issuers have roles that no schema lists: explain a call to ask about theirs.",
    ],
    ...grouped(rows, filter),
  };
}

const fewCallers = 5;

const mostRoles = 20;

/** Database users with one of the roles that the endpoint asks for. */
function peopleWithItsRoles({ reasons }: Decision): readonly Caller[] {
  const privileges = reasons.flatMap((reason): readonly Privilege[] => {
    if (reason.kind === "protectedBy") return [reason.privilege];
    if (reason.kind === "dependsOnValue") return reason.protectors.map((one) => one.privilege);
    return [];
  });
  const roles = [...new Set(privileges.flatMap((one) => one.roles))].slice(0, mostRoles);
  return roles.map((role) => ({ kind: "user", roles: [role] }));
}

function distinctCallers(callers: readonly Caller[]): readonly Caller[] {
  return [...new Map(callers.map((one) => [callerKey(one), one] as const)).values()];
}

/** A few callers that can make a call, as questions of their own. */
export function callersInstead({ index }: AnswerContext, call: Call): readonly ListRow[] {
  return callersLetIn(index, call).slice(0, fewCallers).map(callerRow);
}

function callerRow(caller: Caller): ListRow {
  const label = capitalized(callerInWords(caller));
  return { label, ask: { view: "call", caller: draftOfCaller(caller) } };
}

interface Judged {
  readonly verdict: Verdict;
  readonly row: ListRow;
}

const shownPerGroup = 200;
const longFrom = 15;
const order: readonly Verdict[] = ["allowed", "unknown", "denied", "notFound"];

function grouped(rows: readonly Judged[], filter: string): Pick<ListAnswer, "groups" | "long"> {
  const wanted = filter.trim().toLowerCase();
  const fitting = rows.filter(({ row }) => row.label.toLowerCase().includes(wanted));
  const groups = order.map((verdict): VerdictGroup => {
    const own = fitting.filter((one) => one.verdict === verdict).map(({ row }) => row);
    return {
      verdict,
      word: verdictWord(verdict),
      count: own.length,
      rows: own.slice(0, shownPerGroup),
      more: Math.max(0, own.length - shownPerGroup),
    };
  });
  return { groups: groups.filter(({ count }) => count > 0), long: rows.length > longFrom };
}

function subject(caller: Caller): string {
  return caller.kind === "anonymous" ? "anybody without a token" : callerInWords(caller);
}
