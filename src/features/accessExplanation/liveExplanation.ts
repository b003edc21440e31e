import { assertNever } from "../../base/assertNever.ts";
import { DisposableStore } from "../../base/disposable.ts";
import { Emitter } from "../../base/emitter.ts";
import type { ProfileId } from "../../services/profiles/profile.ts";
import { changesScript } from "../scaffold/changesScript.ts";
import { refusalOfChanges } from "../scaffold/refusalIn.ts";
import { sessionNotice } from "../sessions/sessionNotice.ts";
import type { Session } from "../sessions/sessions.ts";
import type { AccessExplanationPanel, AccessExplanationParts } from "./accessExplanation.ts";
import type { ExplanationIntent, ExplanationModel } from "./accessExplanationProtocol.ts";
import type { ExplanationEffect } from "./explanationEffect.ts";
import { explanationModel, type ExplanationState, type FoundModel } from "./explanationModel.ts";
import { questionFor, type ExplanationTarget } from "./explanationTarget.ts";
import { explanationText } from "./explanationText.ts";
import type { QuestionDraft } from "./questionDraft.ts";

/** The state of one panel, and what each intent does to it. */
export class LiveExplanation implements AccessExplanationPanel {
  readonly profile: ProfileId;
  readonly #parts: AccessExplanationParts;
  readonly #changed = new Emitter<void>();
  readonly #store = new DisposableStore();
  #state: ExplanationState;
  /** Kept until the question or the schema is another. */
  #found: FoundModel | undefined;

  readonly onDidChange = this.#changed.event;

  constructor(parts: AccessExplanationParts, profile: ProfileId, draft: QuestionDraft) {
    this.#parts = parts;
    this.profile = profile;
    this.#state = { draft, draftVersion: 1 };
    this.#store.add(this.#changed);
    this.#store.add(
      parts.sessions.onDidChange((id) => {
        if (id === undefined || id === profile) this.#update({});
      }),
    );
  }

  get title(): string {
    return `Access on ${this.#session?.profile.name ?? this.profile}`;
  }

  get model(): ExplanationModel {
    return this.#answer.model;
  }

  ask(target: ExplanationTarget): void {
    const { draft, draftVersion } = this.#state;
    this.#update({
      draft: questionFor(target, this.#catalog, draft),
      draftVersion: draftVersion + 1,
    });
  }

  handle(intent: ExplanationIntent): ExplanationEffect | undefined {
    switch (intent.kind) {
      case "ready":
        return undefined;
      case "edit":
        return this.#update({ draft: intent.draft });
      case "runRemedy": {
        const remedy = sessionNotice(this.profile, this.#session, "")?.remedy;
        return remedy && { kind: "runRemedy", remedy };
      }
      case "reveal": {
        const ref = this.#answer.links.get(intent.key);
        return ref && { kind: "reveal", ref };
      }
      case "showScript":
        return this.#script(intent.key);
      case "copyAnswer":
        return { kind: "copy", text: explanationText(this.model.answer) };
      case "tryIt":
        return this.#request();
      default:
        return assertNever(intent);
    }
  }

  dispose(): void {
    this.#store.dispose();
  }

  get #session(): Session | undefined {
    return this.#parts.sessions.get(this.profile);
  }

  get #catalog() {
    const { state } = this.#session ?? {};
    return state?.kind === "open" ? state.catalog : undefined;
  }

  get #answer(): FoundModel {
    return (this.#found ??= explanationModel(this.#state, {
      profile: this.profile,
      session: this.#session,
      dialectOf: this.#parts.dialectOf,
    }));
  }

  #script(key: string): ExplanationEffect | undefined {
    const changes = this.#answer.scripts.get(key);
    const session = this.#session;
    const catalog = this.#catalog;
    if (!changes || !session || !catalog) return undefined;
    const context = { catalog, dialect: this.#parts.dialectOf(session, catalog) };
    if (refusalOfChanges(context, changes) !== undefined) return undefined;
    return { kind: "openScript", text: changesScript(context, changes).text };
  }

  #request(): ExplanationEffect | undefined {
    const { call } = this.#answer;
    if (!call) return undefined;
    const { caller } = this.#state.draft;
    const client = this.#catalog?.clients.find(
      ({ name }) => caller.kind === "client" && name === caller.client,
    );
    const { method, route: path } = call;
    const target = { profile: this.profile, method, path };
    return { kind: "openRequest", target: client ? { ...target, caller: client.name } : target };
  }

  #update(change: Partial<ExplanationState>): undefined {
    this.#state = { ...this.#state, ...change };
    this.#found = undefined;
    this.#changed.fire();
  }
}
