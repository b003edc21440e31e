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
import type { Fix } from "../../domain/access/diagnosis.ts";
import { bodySkeleton } from "../../domain/http/bodySkeleton.ts";
import { tokenUrlOf } from "../../domain/http/schemaUrlOf.ts";
import type { HttpFileCaller } from "../../domain/http/httpFile.ts";
import { clientId } from "../../domain/model/names.ts";
import type { ConnectionProfile, ProfileId } from "../../services/profiles/profile.ts";
import type { OpenBodySink } from "../../services/http/bodySink.ts";
import type { Exchange, RequestCaller } from "../../services/requests/sendRequest.ts";
import { tokenClientOf } from "../clients/tokenClientOf.ts";
import { lastAttempt, toAnswer } from "./answer.ts";
import { createAnswerBody, type AnswerBody } from "./answerBody.ts";
import { answerDocument, type NamedAnswer } from "./answerDocument.ts";
import { bodyDocument } from "./bodyDocument.ts";
import { composeRequest } from "./composeRequest.ts";
import { diagnose, diagnosedCaller } from "./diagnose.ts";
import { emptyDraft, type Draft } from "./draft.ts";
import { answeredColumns } from "./filterColumns.ts";
import { filterTextOf, type FilterForm } from "./filterForm.ts";
import type { SeenColumns } from "./filterModel.ts";
import { readFilterColumns } from "./readFilterColumns.ts";
import { endpointOf } from "./endpointOf.ts";
import { withEtag } from "./etagHeader.ts";
import { fileNameFor } from "./fileNameFor.ts";
import { draftForPage, pageLinksOf, type PageLink, type PageRel } from "./pageLinks.ts";
import { connectionRemoved, openLog, toFailure } from "./failure.ts";
import type { PanelEffect } from "./panelEffect.ts";
import {
  callerNotice,
  catalogOf,
  chosenClient,
  connectionNotice,
  problemsOf,
  rootOf,
  titleOf,
  toModel,
  type PanelContext,
  type PanelState,
} from "./panelModel.ts";
import { parsePastedToken } from "./pastedToken.ts";
import { readBodyMembers } from "./readBodyMembers.ts";
import { splitQuery } from "./requestAddress.ts";
import type { SentDraft } from "./requestHistory.ts";
import type { RequestPanel, RequestPanelParts } from "./requestPanel.ts";
import type { BodyText, Failure, Intent, Model, Outcome } from "./requestPanelProtocol.ts";
import type { BodySource } from "./suggestions.ts";

/** The state of one panel, and what each intent does to it. */
export class LivePanel implements RequestPanel {
  readonly profile: ProfileId;
  readonly #parts: RequestPanelParts;
  readonly #changed = new Emitter<void>();
  readonly #store = new DisposableStore();
  #state: PanelState;
  #body: AnswerBody | undefined;
  #fix: Fix | undefined;
  /** What was answered last, to be explained. */
  #answered: Answered | undefined;
  /** What was answered before it, to be compared. */
  #before: NamedAnswer | undefined;
  #failureRemedy: Remedy | undefined;
  #sending: AbortController | undefined;
  #bodies = 0;

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
    };
    this.#store.add(this.#changed);
    this.#store.add(
      parts.sessions.onDidChange((id) => {
        if (id === undefined || id === profile) this.#changed.fire();
      }),
    );
    this.#store.add(parts.clientStates.onDidChange(() => this.#changed.fire()));
  }

  get title(): string {
    return titleOf(this.#state.draft);
  }

  get model(): Model {
    return toModel(this.#state, this.#context());
  }

  get body(): BodyText | undefined {
    return this.#body?.shown;
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
        return this.#scaffold();
      case "explain":
        return this.#explanation();
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
      case "saveBody":
        return this.#saveBody();
      case "copyBody": {
        const whole = await this.#body?.whole();
        return whole && { kind: "copy", what: "body", text: whole.text };
      }
      case "openBody":
        return await this.#document();
      case "compareAnswers":
        return await this.#comparison();
      case "showTokenRequest":
        return this.#tokenRequest();
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
    const { path } = composeRequest(rootOf(session.profile), this.#state.draft);
    const controller = new AbortController();
    this.#sending = controller;
    this.#body = this.#fix = undefined;
    this.#update({ refused: false, sending: true, outcome: { kind: "none" } });
    const { draft } = this.#state;
    try {
      const exchange = await this.#exchange(session.profile, draft, controller);
      // Another request has been sent meanwhile; its answer is the one that is waited for.
      if (this.#sending === controller) this.#answer({ exchange, draft, path });
    } catch (error) {
      if (this.#sending === controller) this.#failed(error);
    }
    return undefined;
  }

  #answer(call: { exchange: Exchange; draft: Draft; path: string }): void {
    this.#bodies += 1;
    this.#before = this.#answered?.named ?? this.#before;
    const { response } = lastAttempt(call.exchange);
    this.#body = createAnswerBody(this.#bodies, response);
    const catalog = catalogOf(this.#parts.sessions.get(this.profile));
    const { diagnosis, fix } = diagnose({ ...call, catalog });
    this.#fix = fix;
    const { status } = response;
    this.#keep({ draft: call.draft, status, at: this.#parts.clock.now() });
    const root = rootOf(this.#context().session?.profile);
    const { shown } = this.#body;
    const isCollection = shown?.language === "json" && call.draft.method === "GET";
    const links = isCollection ? pageLinksOf(shown.text, root) : [];
    const name = `${titleOf(call.draft)} ${status}`;
    if (isCollection) this.#see(call.draft, { answered: answeredColumns(shown.text) });
    this.#answered = { ...call, links, named: { name, response, body: this.#body } };
    const comparable = this.#before !== undefined;
    const hasTokenRequest = this.#clientOf(call.draft) !== undefined;
    const facts = { diagnosis, links, comparable, hasTokenRequest };
    const answer = toAnswer(call.exchange, this.#body, facts);
    this.#settle({ kind: "answered", answer });
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
    this.#body = this.#fix = undefined;
    this.#settle({ kind: "failed", failure });
  }

  #settle(outcome: Outcome): void {
    this.#sending = undefined;
    this.#update({ sending: false, outcome });
  }

  /** Sends what a form says, as whom it says. */
  async #exchange(
    profile: ConnectionProfile,
    draft: Draft,
    { signal, saveTo }: { readonly signal: AbortSignal; readonly saveTo?: OpenBodySink },
  ): Promise<Exchange> {
    const { request } = composeRequest(rootOf(profile), draft);
    const caller = this.#caller(profile, draft);
    const { allowPlainHttp } = profile;
    const sent = { request, caller, allowPlainHttp, connection: this.profile };
    return await this.#parts.send(saveTo ? { ...sent, saveTo } : sent, signal);
  }

  #caller(profile: ConnectionProfile, draft: Draft): RequestCaller {
    const { token } = this.#state;
    switch (draft.caller.kind) {
      case "anonymous":
        return { kind: "anonymous" };
      case "client": {
        const known = chosenClient(draft, catalogOf(this.#context().session));
        const client = known ?? { clientId: clientId(draft.caller.clientId) };
        return { kind: "client", client: tokenClientOf(profile, client) };
      }
      case "pastedToken":
        if (token.kind !== "token") throw tokenForgotten();
        return { kind: "pastedToken", token: token.token };
      default:
        return assertNever(draft.caller);
    }
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
    const schemaUrl = rootOf(this.#context().session?.profile);
    // A command without a host is of no use to anybody.
    if (schemaUrl === "") return this.#update({ refused: true });
    const { request } = composeRequest(schemaUrl, draft);
    return { kind: "handOver", request, caller: this.#callerElsewhere(draft) };
  }

  /** Only a client with a secret can get its token in another tool by itself; others bring one. */
  #callerElsewhere(draft: Draft): HttpFileCaller | undefined {
    if (draft.caller.kind === "anonymous") return undefined;
    const { session } = this.#context();
    const client = chosenClient(draft, catalogOf(session));
    const tokenUrl = session && tokenUrlOf(session.profile);
    if (client?.grantType !== "client_credentials" || tokenUrl === undefined) {
      return { kind: "token" };
    }
    return { kind: "client", name: client.name, clientId: client.clientId, tokenUrl };
  }

  async #follow(rel: PageRel): Promise<undefined> {
    const link = this.#answered?.links.find((one) => one.rel === rel);
    if (!link || !this.#answered) return undefined;
    this.fillIn(draftForPage(this.#answered.draft, link));
    return await this.#send();
  }

  #useEtag(draft: Draft): undefined {
    const etag = this.#answered && lastAttempt(this.#answered.exchange).response.headers["etag"];
    if (etag !== undefined) this.fillIn(withEtag(draft, etag));
    return undefined;
  }

  #saveBody(): PanelEffect | undefined {
    if (!this.#answered) return undefined;
    const { response } = lastAttempt(this.#answered.exchange);
    const name = fileNameFor(this.#answered.path, response.headers["content-type"]);
    if (response.truncated) return { kind: "saveAnew", name };
    return { kind: "saveBytes", name, bytes: response.body };
  }

  /** Sends the last request once more, its body into a file; gives how much was saved. */
  async saveAnew(saveTo: OpenBodySink, signal: AbortSignal): Promise<number> {
    const { session } = this.#context();
    if (!this.#answered || !session) return 0;
    const { draft } = this.#answered;
    const exchange = await this.#exchange(session.profile, draft, { signal, saveTo });
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
        await this.#exchange(
          session.profile,
          { ...emptyDraft, address, caller: draft.caller },
          { signal },
        ),
    });
    // What was typed meanwhile stays; the button is still there when the body is empty again.
    if (this.#state.draft.body.trim() !== "") return;
    this.fillIn({ ...this.#state.draft, body: bodySkeleton(members) });
    this.#update({ bodyNote: { note, about: this.title } });
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

  #scaffold(): PanelEffect | undefined {
    if (!this.#fix) return undefined;
    const { scaffold, arguments: given } = this.#fix;
    return { kind: "runScaffold", profile: this.profile, scaffold, arguments: given };
  }

  #explanation(): PanelEffect | undefined {
    if (!this.#answered) return undefined;
    const { draft, path } = this.#answered;
    const caller = diagnosedCaller(draft, catalogOf(this.#parts.sessions.get(this.profile)));
    return {
      kind: "explainAccess",
      profile: this.profile,
      caller: caller.kind === "pastedToken" ? "nobodyKnows" : caller,
      method: draft.method,
      path,
    };
  }

  async #document(): Promise<PanelEffect | undefined> {
    const document = this.#body && (await bodyDocument({ name: this.title, body: this.#body }));
    return document && { kind: "openDocument", ...document };
  }

  async #comparison(): Promise<PanelEffect | undefined> {
    if (!this.#before || !this.#answered) return undefined;
    const before = await answerDocument(this.#before);
    const after = await answerDocument(this.#answered.named);
    return { kind: "compareDocuments", before, after };
  }

  #tokenRequest(): PanelEffect | undefined {
    const client = this.#answered && this.#clientOf(this.#answered.draft);
    return client && { kind: "showTokenRequest", profile: this.profile, client: client.name };
  }

  #clientOf(draft: Draft) {
    return chosenClient(draft, catalogOf(this.#context().session));
  }

  #context(): PanelContext {
    return {
      profile: this.profile,
      session: this.#parts.sessions.get(this.profile),
      clientState: (profile, client) => this.#parts.clientStates.stateOf(profile, client),
      now: this.#parts.clock.now(),
    };
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
    this.#state = { ...this.#state, ...change };
    this.#changed.fire();
  }
}

interface Answered {
  readonly exchange: Exchange;
  readonly draft: Draft;
  readonly path: string;
  readonly links: readonly PageLink[];
  readonly named: NamedAnswer;
}

/** The form asks for a token before it sends; to save a body anew, one may be gone since. */
function tokenForgotten(): UserFacingError {
  return new UserFacingError({
    code: "secretMissing",
    message: "The pasted token was forgotten.",
    why: "Paste it again and send the request, then save the body.",
  });
}

function notConnected(name: string): UserFacingError {
  return new UserFacingError({
    code: "notConnected",
    message: "What the body may hold is not known without a connection.",
    why: `Connect to ${name || "the schema"} and try again.`,
  });
}
