import { assertNever } from "../../base/assertNever.ts";
import { DisposableStore } from "../../base/disposable.ts";
import { Emitter } from "../../base/emitter.ts";
import { isCancelled, messageOf } from "../../base/errors.ts";
import { indexAccess, type AccessIndex } from "../../domain/access/accessIndex.ts";
import { isWrite } from "../../domain/access/isWrite.ts";
import type { EntityRef } from "../../domain/model/entityRef.ts";
import type { ConnectionProfile, ProfileId } from "../../services/profiles/profile.ts";
import { catalogOf, rootOf } from "../requestPanel/panelModel.ts";
import { firstSelection } from "./firstSelection.ts";
import { planProbes, type ProbePlan } from "./planProbes.ts";
import { countRows, toResultRow, toSkippedRow, type ProbeRecord } from "./resultRow.ts";
import { sendProbes } from "./sendProbes.ts";
import { playedBefore, verificationCallers, type CallerFacts } from "./verificationCallers.ts";
import type { VerificationEffect } from "./verificationEffect.ts";
import {
  connectionNotice,
  toVerificationModel,
  type VerificationState,
} from "./verificationModel.ts";
import type { Report, ResultRow, VerificationIntent } from "./verificationProtocol.ts";
import type { Verification, VerificationParts } from "./verifications.ts";
import type { PathValue, VerificationSelection } from "./verificationSelection.ts";
import {
  summarize,
  writeResultsAsCsv,
  writeResultsAsMarkdown,
  type ReportFacts,
} from "./writeResults.ts";

export interface LiveVerificationParts extends VerificationParts {
  readonly memory: Map<ProfileId, readonly PathValue[]>;
  readonly profile: ProfileId;
  readonly ref: EntityRef | undefined;
  readonly selection?: VerificationSelection | undefined;
  readonly report?: Report | undefined;
}

/** The state of one verification, and what each intent does to it. */
export class LiveVerification implements Verification {
  readonly profile: ProfileId;
  readonly #parts: LiveVerificationParts;
  readonly #changed = new Emitter<void>();
  readonly #store = new DisposableStore();
  #state: VerificationState;
  /** The calls of the last run, to be held against another catalog. */
  #records: readonly ProbeRecord[] = [];
  #skipped: readonly ResultRow[] = [];
  #running: AbortController | undefined;

  readonly onDidChange = this.#changed.event;

  constructor(parts: LiveVerificationParts) {
    this.#parts = parts;
    this.profile = parts.profile;
    this.#state = {
      selection: parts.selection,
      selectionVersion: 1,
      step: parts.report ? { kind: "results", report: parts.report } : { kind: "choose" },
    };
    this.#store.add(this.#changed);
    this.#store.add(
      parts.sessions.onDidChange((id) => {
        if (id === undefined || id === this.profile) this.#changed.fire();
      }),
    );
    this.#store.add(parts.clientStates.onDidChange(() => this.#changed.fire()));
  }

  get title(): string {
    const name = this.#session()?.profile.name;
    return name === undefined ? "Verify access" : `Verify access: ${name}`;
  }

  get model(): Verification["model"] {
    const session = this.#session();
    const index = this.#index();
    const selection = this.#selection();
    return toVerificationModel(
      { ...this.#state, selection },
      {
        profile: this.profile,
        session,
        index,
        facts: this.#facts(),
        plan: this.#plan(selection),
        perSecond: this.#parts.perSecond(),
      },
    );
  }

  async handle(intent: VerificationIntent): Promise<VerificationEffect | undefined> {
    switch (intent.kind) {
      case "ready":
        return undefined;
      case "edit":
        return this.#choose(intent.selection);
      case "run":
        this.#choose(intent.selection);
        return await this.#run();
      case "runAgain":
        return await this.#run();
      case "cancel":
        this.#running?.abort();
        return undefined;
      case "choose":
        return this.#backToChoice();
      case "compareAgain":
        return await this.#compareAgain();
      case "explain":
        return this.#explain(intent.row);
      case "enterSecret":
        return this.#enterSecret(intent.caller);
      case "runRemedy": {
        const remedy = connectionNotice(this.profile, this.#session())?.remedy;
        return remedy && { kind: "runRemedy", remedy };
      }
      case "exportResults":
        return this.#export(intent.format);
      default:
        return assertNever(intent);
    }
  }

  dispose(): void {
    this.#running?.abort();
    this.#store.dispose();
  }

  async #run(): Promise<undefined> {
    if (this.#running) return undefined;
    const plan = this.#plan(this.#selection());
    const index = this.#index();
    const profile = this.#session()?.profile;
    if (!plan || !index || !profile || this.model.choice.plan.problem !== undefined)
      return undefined;
    const controller = new AbortController();
    this.#running = controller;
    try {
      const changing = plan.probes.filter(({ endpoint }) => isWrite(endpoint)).length;
      if (changing > 0 && !(await this.#parts.confirmChanges(changing, profile.name)))
        return undefined;
      await this.#send({ plan, index, profile, signal: controller.signal });
    } finally {
      this.#running = undefined;
      // What keeps a run from its end is told elsewhere; the page is not to wait for it for ever.
      if (this.#state.step.kind === "run") this.#backToChoice();
      else this.#changed.fire();
    }
    return undefined;
  }

  #backToChoice(): undefined {
    const selectionVersion = this.#state.selectionVersion + 1;
    return this.#update({ step: { kind: "choose" }, selectionVersion });
  }

  async #send({ plan, index, profile, signal }: RunFacts): Promise<void> {
    const startedAt = this.#parts.clock.now();
    const rows: ResultRow[] = [];
    const records: ProbeRecord[] = [];
    const { probes } = plan;
    const total = probes.length;
    const report = (record: ProbeRecord): void => {
      records.push(record);
      rows.push(toResultRow(index, record));
      this.#showProgress(rows, total);
    };
    this.#showProgress(rows, total);
    await sendProbes({ probes, profile, signal, report }, this.#parts);
    this.#records = records.toSorted((a, b) => a.id - b.id);
    this.#skipped = plan.skipped.map((one, place) => toSkippedRow(total + place, one));
    const ordered = rows.toSorted((a, b) => a.id - b.id);
    this.#update({
      step: {
        kind: "results",
        report: {
          ...reportOf({
            rows: [...ordered, ...this.#skipped],
            planned: total,
            cancelled: signal.aborted && records.length < total,
          }),
          startedAt: momentInWords(startedAt),
          catalog: index.catalog,
        },
      },
    });
  }

  #showProgress(rows: readonly ResultRow[], total: number): void {
    this.#update({ step: { kind: "run", rows, total } });
  }

  async #compareAgain(): Promise<undefined> {
    const { step } = this.#state;
    if (step.kind !== "results" || this.#records.length === 0) return undefined;
    this.#update({ step: { kind: "results", report: { ...step.report, comparing: true } } });
    let failure: string | undefined;
    try {
      await this.#parts.sessions.refresh(this.profile);
    } catch (error) {
      failure = isCancelled(error)
        ? "Canceled."
        : `The catalog could not be read. ${messageOf(error)}`;
    }
    const index = this.#index();
    if (this.#state.step.kind !== "results") return undefined;
    const { report } = this.#state.step;
    if (!index || failure !== undefined) {
      const note = failure ?? "There is no open connection to read the catalog by.";
      return this.#update({
        step: { kind: "results", report: { ...report, note, comparing: false } },
      });
    }
    const rows = [...this.#records.map((one) => toResultRow(index, one)), ...this.#skipped];
    const note = "The same answers, held against the catalog as it was read just now.";
    return this.#update({
      step: {
        kind: "results",
        report: { ...report, ...reportOf({ ...report, rows }), note, catalog: index.catalog },
      },
    });
  }

  #explain(id: number): VerificationEffect | undefined {
    const row = this.#rows().find((one) => one.id === id);
    const caller = row?.callerKey === undefined ? undefined : playedBefore(row.callerKey);
    if (!row || !caller) return undefined;
    const { method, path } = row;
    return { kind: "explain", profile: this.profile, caller, method, path };
  }

  #enterSecret(key: string): VerificationEffect | undefined {
    const facts = this.#facts();
    const found = facts && verificationCallers(facts).find((one) => one.key === key);
    if (!found?.client) return undefined;
    const argument = `${this.profile}/${found.client.name}`;
    return {
      kind: "runRemedy",
      remedy: { label: "Enter secret", action: "enterSecret", argument },
    };
  }

  #export(format: "markdown" | "csv"): VerificationEffect | undefined {
    const { connection, step } = this.model;
    if (step.kind !== "results") return undefined;
    const text =
      format === "csv"
        ? writeResultsAsCsv(step.report)
        : writeResultsAsMarkdown(connection, step.report);
    return { kind: "openText", language: format, text };
  }

  #rows(): readonly ResultRow[] {
    const { step } = this.#state;
    return step.kind === "results" ? step.report.rows : step.kind === "run" ? step.rows : [];
  }

  #choose(selection: VerificationSelection): undefined {
    this.#parts.memory.set(this.profile, selection.values);
    return this.#update({ selection });
  }

  /** What is chosen; as long as nobody has chosen, what the page was opened for. */
  #selection(): VerificationSelection {
    if (this.#state.selection) return this.#state.selection;
    const index = this.#index();
    const facts = this.#facts();
    const values = this.#parts.memory.get(this.profile) ?? [];
    if (!index || !facts) return { endpoints: [], callers: [], values };
    return { ...firstSelection(index, verificationCallers(facts), this.#parts.ref), values };
  }

  #plan(selection: VerificationSelection): ProbePlan | undefined {
    const index = this.#index();
    const facts = this.#facts();
    const schemaUrl = rootOf(this.#session()?.profile);
    if (!index || !facts || schemaUrl === "") return undefined;
    const callers = verificationCallers(facts);
    return planProbes(selection, { index, callers, schemaUrl, trusted: this.#parts.isTrusted() });
  }

  #facts(): CallerFacts | undefined {
    const session = this.#session();
    const catalog = catalogOf(session);
    if (!session || !catalog) return undefined;
    const { profile } = session;
    return {
      catalog,
      profile,
      stateOf: (client) => this.#parts.clientStates.stateOf(profile, client),
      now: this.#parts.clock.now(),
    };
  }

  #index(): AccessIndex | undefined {
    const catalog = catalogOf(this.#session());
    return catalog && indexAccess(catalog);
  }

  #session() {
    return this.#parts.sessions.get(this.profile);
  }

  #update(change: Partial<VerificationState>): undefined {
    this.#state = { ...this.#state, ...change };
    this.#changed.fire();
  }
}

interface RunFacts {
  readonly plan: ProbePlan;
  readonly index: AccessIndex;
  readonly profile: ConnectionProfile;
  readonly signal: AbortSignal;
}

/** `2026-11-23 08:00 UTC`, which is the same wherever it is read. */
function momentInWords(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

function reportOf(facts: ReportFacts) {
  return {
    ...facts,
    counts: countRows(facts.rows),
    summary: summarize(facts),
    note: undefined,
    canCompare: true,
    comparing: false,
  };
}
