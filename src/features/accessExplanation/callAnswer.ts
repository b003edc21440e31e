import type { Caller } from "../../domain/access/caller.ts";
import { callerInWords } from "../../domain/access/callerInWords.ts";
import { explainAccess } from "../../domain/access/explainAccess.ts";
import { nameInWords } from "../../domain/access/nameInWords.ts";
import { toSchemaPath } from "../../domain/access/schemaPath.ts";
import { refKey, type EntityRef } from "../../domain/model/entityRef.ts";
import { entityInWords } from "../explorer/entityInWords.ts";
import { hasEntity } from "../explorer/hasEntity.ts";
import type { ChainItem, ThingLink } from "./accessExplanationProtocol.ts";
import type { AnswerContext, FoundAnswer } from "./answerContext.ts";
import type { AskedCall } from "./askedCall.ts";
import { findWays } from "./findWays.ts";
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
  const ways = findWays(context, caller, { ...call, verdict: found.verdict });
  return {
    answer: {
      kind: "call",
      question: `${capital(callerInWords(caller))}: ${method} ${nameInWords(toSchemaPath(path))}`,
      verdict: found.verdict,
      word: verdictWord(found.verdict, found.presumed),
      paragraph: found.paragraph,
      chain,
      beliefs: found.beliefs.toSorted((a, b) => Number(b.open) - Number(a.open)),
      outside: found.outside,
      allow: ways.allow,
      forbid: ways.forbid,
    },
    links,
    scripts: ways.scripts,
  };
}

export function linkTo(ref: EntityRef): ThingLink {
  return { key: refKey(ref), label: entityInWords(ref) };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
