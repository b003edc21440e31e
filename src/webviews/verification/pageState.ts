import type {
  EndpointChoice,
  EndpointGroup,
  ResultRow,
  VerificationIntent,
  VerificationModel,
} from "../../features/verification/verificationProtocol.ts";
import type { VerificationSelection } from "../../features/verification/verificationSelection.ts";
import type { VerificationTexts } from "../../features/verification/verificationTexts.ts";

/** What the page knows at one moment; everything on it is drawn from this. */
export interface PageState {
  readonly model: VerificationModel;
  /** As it is being ticked and typed; the page's own. */
  readonly selection: VerificationSelection;
  readonly endpointFilter: string;
  /** Whether methods that may change something are offered. */
  readonly offersChanging: boolean;
  readonly resultFilter: string;
  readonly onlyDisagreements: boolean;
  /** Rows whose details are shown. */
  readonly openRows: ReadonlySet<number>;
  /** How many rows are drawn. */
  readonly shownRows: number;
}

/** What the parts of the page are given to draw themselves and to say what the person did. */
export interface PageContext {
  readonly state: PageState;
  readonly texts: VerificationTexts;
  readonly change: (part: Partial<PageState>) => void;
  /** Changes what is chosen and tells the host. */
  readonly choose: (part: Partial<VerificationSelection>) => void;
  readonly send: (intent: VerificationIntent) => void;
}

/** As many rows of results as are drawn at first, and with each "Show more". */
export const rowsAtOnce = 200;

/** As many endpoints as are drawn; the others are found by filtering. */
export const mostEndpointRows = 400;

const mostKeptRows = 500;

/** The groups as the filter leaves them, without empty ones. */
export function shownGroups(state: PageState): readonly EndpointGroup[] {
  const words = wordsOf(state.endpointFilter);
  return state.model.choice.groups
    .map((group) => ({
      ...group,
      endpoints: group.endpoints.filter(
        (one) =>
          (state.offersChanging || !one.changes) &&
          matches(words, `${group.title} ${one.method} ${one.path} ${one.note ?? ""}`),
      ),
    }))
    .filter((group) => group.endpoints.length > 0);
}

/** The chosen keys with some endpoints ticked in addition; what may change something is ticked one by one only. */
export function withTicked(
  chosen: readonly string[],
  endpoints: readonly EndpointChoice[],
): readonly string[] {
  const added = endpoints.filter((one) => !one.changes).map((one) => one.key);
  return [...new Set([...chosen, ...added])];
}

export function without(chosen: readonly string[], gone: readonly string[]): readonly string[] {
  const keys = new Set(gone);
  return chosen.filter((key) => !keys.has(key));
}

export function shownResults(state: PageState, rows: readonly ResultRow[]): readonly ResultRow[] {
  const words = wordsOf(state.resultFilter);
  return rows.filter(
    (row) =>
      (!state.onlyDisagreements || row.outcome === "disagrees") &&
      matches(words, `${row.method} ${row.path} ${row.caller} ${row.answered} ${row.outcome}`),
  );
}

/** What the editor keeps over a restart: the choice and the results, never a credential. */
export function toMemento({ model, selection }: PageState): unknown {
  const { connection, step } = model;
  const base = { profile: connection.profile, selection };
  if (step.kind !== "results") return base;
  const { rows, planned, cancelled, startedAt } = step.report;
  // What agrees is the least to lose.
  const order = [...rows.filter(isRemarkable), ...rows.filter((row) => !isRemarkable(row))];
  const kept = rows.length <= mostKeptRows ? rows : order.slice(0, mostKeptRows);
  return { ...base, report: { rows: kept, total: rows.length, planned, cancelled, startedAt } };
}

function isRemarkable({ outcome }: ResultRow): boolean {
  return outcome !== "agrees";
}

function wordsOf(filter: string): readonly string[] {
  return filter.toLowerCase().split(/\s+/).filter(Boolean);
}

function matches(words: readonly string[], text: string): boolean {
  const lower = text.toLowerCase();
  return words.every((word) => lower.includes(word));
}
