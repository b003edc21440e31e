import { assertNever } from "../../base/assertNever.ts";
import { DisposableStore } from "../../base/disposable.ts";
import { Emitter } from "../../base/emitter.ts";
import {
  isCancelled,
  isUserFacingError,
  messageOf,
  UserFacingError,
  type Remedy,
} from "../../base/errors.ts";
import { bodySkeleton } from "../../domain/http/bodySkeleton.ts";
import type { ProfileId } from "../../services/profiles/profile.ts";
import type { OpenBodySink } from "../../services/http/bodySink.ts";
import type { Exchange } from "../../services/requests/sendRequest.ts";
import type { Session } from "../sessions/sessions.ts";
import { lastAttempt } from "./answer.ts";
import type { NamedAnswer } from "./answerDocument.ts";
import { answerEffects, type AnswerPlace } from "./answerEffects.ts";
import { callerElsewhere } from "./callerElsewhere.ts";
import { composeRequest } from "./composeRequest.ts";
import { emptyDraft, type Draft } from "./draft.ts";
import { filterTextOf, type FilterForm } from "./filterForm.ts";
import type { SeenColumns } from "./filterModel.ts";
import { readFilterColumns } from "./readFilterColumns.ts";
import { endpointOf } from "./endpointOf.ts";
import { withEtag } from "./etagHeader.ts";
import { draftForPage, type PageRel } from "./pageLinks.ts";
import { connectionRemoved, openLog, toFailure } from "./failure.ts";
import type { PanelEffect } from "./panelEffect.ts";
import {
  callerNotice,
  catalogOf,
  chosenClient,
  connectionNotice,
  problemsOf,
  rootOf,
  shortTitle,
  titleOf,
  toModel,
  type PanelContext,
  type PanelState,
} from "./panelModel.ts";
import { parsePastedToken } from "./pastedToken.ts";
import { readBodyMembers } from "./readBodyMembers.ts";
import { splitQuery } from "./requestAddress.ts";
import { requestCallerOf } from "./requestCallerOf.ts";
import type { SentDraft } from "./requestHistory.ts";
import type { RequestPanel, RequestPanelParts } from "./requestPanel.ts";
import type { BodyText, Failure, Intent, Model, Outcome } from "./requestPanelProtocol.ts";
import { toShownAnswer, type ShownAnswer } from "./shownAnswer.ts";
import type { BodySource } from "./suggestions.ts";

/** The state of one panel, and what each intent does to it. */
export class LivePanel implements RequestPanel {
  readonly profile: ProfileId;
  readonly #parts: RequestPanelParts;
  readonly #changed = new Emitter<void>();
  readonly #store = new DisposableStore();
  #state: PanelState;
  /** The answer that is shown. */
  #answer: ShownAnswer | undefined;
  /** The one before it, kept while nothing is shown. */
  #before: NamedAnswer | undefined;
  #failureRemedy: Remedy | undefined;
  #sending: AbortController | undefined;
  #answers = 0;

  readonly onDidChange = this.#changed.event;

  constructor(parts: RequestPanelParts, profile: ProfileId, draft: Draft) {
    this.#parts = parts;
    this.profile = profile;
    this.#state = {
      draft,
      draftVersion: 1,
      filter: undefined,
      columns: undefined,
      token: { kind: "none" },
      refused: false,
      sending: false,
      bodyNote: undefined,
      outcome: { kind: "none" },
      lastClient: chosenClient(draft, catalogOf(parts.sessions.get(profile))),
    };
    this.#store.add(this.#changed);
    this.#store.add(
      parts.sessions.onDidChange((id) => {
        if (id === undefined || id === profile) this.#update({});
      }),
    );
    this.#store.add(parts.clientStates.onDidChange(() => this.#changed.fire()));
  }

  get title(): string {
    return shortTitle(this.#state.draft);
  }

  get model(): Model {
    return toModel(this.#state, this.#context());
  }

  get body(): BodyText | undefined {
    return this.#answer?.body.shown;
  }

  async handle(intent: Intent): Promise<PanelEffect | undefined> {
    switch (intent.kind) {
      case "ready":
        return undefined;
      case "edit":
        return this.#take(intent.draft, intent.filter);
      case "send":
        this.#take(intent.draft);
        return await this.#send();
      case "cancel":
        this.#sending?.abort();
        return undefined;
      case "pasteToken":
        return this.#update({ token: parsePastedToken(intent.token) });
      case "forgetToken":
        return this.#update({ token: { kind: "none" } });
      case "runFix":
      case "explain":
      case "showTokenRequest":
      case "copyBody":
      case "openBody":
      case "saveBody":
      case "compareAnswers":
        return this.#answer && (await answerEffects[intent.kind](this.#answer, this.#place()));
      case "runRemedy":
        return await this.#runRemedy(intent.of);
      case "showHistory":
        return { kind: "chooseSent", sent: this.#parts.history.list(this.profile) };
      case "handOver":
        return this.#handOver(intent.draft);
      case "saveRequest":
        this.#take(intent.draft);
        return { kind: "saveRequest", profile: this.profile, draft: intent.draft };
      case "followLink":
        return await this.#follow(intent.rel);
      case "useEtag":
        return this.#useEtag(intent.draft);
      case "readColumns":
        this.#take(intent.draft);
        return { kind: "readColumns", of: this.title };
      case "fillBody":
        this.#take(intent.draft);
        return { kind: "readBody", source: intent.source, of: this.title };
      default:
        return assertNever(intent);
    }
  }

  fillIn(draft: Draft): void {
    const { draftVersion } = this.#state;
    // In one step: the page takes the draft that comes with a version that is new to it.
    this.#update({ ...this.#typed(draft), draftVersion: draftVersion + 1, refused: false });
  }

  dispose(): void {
    this.#sending?.abort();
    this.#store.dispose();
  }

  async #send(): Promise<undefined> {
    this.#sending?.abort();
    const { session } = this.#context();
    if (!session) return this.#fail(connectionRemoved);
    if (problemsOf(this.#state, this.#context()).length > 0) return this.#update({ refused: true });
    const controller = new AbortController();
    this.#sending = controller;
    this.#clear();
    this.#update({ refused: false, sending: true, outcome: { kind: "none" } });
    const { draft } = this.#state;
    try {
      const exchange = await this.#exchange(session, draft, controller);
      // Another request has been sent meanwhile; its answer is the one that is waited for.
      if (this.#sending === controller) this.#show(draft, exchange);
    } catch (error) {
      if (this.#sending === controller) this.#failed(error);
    }
    return undefined;
  }

  #show(draft: Draft, exchange: Exchange): void {
    this.#answers += 1;
    const { catalog } = this.#place();
    const schemaUrl = rootOf(this.#context().session?.profile);
    const { path } = composeRequest(schemaUrl, draft);
    this.#answer = toShownAnswer({
      id: this.#answers,
      exchange,
      draft,
      path,
      catalog,
      schemaUrl,
      before: this.#before,
    });
    const { response, columns, forPage } = this.#answer;
    this.#keep({ draft, status: response.status, at: this.#parts.clock.now() });
    if (columns.length > 0) this.#see(draft, { answered: columns });
    this.#settle({ kind: "answered", answer: forPage });
  }

  #clear(): void {
    if (!this.#answer) return;
    // Without what was before it in turn: of all answers, two are kept.
    const { name, response, body } = this.#answer;
    this.#before = { name, response, body };
    this.#answer = undefined;
  }

  #keep(sent: SentDraft): void {
    // A connection that was removed meanwhile took its history with it.
    if (!this.#context().session) return;
    this.#parts.history
      .add(this.profile, sent)
      .catch((error: unknown) => this.#parts.log.warn(messageOf(error)));
  }

  #failed(error: unknown): void {
    if (isCancelled(error)) return this.#settle({ kind: "cancelled" });
    if (!isUserFacingError(error))
      this.#parts.log.error(error instanceof Error ? error : messageOf(error));
    this.#failureRemedy = isUserFacingError(error) ? error.remedy : openLog;
    this.#settle({ kind: "failed", failure: toFailure(error) });
  }

  #fail(failure: Failure): undefined {
    this.#failureRemedy = undefined;
    this.#clear();
    this.#settle({ kind: "failed", failure });
  }

  #settle(outcome: Outcome): void {
    this.#sending = undefined;
    this.#update({ sending: false, outcome });
  }

  /** Sends what a form says, as whom it says. */
  async #exchange(
    session: Session,
    draft: Draft,
    { signal, saveTo }: { readonly signal: AbortSignal; readonly saveTo?: OpenBodySink },
  ): Promise<Exchange> {
    const { request } = composeRequest(rootOf(session.profile), draft);
    const { knownPassword } = this.#parts;
    const { token } = this.#state;
    const caller = await requestCallerOf(draft, session, { token, knownPassword });
    signal.throwIfAborted();
    const { allowPlainHttp } = session.profile;
    const sent = { request, caller, allowPlainHttp, connection: this.profile };
    return await this.#parts.send(saveTo ? { ...sent, saveTo } : sent, signal);
  }

  async #runRemedy(of: "failure" | "caller" | "connection"): Promise<PanelEffect | undefined> {
    const remedy = this.#remedyOf(of);
    if (remedy?.action === "retry") return await this.#send();
    return remedy && { kind: "runRemedy", remedy };
  }

  #remedyOf(of: "failure" | "caller" | "connection"): Remedy | undefined {
    if (of === "caller") return callerNotice(this.#state.draft, this.#context())?.remedy;
    if (of === "connection") return connectionNotice(this.#context())?.remedy;
    return this.#state.outcome.kind === "failed" ? this.#failureRemedy : undefined;
  }

  #handOver(draft: Draft): PanelEffect | undefined {
    this.#take(draft);
    const { session } = this.#context();
    const schemaUrl = rootOf(session?.profile);
    // A command without a host is of no use to anybody.
    if (schemaUrl === "") return this.#update({ refused: true });
    const { request, problems } = composeRequest(schemaUrl, draft);
    // Whatever stands behind the variable would go to another place than the one that it is for.
    if (problems.some(({ field }) => field === "address")) return this.#update({ refused: true });
    return { kind: "handOver", request, caller: callerElsewhere(draft, session) };
  }

  async #follow(rel: PageRel): Promise<undefined> {
    const link = this.#answer?.links.find((one) => one.rel === rel);
    if (!link || !this.#answer) return undefined;
    this.fillIn(draftForPage(this.#answer.draft, link));
    return await this.#send();
  }

  #useEtag(draft: Draft): undefined {
    const etag = this.#answer?.response.headers["etag"];
    if (etag !== undefined) this.fillIn(withEtag(draft, etag));
    return undefined;
  }

  async saveAnew(draft: Draft, saveTo: OpenBodySink, signal: AbortSignal): Promise<number> {
    const { session } = this.#context();
    if (!session) throw connectionGone();
    const exchange = await this.#exchange(session, draft, { signal, saveTo });
    return lastAttempt(exchange).response.savedBytes ?? 0;
  }

  async fillBody(source: BodySource, signal: AbortSignal): Promise<void> {
    const { draft } = this.#state;
    const { session } = this.#context();
    const catalog = catalogOf(session);
    if (!session || !catalog) throw notConnected(session?.profile.name ?? "");
    const { members, note } = await readBodyMembers(source, {
      draft,
      endpoint: endpointOf(draft, catalog),
      catalog,
      readColumns: async (object) =>
        await this.#parts.readObjectColumns(this.profile, object, signal),
      readSource: async (handler) =>
        await this.#parts.readHandlerSource(this.profile, handler, signal),
      get: async (address) =>
        await this.#exchange(session, { ...emptyDraft, address, caller: draft.caller }, { signal }),
    });
    // What was typed meanwhile stays; the button is still there when the body is empty again.
    if (this.#state.draft.body.trim() !== "") return;
    this.fillIn({ ...this.#state.draft, body: bodySkeleton(members) });
    this.#update({ bodyNote: { note, about: titleOf(draft) } });
  }

  async readColumns(signal: AbortSignal): Promise<void> {
    const { draft } = this.#state;
    const endpoint = endpointOf(draft, catalogOf(this.#context().session));
    const { readObjectColumns, readHandlerSource } = this.#parts;
    const ofSchema = await readFilterColumns(endpoint, {
      readColumns: async (object) => await readObjectColumns(this.profile, object, signal),
      readSource: async (handler) => await readHandlerSource(this.profile, handler, signal),
    });
    this.#see(draft, { ofSchema });
  }

  #context(): PanelContext {
    return {
      profile: this.profile,
      session: this.#parts.sessions.get(this.profile),
      clientState: (profile, client) => this.#parts.clientStates.stateOf(profile, client),
      now: this.#parts.clock.now(),
    };
  }

  #place(): AnswerPlace {
    return { profile: this.profile, catalog: catalogOf(this.#parts.sessions.get(this.profile)) };
  }

  #take(draft: Draft, filter?: FilterForm): undefined {
    this.#update(this.#typed(draft, filter));
  }

  /** Rows of a filter that are being typed stay for as long as `q` says what they say. */
  #typed(draft: Draft, filter?: FilterForm): Pick<PanelState, "draft" | "filter"> {
    const before = this.#state;
    const isSame = filterTextOf(draft) === filterTextOf(before.draft);
    return { draft, filter: filter ?? (isSame ? before.filter : undefined) };
  }

  #see(draft: Draft, { answered = [], ofSchema }: Partial<SeenColumns>): void {
    const { path } = splitQuery(draft.address.trim());
    const { columns } = this.#state;
    const before = columns?.path === path ? columns : undefined;
    this.#update({
      columns: {
        path,
        // A filter that no row meets is no reason to forget what rows have.
        answered: answered.length > 0 ? answered : (before?.answered ?? []),
        ofSchema: ofSchema ?? before?.ofSchema,
      },
    });
  }

  #update(change: Partial<PanelState>): undefined {
    const state = { ...this.#state, ...change };
    const chosen = chosenClient(state.draft, catalogOf(this.#context().session));
    this.#state = { ...state, lastClient: chosen ?? state.lastClient };
    this.#changed.fire();
  }
}

function notConnected(name: string): UserFacingError {
  return new UserFacingError({
    code: "notConnected",
    message: "What the body may hold is not known without a connection.",
    why: `Connect to ${name || "the schema"} and try again.`,
  });
}

function connectionGone(): UserFacingError {
  return new UserFacingError({
    code: "notConnected",
    message: connectionRemoved.message,
    why: "The request cannot be sent once more, so the body was not saved.",
  });
}
