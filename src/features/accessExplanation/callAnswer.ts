import { capitalized } from "../../base/capitalized.ts";
import type { Caller } from "../../domain/access/caller.ts";
import { callerInWords } from "../../domain/access/callerInWords.ts";
import { explainAccess } from "../../domain/access/explainAccess.ts";
import type { Call } from "../../domain/access/evaluateAccess.ts";
import { nameInWords } from "../../domain/access/nameInWords.ts";
import { findNearestPath } from "../../domain/access/nearestPath.ts";
import { findNearMisses } from "../../domain/access/nearMiss.ts";
import { protectionOf } from "../../domain/access/protection.ts";
import { toSchemaPath } from "../../domain/access/schemaPath.ts";
import { refKey, type EntityRef } from "../../domain/model/entityRef.ts";
import { entityInWords } from "../explorer/entityInWords.ts";
import { hasEntity } from "../explorer/hasEntity.ts";
import type { ChainItem, ListRow, ThingLink } from "./accessExplanationProtocol.ts";
import type { AnswerContext, FoundAnswer } from "./answerContext.ts";
import type { AskedCall } from "./askedCall.ts";
import { findWays } from "./findWays.ts";
import { callersInstead } from "./listAnswers.ts";
import { verdictWord } from "./verdictWords.ts";

/** Whether a call is let in, why, and what would change that. */
export function callAnswer(
  context: AnswerContext,
  caller: Caller,
  { method, path }: AskedCall,
): FoundAnswer {
  const { index } = context;
  const call = { method, path };
  const found = explainAccess(index, caller, call);
  const links = new Map<string, EntityRef>();
  const chain = found.chain.map(({ text, ref, outcome }): ChainItem => {
    if (!ref || !hasEntity(index.catalog, ref)) return { text, outcome, link: undefined };
    const link = linkTo(ref);
    links.set(link.key, ref);
    return { text, outcome, link };
  });
  const ways = findWays(context, caller, {
    ...call,
    verdict: found.verdict,
    presumed: found.presumed,
  });
  return {
    answer: {
      kind: "call",
      question: `${capitalized(callerInWords(caller))}: ${method} ${nameInWords(toSchemaPath(path))}`,
      verdict: found.verdict,
      word: verdictWord(found.verdict, found.presumed),
      paragraph: found.paragraph,
      chain,
      beliefs: found.beliefs.toSorted((a, b) => Number(b.open) - Number(a.open)),
      outside: found.outside,
      hints: found.presumed === "allowed" ? nearMisses(context, call) : [],
      nearest: found.presumed === "notFound" ? nearestCall(context, call) : undefined,
      instead: found.verdict === "denied" ? callersInstead(context, call) : [],
      allow: ways.allow,
      forbid: ways.forbid,
    },
    links,
    scripts: ways.scripts,
  };
}

const fewHints = 3;

/** Patterns that were probably meant to protect the path of a call that is let in without one. */
function nearMisses({ index }: AnswerContext, call: Call): readonly string[] {
  if (protectionOf(index.protection, call.path).kind !== "public") return [];
  const misses = findNearMisses(index.catalog, toSchemaPath(call.path));
  return misses
    .slice(0, fewHints)
    .map(
      ({ privilege, why }) =>
        `Privilege ${nameInWords(privilege.name)} was probably meant to protect this path: ${why}`,
    );
}

function nearestCall({ index }: AnswerContext, { method, path }: Call): ListRow | undefined {
  const { alias } = index.catalog.schema;
  const found = findNearestPath(index.endpoints, toSchemaPath(path), alias);
  const near = found?.methods.find((one) => one === method) ?? found?.methods[0];
  if (!found || near === undefined) return undefined;
  return {
    label: `${near} ${nameInWords(found.path)}`,
    ask: { view: "call", method: near, address: found.path },
  };
}

export function linkTo(ref: EntityRef): ThingLink {
  return { key: refKey(ref), label: entityInWords(ref) };
}
