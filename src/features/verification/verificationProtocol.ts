import { parseByKind, parseCount, parseOneOf, type Parse } from "../../base/parse.ts";
import type { Agreement } from "../../domain/access/compareAnswer.ts";
import type { Verdict } from "../../domain/access/decision.ts";
import {
  parseSelection,
  parseShortText,
  type VerificationSelection,
} from "./verificationSelection.ts";

/** What the page asks for; the only answer to any of them is the next model. */
export type VerificationIntent =
  /** The page is there and knows nothing yet: after opening, a reload, or becoming visible again. */
  | { readonly kind: "ready" }
  | { readonly kind: "edit"; readonly selection: VerificationSelection }
  | { readonly kind: "run"; readonly selection: VerificationSelection }
  | { readonly kind: "cancel" }
  /** Back from the results to the choice. */
  | { readonly kind: "choose" }
  | { readonly kind: "runAgain" }
  /** Reads the catalog again and holds the answers against it, without a call. */
  | { readonly kind: "compareAgain" }
  | { readonly kind: "explain"; readonly row: number }
  | { readonly kind: "enterSecret"; readonly caller: string }
  | { readonly kind: "runRemedy" }
  | { readonly kind: "exportResults"; readonly format: ExportFormat };

export type ExportFormat = "markdown" | "csv";

/** What the host tells the page: everything it shows, always complete, so the last one wins. */
export interface VerificationMessage {
  readonly kind: "model";
  readonly model: VerificationModel;
}

export interface VerificationModel {
  readonly connection: VerifiedConnection;
  readonly choice: Choice;
  readonly step: Step;
}

export interface VerifiedConnection {
  readonly profile: string;
  readonly name: string;
  /** `https://host/ords/hr` */
  readonly schemaUrl: string;
  readonly note: { readonly text: string; readonly buttonLabel: string | undefined } | undefined;
}

/** The first step: what can be chosen, and what is. */
export interface Choice {
  /** Whether the schema was read; if not, nothing is known of what it offers. */
  readonly isRead: boolean;
  readonly groups: readonly EndpointGroup[];
  readonly callers: readonly CallerChoice[];
  /**
   * What the host holds. The page takes it over only when `selectionVersion` is another than before: fields belong to
   * the page, so that typing is never overwritten.
   */
  readonly selection: VerificationSelection;
  readonly selectionVersion: number;
  /** A field for each variable of the chosen paths. */
  readonly variables: readonly VariableField[];
  readonly plan: PlanSummary;
}

export interface EndpointGroup {
  readonly key: string;
  readonly title: string;
  /** Of a module: its base path, and that it is not published. */
  readonly detail: string;
  readonly endpoints: readonly EndpointChoice[];
}

export interface EndpointChoice {
  readonly key: string;
  readonly method: string;
  readonly path: string;
  /** Whether the call may change something: every method but GET. */
  readonly changes: boolean;
  /** "runs PL/SQL" */
  readonly note: string | undefined;
  /** Why it cannot be called; undefined when it can. */
  readonly refused: string | undefined;
}

export interface CallerChoice {
  readonly key: string;
  readonly label: string;
  readonly note: string | undefined;
  readonly refused: string | undefined;
  /** Whether a button can help: the secret of the client can be entered. */
  readonly lacksSecret: boolean;
}

export interface VariableField {
  readonly path: string;
  readonly name: string;
  readonly optional: boolean;
}

export interface PlanSummary {
  readonly calls: number;
  /** How many of them may change something. */
  readonly changing: number;
  /** "40 calls, at 5 a second: about 8 seconds" */
  readonly sentence: string;
  /** What is chosen and will not be called, and why; one sentence each, the first few. */
  readonly skipped: readonly string[];
  readonly skippedCount: number;
  /** What keeps the run from being started. */
  readonly problem: string | undefined;
}

export type Step =
  | { readonly kind: "choose" }
  | {
      readonly kind: "run";
      readonly done: number;
      readonly total: number;
      readonly counts: Counts;
      /** The last rows that disagree, the newest first. */
      readonly disagreements: readonly ResultRow[];
    }
  | { readonly kind: "results"; readonly report: Report };

export interface Report {
  readonly rows: readonly ResultRow[];
  readonly counts: Counts;
  /** "12 calls were made." */
  readonly summary: string;
  /** How many calls were planned; more than were made when the run was cancelled. */
  readonly planned: number;
  readonly cancelled: boolean;
  /** When it began, as `2026-11-23 08:00 UTC`. */
  readonly startedAt: string;
  /** "The catalog has been read again since." */
  readonly note: string | undefined;
  /** Whether it can be held against the catalog of now. */
  readonly canCompare: boolean;
  readonly comparing: boolean;
}

export type Outcome = Agreement | "failed" | "notCalled";

export type Counts = Readonly<Record<Outcome, number>>;

export interface ResultRow {
  readonly id: number;
  readonly method: string;
  /** As it was called. */
  readonly path: string;
  readonly caller: string;
  /** By which "Explain" finds the caller again, also after a reload; undefined where none was played. */
  readonly callerKey: string | undefined;
  readonly predicted: Verdict;
  /** "401 Unauthorized", "no answer", "not called" */
  readonly answered: string;
  readonly outcome: Outcome;
  readonly sentence: string;
  readonly suspects: readonly Suspect[];
  /** Of a disagreement: what no catalog tells and may have decided, one sentence each. */
  readonly outside: readonly string[];
}

/** An assumption that an answer refutes, or speaks for. */
export interface Suspect {
  readonly id: string;
  readonly bearing: "refuted" | "supported";
  readonly statement: string;
  readonly experiment: string;
}

export const noCounts: Counts = {
  agrees: 0,
  disagrees: 0,
  settled: 0,
  inconclusive: 0,
  failed: 0,
  notCalled: 0,
};

/** Reads a message of the page; whatever it is not, is undefined. */
export const parseVerificationIntent: Parse<VerificationIntent> = parseByKind<VerificationIntent>({
  ready: {},
  edit: { selection: parseSelection },
  run: { selection: parseSelection },
  cancel: {},
  choose: {},
  runAgain: {},
  compareAgain: {},
  explain: { row: parseCount },
  enterSecret: { caller: parseShortText },
  runRemedy: {},
  exportResults: { format: parseOneOf(["markdown", "csv"]) },
});
