import type { Disposable } from "../../base/disposable.ts";
import type { Event } from "../../base/emitter.ts";
import type { Logger } from "../../base/logger.ts";
import type { Caller } from "../../domain/access/caller.ts";
import type { ProfileId } from "../../services/profiles/profile.ts";
import type { Sessions } from "../sessions/sessions.ts";
import type { Intent, Model } from "./accessMatrixProtocol.ts";
import { LiveMatrix } from "./liveMatrix.ts";
import type { MatrixEffect } from "./matrixEffect.ts";
import type { MatrixGrid } from "./matrixGrid.ts";
import { parseMatrixMemento, type ComparisonTarget } from "./matrixMemento.ts";
import { wholeMatrix } from "./matrixQuery.ts";
import type { MatrixView } from "./selectView.ts";

/** Builds what opens access matrices. */
export function createAccessMatrixPanels(parts: AccessMatrixParts): AccessMatrixPanels {
  return {
    open: (profile) =>
      new LiveMatrix(parts, { profile, query: wholeMatrix, own: [], comparison: undefined }),
    restore: (value) => {
      const memento = parseMatrixMemento(value);
      return memento && new LiveMatrix(parts, memento);
    },
  };
}

/** Makes the panels that show who can call what. */
export interface AccessMatrixPanels {
  open(profile: ProfileId): AccessMatrixPanel;
  /** A panel as it was before a reload, from what its page remembered; undefined when that is not understood. */
  restore(memento: unknown): AccessMatrixPanel | undefined;
}

/** The matrix of one connection, as it is filtered and compared. Knows nothing of the editor. */
export interface AccessMatrixPanel extends Disposable {
  readonly profile: ProfileId;
  /** What the tab is called. */
  readonly title: string;
  readonly model: Model;
  /** Undefined until the first catalog has been looked at. Another object means another matrix. */
  readonly grid: MatrixGrid | undefined;
  /** What of `grid` is shown. */
  readonly view: MatrixView | undefined;
  /** Something in `model`, `grid` or `view` has changed. */
  readonly onDidChange: Event<void>;
  /** Does what the page asks for; gives what the editor has to do. */
  handle(intent: Intent): MatrixEffect | undefined;
  /** By their keys; undefined shows all. */
  showCallers(keys: readonly string[] | undefined): void;
  addCaller(caller: Caller): void;
  compareWith(target: ComparisonTarget): void;
}

export interface AccessMatrixParts {
  readonly sessions: Pick<Sessions, "get" | "onDidChange">;
  /** The text of a catalog snapshot; fails when the file cannot be read. */
  readonly readSnapshot: (uri: string) => Promise<string>;
  /** Runs work to its end in slices that are short enough to let everybody else work in between. */
  readonly inSlices: <T>(work: Generator<void, T>) => Promise<T>;
  readonly log: Logger;
}
