import type { Disposable } from "../../base/disposable.ts";
import type { Event } from "../../base/emitter.ts";
import type { Catalog } from "../../domain/model/catalog.ts";
import type { Dialect } from "../../plsql/dialect.ts";
import type { ProfileId } from "../../services/profiles/profile.ts";
import { isRecord } from "../../base/isRecord.ts";
import { parseProfileId } from "../requestPanel/requestTarget.ts";
import type { Session, Sessions } from "../sessions/sessions.ts";
import type { ExplanationIntent, ExplanationModel } from "./accessExplanationProtocol.ts";
import type { ExplanationEffect } from "./explanationEffect.ts";
import { questionFor, type ExplanationTarget } from "./explanationTarget.ts";
import { LiveExplanation } from "./liveExplanation.ts";
import { parseQuestionDraft } from "./questionDraft.ts";

/** Builds what opens explanations. */
export function createAccessExplanations(parts: AccessExplanationParts): AccessExplanations {
  return {
    open: (target) => {
      const { state } = parts.sessions.get(target.profile) ?? {};
      const catalog = state?.kind === "open" ? state.catalog : undefined;
      return new LiveExplanation(parts, target.profile, questionFor(target, catalog));
    },
    restore: (memento) => {
      const draft = isRecord(memento) ? parseQuestionDraft(memento["draft"]) : undefined;
      const profile = isRecord(memento) ? memento["profile"] : undefined;
      return draft && typeof profile === "string"
        ? new LiveExplanation(parts, parseProfileId(profile), draft)
        : undefined;
    },
  };
}

/** Makes the panels in which people ask who can call what, and why. */
export interface AccessExplanations {
  open(target: ExplanationTarget): AccessExplanationPanel;
  /** A panel as it was before a reload, from what its page remembered; undefined when that is not understood. */
  restore(memento: unknown): AccessExplanationPanel | undefined;
}

/** One panel: a question, and its answer by the catalog as it is now. Knows nothing of the editor. */
export interface AccessExplanationPanel extends Disposable {
  readonly profile: ProfileId;
  /** What the tab is called. */
  readonly title: string;
  readonly model: ExplanationModel;
  /** Something in `model` has changed. */
  readonly onDidChange: Event<void>;
  /** Fills the form in for another question. */
  ask(target: ExplanationTarget): void;
  /** Does what the page asks for; gives what the editor has to do. */
  handle(intent: ExplanationIntent): ExplanationEffect | undefined;
}

export interface AccessExplanationParts {
  readonly sessions: Pick<Sessions, "get" | "onDidChange">;
  /** In which packages scripts speak on a session. */
  readonly dialectOf: (session: Session, catalog: Catalog) => Dialect;
}
