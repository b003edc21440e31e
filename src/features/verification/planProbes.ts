import type { AccessIndex } from "../../domain/access/accessIndex.ts";
import type { Endpoint } from "../../domain/access/endpoints.ts";
import { isWrite } from "../../domain/access/isWrite.ts";
import { emptyDraft } from "../requestPanel/draft.ts";
import { parametersOf, toUrl } from "../requestPanel/requestAddress.ts";
import { endpointsByKey } from "./endpointChoices.ts";
import type { VerificationCaller } from "./verificationCallers.ts";
import type { PlanSummary, VariableField } from "./verificationProtocol.ts";
import type { PathValue, VerificationSelection } from "./verificationSelection.ts";

/** One call that will be made. */
export interface PlannedProbe {
  readonly endpoint: Endpoint;
  readonly caller: VerificationCaller;
  /** Below the schema, with values in the place of variables, percent-encoded. */
  readonly path: string;
  readonly url: string;
}

/** What was chosen and is not called. */
export interface SkippedProbe {
  /** The path of an endpoint, or a caller. */
  readonly subject: { readonly endpoint: Endpoint } | { readonly caller: VerificationCaller };
  readonly why: string;
}

export interface ProbePlan {
  readonly probes: readonly PlannedProbe[];
  readonly skipped: readonly SkippedProbe[];
}

/** More than these are not made in one run: a person would not read them, and a server is not to be flooded. */
const mostProbes = 5000;

export interface PlanFacts {
  readonly index: AccessIndex;
  readonly callers: readonly VerificationCaller[];
  readonly schemaUrl: string;
  /** Whether the workspace is trusted; where it is not, only GET is sent. */
  readonly trusted: boolean;
}

/** Every chosen endpoint by every chosen caller that can be played, endpoint by endpoint. */
export function planProbes(selection: VerificationSelection, facts: PlanFacts): ProbePlan {
  const chosenCallers = new Set(selection.callers);
  const callers = facts.callers.filter((one) => chosenCallers.has(one.key));
  const players = callers.filter((one) => one.refused === undefined);
  const skipped: SkippedProbe[] = callers.flatMap((caller) =>
    caller.refused === undefined ? [] : [{ subject: { caller }, why: caller.refused }],
  );
  const probes: PlannedProbe[] = [];
  for (const endpoint of chosenEndpoints(selection, facts.index)) {
    const { path, url, problem } = addressOf(endpoint, selection.values, facts);
    if (problem === undefined) {
      for (const caller of players) probes.push({ endpoint, caller, path, url });
    } else skipped.push({ subject: { endpoint }, why: problem });
  }
  return { probes, skipped };
}

/** A field for each variable of the chosen paths, in their order. */
export function variablesOf(
  selection: VerificationSelection,
  index: AccessIndex,
): readonly VariableField[] {
  const fields = new Map<string, VariableField>();
  for (const { path } of chosenEndpoints(selection, index)) {
    for (const { name, optional } of parametersOf(path)) {
      fields.set(JSON.stringify([path, name]), { path, name, optional });
    }
  }
  return [...fields.values()];
}

/** The plan in words, for the button that begins it. */
export function summarizePlan({ probes, skipped }: ProbePlan, perSecond: number): PlanSummary {
  const calls = probes.length;
  const changing = probes.filter((one) => isWrite(one.endpoint)).length;
  return {
    calls,
    changing,
    sentence: calls === 0 ? "No calls." : `${countOf(calls)}, ${paceInWords(calls, perSecond)}.`,
    skipped: skippedInWords(skipped),
    skippedCount: skipped.length,
    problem: problemOf(calls),
  };
}

function nameOfSkipped({ subject }: SkippedProbe): string {
  return "caller" in subject
    ? subject.caller.label
    : `${subject.endpoint.method} ${subject.endpoint.path}`;
}

function chosenEndpoints(
  { endpoints }: VerificationSelection,
  index: AccessIndex,
): readonly Endpoint[] {
  const chosen = new Set(endpoints);
  return [...endpointsByKey(index)].flatMap(([key, one]) => (chosen.has(key) ? [one] : []));
}

function addressOf(
  endpoint: Endpoint,
  values: readonly PathValue[],
  { schemaUrl, trusted }: PlanFacts,
): { readonly path: string; readonly url: string; readonly problem: string | undefined } {
  const parameters = values.filter((one) => one.path === endpoint.path);
  const draft = { ...emptyDraft, address: endpoint.path, parameters };
  const { path, url, problems } = toUrl(schemaUrl, draft);
  const missing = parametersOf(endpoint.path)
    .filter(
      ({ name, optional }) =>
        !optional && !parameters.some((p) => p.name === name && p.value !== ""),
    )
    .map(({ name }) => name);
  return { path, url, problem: problem() };

  function problem(): string | undefined {
    if (!trusted && isWrite(endpoint)) {
      return "this workspace is not trusted, so only GET is sent";
    }
    if (missing.length > 0) return `no value for ${missing.join(", ")}`;
    return problems[0]?.message;
  }
}

function problemOf(calls: number): string | undefined {
  if (calls === 0) return "Choose at least one endpoint and one caller that can be played.";
  if (calls > mostProbes) {
    return `These are more than ${mostProbes} calls. Choose fewer endpoints or callers.`;
  }
  return undefined;
}

const shownSkips = 20;

function skippedInWords(skipped: readonly SkippedProbe[]): readonly string[] {
  const shown = skipped.slice(0, shownSkips).map((one) => `${nameOfSkipped(one)}: ${one.why}.`);
  const more = skipped.length - shown.length;
  return more > 0 ? [...shown, `And ${more} more.`] : shown;
}

function countOf(calls: number): string {
  return calls === 1 ? "1 call" : `${calls} calls`;
}

function paceInWords(calls: number, perSecond: number): string {
  const seconds = Math.ceil(calls / perSecond);
  const rate =
    perSecond < 1 ? `one in ${Math.round(1 / perSecond)} seconds` : `${perSecond} a second`;
  if (seconds < 2) return `at most ${rate}`;
  const time = seconds < 120 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
  return `at most ${rate}: about ${time}`;
}
