import { withoutCredentials } from "../../base/withoutCredentials.ts";
import { schemaUrlOf } from "../../domain/http/schemaUrlOf.ts";
import { methods, type Catalog, type OAuthClient } from "../../domain/model/catalog.ts";
import type { ConnectionProfile, ProfileId } from "../../services/profiles/profile.ts";
import { hasLiveToken, type ClientState } from "../clients/clientState.ts";
import { databaseUser } from "../sessions/databaseUser.ts";
import { sessionNotice, type Notice } from "../sessions/sessionNotice.ts";
import type { Session } from "../sessions/sessions.ts";
import { callerChoices, refusal, userRefusal } from "./callerChoices.ts";
import { bodyHint, composeRequest, takesBody } from "./composeRequest.ts";
import { emptyDraft, type Draft } from "./draft.ts";
import type { FilterForm } from "./filterForm.ts";
import { filterHint } from "./filterHint.ts";
import { filterModel, type SeenColumns } from "./filterModel.ts";
import type { PastedToken } from "./pastedToken.ts";
import { parametersOf, splitQuery } from "./requestAddress.ts";
import type { FieldProblem, Model, Note, Outcome } from "./requestPanelProtocol.ts";
import { suggestionsFor } from "./suggestions.ts";

/** What one panel holds. */
export interface PanelState {
  readonly draft: Draft;
  readonly draftVersion: number;
  /** The filter as it is being typed in rows; `q` of the draft says the same. */
  readonly filter: FilterForm | undefined;
  /** What rows have been seen to have. */
  readonly columns: SeenColumns | undefined;
  readonly token: PastedToken;
  /** Whether the draft was tried and refused: from then on its problems are shown until it can be sent. */
  readonly refused: boolean;
  readonly sending: boolean;
  /** Where the body was read from, and for which call. */
  readonly bodyNote: { readonly note: string; readonly about: string } | undefined;
  readonly outcome: Outcome;
  /** The client that was chosen last, for as long as its schema is not read. */
  readonly lastClient: Pick<OAuthClient, "clientId" | "name"> | undefined;
}

/** What a panel knows of the rest of the world at this moment. */
export interface PanelContext {
  readonly profile: ProfileId;
  readonly session: Session | undefined;
  readonly clientState: (profile: ConnectionProfile, client: OAuthClient) => ClientState;
  /** Milliseconds since 1970. */
  readonly now: number;
}

export function toModel(state: PanelState, context: PanelContext): Model {
  const { draft, token } = state;
  const schemaUrl = rootOf(context.session?.profile);
  const caller = callerNotice(draft, context);
  return {
    connection: {
      profile: context.profile,
      name: context.session?.profile.name ?? "",
      schemaUrl,
      note: toNote(connectionNotice(context)),
    },
    methods,
    draft,
    draftVersion: state.draftVersion,
    takesBody: takesBody(draft.method),
    parameters: parametersOf(draft.address),
    url: composeRequest(schemaUrl, draft).request.url,
    callers: callersOf(state, context),
    callerNote: toNote(caller),
    pastedToken: token.kind === "token" ? `${token.length} characters` : undefined,
    problems: state.refused ? problemsOf(state, context) : refusedToken(state),
    suggestions: suggestionsFor(draft, catalogOf(context.session)),
    filterHint: hintAboutFilter(draft),
    filter: filterModel(state, catalogOf(context.session)),
    bodyHint: bodyHint(draft) ?? noteOfBody(state),
    sending: state.sending,
    outcome: state.outcome,
  };
}

/**
 * What a call is called. Without its query and fragment, nor a token in its path: editors keep the titles of their
 * tabs.
 */
export function titleOf({ method, address }: Draft): string {
  const [whole = ""] = address.trim().split("#", 1);
  const { path } = splitQuery(withoutCredentials({ ...emptyDraft, address: whole }).address);
  return `${method} ${path}`;
}

/** The same for a tab, which VS Code makes as wide as its title: an address of any length would hide all other tabs. */
export function shortTitle(draft: Draft): string {
  const title = titleOf(draft);
  return title.length > longestTitle ? `${title.slice(0, longestTitle - 1)}…` : title;
}

const longestTitle = 60;

/** It holds until the call is another one, or the body is begun anew. */
function noteOfBody({ bodyNote, draft }: PanelState): string | undefined {
  const isAbout = bodyNote?.about === titleOf(draft);
  return isAbout && draft.body.trim() !== "" ? bodyNote.note : undefined;
}

/** What keeps a draft from being sent. */
export function problemsOf(state: PanelState, context: PanelContext): readonly FieldProblem[] {
  const root = rootOf(context.session?.profile);
  const { problems } = composeRequest(root, state.draft);
  const nowhere: readonly FieldProblem[] =
    root === "" ? [{ field: "address", index: 0, message: "It is not known where ORDS is." }] : [];
  return [...nowhere, ...problems, ...callerProblems(state, context)];
}

function hintAboutFilter({ query }: Draft): string | undefined {
  const filter = query.find(({ name, value }) => name === "q" && value.trim() !== "");
  return filter && filterHint(filter.value);
}

export function connectionNotice({ profile, session }: PanelContext): Notice | undefined {
  if (session && session.profile.baseUrl === undefined) return ordsAddressMissing(profile);
  if (session?.state.kind === "open" && session.profile.tls?.check === "none") {
    return certificateNotChecked(profile);
  }
  return sessionNotice(
    profile,
    session,
    "Not connected: the clients to call as are not known, nor the reason when a call is refused.",
  );
}

function certificateNotChecked(profile: ProfileId): Notice {
  return {
    text: "The certificate of this server is not checked: tokens may go to somebody who only pretends to be it.",
    remedy: { label: "Set certificates", action: "setCertificates", argument: profile },
  };
}

function ordsAddressMissing(profile: ProfileId): Notice {
  return {
    text: "This connection does not say where ORDS is, so nothing can be sent.",
    remedy: { label: "Set address of ORDS", action: "setOrdsAddress", argument: profile },
  };
}

export function callerNotice(draft: Draft, context: PanelContext): Notice | undefined {
  const { session } = context;
  if (draft.caller.kind === "user" && session) return passwordGoesAlong(session.profile);
  if (draft.caller.kind !== "client") return undefined;
  const catalog = catalogOf(session);
  const client = chosenClient(draft, catalog);
  if (!session || !catalog) return undefined;
  if (!client) return { text: "This client is not in the schema any more.", remedy: undefined };
  const state = context.clientState(session.profile, client);
  if (state.hasSecret !== false || hasLiveToken(state, context.now)) return undefined;
  return {
    text: `The secret of ${client.name} is not stored on this machine, so no token can be fetched.`,
    remedy: {
      label: "Enter secret",
      action: "enterSecret",
      argument: `${session.profile.id}/${client.name}`,
    },
  };
}

function passwordGoesAlong(profile: ConnectionProfile): Notice | undefined {
  if (databaseUser(profile).refused !== undefined) return undefined;
  return {
    text: "The call carries the name and password of this connection (Basic), and has the roles of a database user, not those of a client.",
    remedy: undefined,
  };
}

export function chosenClient(draft: Draft, catalog: Catalog | undefined): OAuthClient | undefined {
  const { caller } = draft;
  if (caller.kind !== "client") return undefined;
  return catalog?.clients.find((client) => client.clientId === caller.clientId);
}

export function catalogOf(session: Session | undefined): Catalog | undefined {
  return session?.state.kind === "open" ? session.state.catalog : undefined;
}

/** Empty while it is not known where ORDS is; `connectionNotice` then says so. */
export function rootOf(profile: ConnectionProfile | undefined): string {
  return (profile && schemaUrlOf(profile)) ?? "";
}

function callersOf(
  { draft, lastClient }: PanelState,
  { session, clientState, now }: PanelContext,
): Model["callers"] {
  const choices = callerChoices({
    clients: catalogOf(session)?.clients ?? [],
    user: session && databaseUser(session.profile),
    stateOf: (client) => (session ? clientState(session.profile, client) : undefined),
    now,
  });
  const { caller } = draft;
  if (caller.kind !== "client" || chosenClient(draft, catalogOf(session))) return choices;
  // The choice stays, although its name may not be known: after a reload the schema has not been read yet.
  const isLast = lastClient?.clientId === caller.clientId;
  const label = isLast ? lastClient.name : `Client ${caller.clientId}`;
  return [{ caller, label, refused: undefined }, ...choices];
}

function callerProblems(state: PanelState, context: PanelContext): readonly FieldProblem[] {
  if (state.draft.caller.kind === "pastedToken") {
    if (state.token.kind !== "none") return refusedToken(state);
    return [tokenProblem("Paste a token, or choose another caller.")];
  }
  const { session } = context;
  const client = chosenClient(state.draft, catalogOf(session));
  const isUser = state.draft.caller.kind === "user";
  const message =
    isUser && session ? userRefusal(databaseUser(session.profile)) : client && refusal(client);
  return message === undefined ? [] : [{ field: "caller", index: 0, message }];
}

function refusedToken({ token }: PanelState): readonly FieldProblem[] {
  return token.kind === "refused" ? [tokenProblem(token.message)] : [];
}

function tokenProblem(message: string): FieldProblem {
  return { field: "token", index: 0, message };
}

function toNote(notice: Notice | undefined): Note | undefined {
  return notice && { text: notice.text, buttonLabel: notice.remedy?.label };
}
