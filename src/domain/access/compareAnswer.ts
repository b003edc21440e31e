import type { AnswerFacts } from "./answerFacts.ts";
import { assumptions, type AssumptionId } from "./assumptions.ts";
import type { Caller } from "./caller.ts";
import type { Decision, Verdict } from "./decision.ts";
import type { Endpoint } from "./endpoints.ts";

/** How a prediction stands to what the server answered. */
export interface Comparison {
  readonly agreement: Agreement;
  /** What was expected and what came, in one or two plain sentences. */
  readonly sentence: string;
  /**
   * Of which at least one does not hold on this server, if the catalog is what the server works by and nothing else
   * answered: the open ones first, then by how little is known. Documented ones are not among them.
   */
  readonly refutes: readonly AssumptionId[];
  /** The open ones that the answer speaks for. */
  readonly supports: readonly AssumptionId[];
}

/**
 * `settled`: nothing was predicted, and the answer tells. `inconclusive`: the status says nothing about access, such as
 * a 503, or the 404 of a row that may not exist.
 */
export type Agreement = "agrees" | "disagrees" | "settled" | "inconclusive";

/** What is compared: who called, and what was predicted of the very path that was called. */
export interface Prediction {
  readonly caller: Caller;
  readonly decision: ComparedDecision;
}

export type ComparedDecision = Pick<
  Decision,
  "verdict" | "presumed" | "reasons" | "assumptions" | "open"
>;

/**
 * Holds a prediction against an answer. ORDS answers 401 to a call without a token and to one without the role alike
 * (assumptions `tokenWithoutRoleAnswers401`, `userWithoutRoleAnswers401`), so a 401 says "denied" and no more. A call
 * that was let through may end in any status of its handler, in 404 for a row that is not there, and in 555 when the
 * handler fails (`failedHandlerAnswers555`).
 *
 * A refuted assumption is to be tried by its `experiment`, which `npm run test:oracle -- record` runs on a real server
 * under the same id.
 */
export function compareAnswer(prediction: Prediction, answer: AnswerFacts): Comparison {
  const { decision } = prediction;
  const seen = meaningOf(prediction, answer);
  if (seen.kind === "silent") return compareSilent(prediction, answer, seen.why);
  const shown = verdictShown[seen.kind];
  const doubt = answer.writer === "unclear" ? ` ${notInForm}` : "";
  if (decision.verdict === "unknown") {
    const settled = settle(decision, shown);
    return { ...settled, sentence: `${settled.sentence}${doubt}` };
  }
  if (decision.verdict === shown) {
    const sentence = `${expected[decision.verdict]} And ${saidBy(seen.kind, answer.status)}${doubt}`;
    return { agreement: "agrees", sentence, refutes: [], supports: [] };
  }
  const refutes = suspectsOf(prediction, seen.kind);
  const blame =
    refutes.length > 0
      ? "Either the catalog is older than what the server works by, or something outside of it decided, or one of the beliefs behind the prediction does not hold here."
      : "All that the prediction rests on is documented: the catalog is older than what the server works by, or something outside of it decided.";
  return {
    agreement: "disagrees",
    sentence: `${expected[decision.verdict]} But ${saidBy(seen.kind, answer.status)}${doubt} ${blame}`,
    refutes,
    supports: [],
  };
}

/** What an answer means for access. */
type Meaning =
  | { readonly kind: "reached" | "refused" | "absent" }
  | { readonly kind: "silent"; readonly why: string };

function meaningOf(prediction: Prediction, answer: AnswerFacts): Meaning {
  const { status, writer, leads } = answer;
  if (writer === "other") {
    return silent(`The ${status} was written by something else than ORDS, so it tells nothing.`);
  }
  if ((status >= 200 && status < 300) || status === 555) return { kind: "reached" };
  if (status >= 300 && status < 400) {
    if (leads === "schema") return { kind: "reached" };
    return silent(
      `The answer (${status}) leads away from the schema: a handler may do so, and a sign-in page in front of ORDS.`,
    );
  }
  switch (status) {
    case 401:
      return { kind: "refused" };
    case 404:
    case 405:
      if (isServiceOfOrds(prediction)) {
        return silent(
          `Nothing answers there (${status}): whether this service of ORDS is switched on is a setting of the pool.`,
        );
      }
      return mayBeHandlers(prediction, status)
        ? silent(
            `The ${status} may be the handler's own, for a row that does not exist. Try another value.`,
          )
        : { kind: "absent" };
    case 403:
      return silent(
        "A 403 comes from a pre-hook, a foreign origin, plain http or a gateway, not from roles.",
      );
    case 400:
      return silent(
        "The server did not understand the call (400), and whether it looked at the caller first is not known.",
      );
    case 429:
      return silent("The server wants fewer calls (429). Lower the rate and try again.");
    case 502:
    case 503:
    case 504:
      return silent(`The server or a gateway before it was not ready (${status}).`);
    default:
      return silent(`The status ${status} tells nothing about access.`);
  }
}

function silent(why: string): Meaning {
  return { kind: "silent", why };
}

const verdictShown = {
  reached: "allowed",
  refused: "denied",
  absent: "notFound",
} as const satisfies Record<string, Verdict>;

/** Whether a caller who was let through can be told "not found" by the handler itself. */
function mayBeHandlers({ decision }: Prediction, status: number): boolean {
  if (decision.verdict !== "allowed" && decision.verdict !== "unknown") return false;
  const endpoint = servedBy(decision);
  if (!endpoint) return false;
  if (/plsql|block/i.test(endpoint.sourceType ?? "")) return true;
  if (status === 405) return false;
  return /\/item\b|\bitem$/i.test(endpoint.sourceType ?? "") || /\/[:{*]/.test(endpoint.path);
}

/** REST-Enabled SQL and SODA: that they are missing says nothing about who may call them. */
function isServiceOfOrds({ decision }: Prediction): boolean {
  const kind = servedBy(decision)?.kind;
  return kind === "sql" || kind === "soda";
}

function servedBy({ reasons }: ComparedDecision): Endpoint | undefined {
  const served = reasons.find((one) => one.kind === "servedBy");
  return served?.kind === "servedBy" ? served.endpoint : undefined;
}

function compareSilent(prediction: Prediction, { status }: AnswerFacts, why: string): Comparison {
  const { decision, caller } = prediction;
  // ORDS may say 403 where we believe that it says 401: that would not be another verdict, but another rule.
  const otherwise: readonly AssumptionId[] =
    status === 403 && decision.verdict === "denied" ? refusalRule(caller) : [];
  const doubt =
    otherwise.length > 0
      ? " If none of these stands there, ORDS refuses a missing role with 403 here."
      : "";
  const sentence = `${expected[decision.verdict]} ${why}${doubt}`;
  return { agreement: "inconclusive", sentence, refutes: otherwise, supports: [] };
}

function refusalRule({ kind }: Caller): readonly AssumptionId[] {
  if (kind === "anonymous") return [];
  return [kind === "user" ? "userWithoutRoleAnswers401" : "tokenWithoutRoleAnswers401"];
}

/** Nothing was predicted; `presumed` says what would come if the open assumptions hold. */
function settle(decision: ComparedDecision, shown: Verdict): Comparison {
  const { open } = decision;
  const answered = `What happens could not be told from the catalog. ${outcome[shown]}`;
  const result = { agreement: "settled", refutes: [], supports: [] } as const;
  if (open.length === 0 || decision.presumed === "unknown") {
    return { ...result, sentence: `${answered} That settles it for this call.` };
  }
  if (decision.presumed === shown) {
    return {
      ...result,
      sentence: `${answered} That speaks for what was believed.`,
      supports: open,
    };
  }
  return { ...result, sentence: `${answered} That refutes what was believed.`, refutes: open };
}

/** The beliefs that a disagreement casts doubt on. */
function suspectsOf(
  { decision, caller }: Prediction,
  seen: keyof typeof verdictShown,
): readonly AssumptionId[] {
  const more: AssumptionId[] = [];
  if (seen === "absent" || decision.verdict === "notFound") more.push("routingBeforeProtection");
  // The roles of a database user are not in the catalog.
  if (caller.kind === "user") more.push("databaseUserHasSqlDeveloper");
  const open = new Set(decision.open);
  const doubtful = [...new Set([...open, ...decision.assumptions, ...more])].filter(
    (id) => assumptions[id].trust !== "documented",
  );
  const rank = (id: AssumptionId): number => (open.has(id) ? 0 : doubt[assumptions[id].trust]);
  return doubtful.toSorted((a, b) => rank(a) - rank(b));
}

const doubt = { uncertain: 1, remembered: 2, observed: 3, documented: 4 } as const;

const notInForm =
  "The answer is not in the form that ORDS gives its errors, so something in front of it may have written it.";

const expected: Readonly<Record<Verdict, string>> = {
  allowed: "By the catalog this call is let through.",
  denied: "By the catalog this call is refused.",
  notFound: "By the catalog nothing answers this call.",
  unknown: "What happens could not be told from the catalog.",
};

const outcome: Readonly<Record<Verdict, string>> = {
  allowed: "The server let the call through.",
  denied: "The server refused it.",
  notFound: "The server found nothing there.",
  unknown: "",
};

function saidBy(seen: keyof typeof verdictShown, status: number): string {
  if (status === 555) return "the server let it through, and the code of the handler failed (555).";
  return `${said[seen]} (${status}).`;
}

const said = {
  reached: "the server let it through",
  refused: "the server refused it",
  absent: "the server found nothing there",
} as const;
