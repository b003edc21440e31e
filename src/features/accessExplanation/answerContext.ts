import type { AccessIndex } from "../../domain/access/accessIndex.ts";
import type { Change } from "../../domain/model/change.ts";
import type { EntityRef } from "../../domain/model/entityRef.ts";
import type { ScaffoldContext } from "../scaffold/scaffold.ts";
import type { ExplanationAnswer } from "./accessExplanationProtocol.ts";

/** What an answer is found in. */
export interface AnswerContext {
  readonly index: AccessIndex;
  /** The same catalog, and the dialect in which scripts are written. */
  readonly scaffold: ScaffoldContext;
}

/** An answer as the page shows it, and what stands behind its buttons. */
export interface FoundAnswer {
  readonly answer: ExplanationAnswer;
  readonly links: ReadonlyMap<string, EntityRef>;
  readonly scripts: ReadonlyMap<string, readonly Change[]>;
}

export function plainAnswer(answer: ExplanationAnswer): FoundAnswer {
  return { answer, links: new Map(), scripts: new Map() };
}
