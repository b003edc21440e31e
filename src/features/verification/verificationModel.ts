import { assertNever } from "../../base/assertNever.ts";
import type { Remedy } from "../../base/errors.ts";
import type { AccessIndex } from "../../domain/access/accessIndex.ts";
import type { Catalog } from "../../domain/model/catalog.ts";
import type { ProfileId } from "../../services/profiles/profile.ts";
import { rootOf } from "../requestPanel/panelModel.ts";
import type { Session } from "../sessions/sessions.ts";
import { endpointGroups } from "./endpointChoices.ts";
import { summarizePlan, variablesOf, type ProbePlan } from "./planProbes.ts";
import { countRows } from "./resultRow.ts";
import { toCallerChoice, verificationCallers, type CallerFacts } from "./verificationCallers.ts";
import type {
  Choice,
  EndpointGroup,
  Report,
  ResultRow,
  Step,
  VerificationModel,
} from "./verificationProtocol.ts";
import type { VerificationSelection } from "./verificationSelection.ts";

/** What one verification holds. */
export interface VerificationState {
  /** Undefined as long as the person has not chosen. */
  readonly selection: VerificationSelection | undefined;
  readonly selectionVersion: number;
  readonly step: VerificationStep;
}

export type VerificationStep =
  | { readonly kind: "choose" }
  | { readonly kind: "run"; readonly rows: readonly ResultRow[]; readonly total: number }
  | { readonly kind: "results"; readonly report: KeptReport };

export interface KeptReport extends Report {
  /** What the answers were held against; undefined for results from before a reload. */
  readonly catalog?: Catalog;
}

/** What it knows of the rest of the world at this moment. */
export interface VerificationContext {
  readonly profile: ProfileId;
  readonly session: Session | undefined;
  readonly index: AccessIndex | undefined;
  readonly facts: CallerFacts | undefined;
  readonly plan: ProbePlan | undefined;
  readonly perSecond: number;
}

export function toVerificationModel(
  state: VerificationState & { readonly selection: VerificationSelection },
  context: VerificationContext,
): VerificationModel {
  const { profile, session } = context;
  const notice = connectionNotice(profile, session);
  return {
    connection: {
      profile,
      name: session?.profile.name ?? "",
      schemaUrl: rootOf(session?.profile),
      note: notice && { text: notice.text, buttonLabel: notice.remedy?.label },
    },
    choice: toChoice(state, context),
    step: toStep(state.step, context.index),
  };
}

/** A sentence above the choice, with what its button does. */
export function connectionNotice(
  profile: ProfileId,
  session: Session | undefined,
): { readonly text: string; readonly remedy: Remedy | undefined } | undefined {
  if (!session) return { text: "This connection was removed.", remedy: undefined };
  const { state } = session;
  const connect: Remedy = { label: "Connect", action: "connect", argument: profile };
  switch (state.kind) {
    case "closed":
      return { text: "Not connected: what the schema offers is not known.", remedy: connect };
    case "opening":
      return { text: `Connecting to ${session.profile.name} …`, remedy: undefined };
    case "failed":
      return { text: `Not connected. ${state.error.message}`, remedy: connect };
    case "open":
      if (rootOf(session.profile) !== "") return undefined;
      return {
        text: "This connection does not say where ORDS is, so nothing can be called.",
        remedy: { label: "Set address of ORDS", action: "setOrdsAddress", argument: profile },
      };
    default:
      return assertNever(state);
  }
}

function toChoice(
  state: VerificationState & { readonly selection: VerificationSelection },
  { index, facts, plan, perSecond }: VerificationContext,
): Choice {
  const { selection, selectionVersion } = state;
  const summary = summarizePlan(plan ?? { probes: [], skipped: [] }, perSecond);
  return {
    isRead: index !== undefined,
    groups: index ? groupsOf(index) : [],
    callers: facts ? verificationCallers(facts).map((one) => toCallerChoice(one, facts)) : [],
    selection,
    selectionVersion,
    variables: index ? variablesOf(selection, index) : [],
    plan: index
      ? summary
      : { ...summary, problem: "Before the schema is read nothing can be called." },
  };
}

const groupsKept = new WeakMap<AccessIndex, readonly EndpointGroup[]>();

/** The same for every model of one catalog. */
function groupsOf(index: AccessIndex): readonly EndpointGroup[] {
  const known = groupsKept.get(index);
  if (known) return known;
  const groups = endpointGroups(index);
  groupsKept.set(index, groups);
  return groups;
}

const shownDisagreements = 20;

function toStep(step: VerificationStep, index: AccessIndex | undefined): Step {
  switch (step.kind) {
    case "choose":
      return step;
    case "run": {
      const { rows, total } = step;
      const disagreements = rows.filter((row) => row.outcome === "disagrees");
      return {
        kind: "run",
        done: rows.length,
        total,
        counts: countRows(rows),
        disagreements: disagreements.slice(-shownDisagreements).toReversed(),
      };
    }
    case "results":
      return { kind: "results", report: toReport(step.report, index) };
    default:
      return assertNever(step);
  }
}

function toReport({ catalog, ...report }: KeptReport, index: AccessIndex | undefined): Report {
  const isOlder = catalog !== undefined && index !== undefined && index.catalog !== catalog;
  const note = isOlder
    ? "The catalog has been read again since. Compare again to hold these answers against it."
    : report.note;
  return { ...report, note, canCompare: catalog !== undefined };
}
