import { Emitter } from "../../src/base/emitter.ts";
import { UserFacingError } from "../../src/base/errors.ts";
import type { Secret } from "../../src/base/secret.ts";
import type { ObjectColumn } from "../../src/domain/http/columnMember.ts";
import type { HttpResponse } from "../../src/domain/http/httpMessage.ts";
import type { Catalog } from "../../src/domain/model/catalog.ts";
import type { ClientState } from "../../src/features/clients/clientState.ts";
import { createRequestHistory } from "../../src/features/requestPanel/requestHistory.ts";
import { createRequestPanels } from "../../src/features/requestPanel/requestPanel.ts";
import type { Session, SessionState } from "../../src/features/sessions/sessions.ts";
import type { ConnectionProfile, ProfileId } from "../../src/services/profiles/profile.ts";
import type { Attempt, Exchange, RequestDraft } from "../../src/services/requests/sendRequest.ts";
import { FakeClock, profileWith, RecordingLogger } from "./fakes.ts";

/** Request panels over a world that a test holds in its hands. */
export function requestPanelWorld(catalog: Catalog, profile?: ConnectionProfile) {
  const sessions = new FakePanelSessions(catalog, profile);
  const sender = new FakeSender();
  const clientStates = new FakeClientStates();
  const log = new RecordingLogger();
  const stored = new Map<string, unknown>();
  const history = createRequestHistory({
    get: (key) => stored.get(key),
    set: async (key, value) => void stored.set(key, value),
  });
  /** Of the connection; undefined while nobody has typed it. */
  const passwords: { known: Secret | undefined } = { known: undefined };
  const columns: ObjectColumn[] = [];
  /** Of handlers, by their templates. */
  const sources = new Map<string, string>();
  const panels = createRequestPanels({
    sessions,
    readObjectColumns: async () => columns,
    readHandlerSource: async (_profile, { uriTemplate }) => sources.get(uriTemplate),
    send: (draft, signal) => sender.send(draft, signal),
    knownPassword: async () => passwords.known,
    clientStates,
    history,
    clock: new FakeClock(),
    log,
  });
  return { sessions, sender, passwords, clientStates, log, panels, columns, sources };
}

export class FakePanelSessions {
  readonly changed = new Emitter<ProfileId | undefined>();
  readonly onDidChange = this.changed.event;
  readonly profile: ConnectionProfile;
  session: Session | undefined;

  constructor(catalog: Catalog, profile: ConnectionProfile = profileWith()) {
    this.profile = profile;
    this.session = {
      profile: this.profile,
      state: { kind: "open", catalog, refreshing: false, uncommitted: 0 },
    };
  }

  get(id: ProfileId): Session | undefined {
    if (id !== this.profile.id) throw new Error(`Nobody knows a session ${id}`);
    return this.session;
  }

  become(state: SessionState): void {
    this.session = { profile: this.profile, state };
    this.changed.fire(this.profile.id);
  }
}

/** Answers in the order in which answers were laid ready; a request without one never ends by itself. */
export class FakeSender {
  readonly drafts: RequestDraft[] = [];
  readonly answers: (readonly Partial<Attempt>[] | Error)[] = [];

  async send(draft: RequestDraft, signal: AbortSignal): Promise<Exchange> {
    this.drafts.push(draft);
    const answer = this.answers.shift();
    if (answer instanceof Error) throw answer;
    if (answer) return { attempts: answer.map((attempt) => toAttempt(draft, attempt)) };
    return await new Promise<never>((_, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason as Error));
    });
  }
}

function toAttempt({ request, caller }: RequestDraft, attempt: Partial<Attempt>): Attempt {
  return {
    request,
    authorization:
      caller.kind === "anonymous" ? "none" : caller.kind === "user" ? "basic" : "bearer",
    tokenSource: undefined,
    tokenMs: undefined,
    response: response({}),
    ...attempt,
  };
}

export class FakeClientStates {
  readonly changed = new Emitter<void>();
  readonly onDidChange = this.changed.event;
  state: ClientState = { token: { kind: "none" }, hasSecret: true };

  stateOf(): ClientState {
    return this.state;
  }
}

export function response(
  parts: Partial<Omit<HttpResponse, "body">> & { readonly body?: string | Uint8Array },
): HttpResponse {
  const { body = "", ...rest } = parts;
  return {
    status: 200,
    headers: { "content-type": "application/json" },
    truncated: false,
    announcedBytes: undefined,
    savedBytes: undefined,
    durationMs: 12,
    timings: { connectMs: undefined, waitMs: 10, downloadMs: 2 },
    ...rest,
    body: typeof body === "string" ? new TextEncoder().encode(body) : body,
  };
}

export const secretMissing = new UserFacingError({
  code: "secretMissing",
  message: "The secret is not stored.",
  why: "Enter it.",
  remedy: { label: "Enter secret", action: "enterSecret", argument: "p1/payroll" },
});
