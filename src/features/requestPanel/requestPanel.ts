import type { Clock } from "../../base/clock.ts";
import type { Disposable } from "../../base/disposable.ts";
import type { Event } from "../../base/emitter.ts";
import type { Logger } from "../../base/logger.ts";
import type { HandlerKey } from "../../services/catalog/readHandlerSource.ts";
import type { OpenBodySink } from "../../services/http/bodySink.ts";
import type { ProfileId } from "../../services/profiles/profile.ts";
import type { SendRequest } from "../../services/requests/sendRequest.ts";
import type { ClientStates } from "../clients/createClientStates.ts";
import type { KnownPassword } from "../sessions/databaseUser.ts";
import type { Sessions } from "../sessions/sessions.ts";
import { isRecord } from "../../base/isRecord.ts";
import { parseDraft, type Draft } from "./draft.ts";
import { LivePanel } from "./livePanel.ts";
import type { PanelEffect } from "./panelEffect.ts";
import { catalogOf } from "./panelModel.ts";
import type { ReadObjectColumns } from "./readBodyMembers.ts";
import type { RequestHistory } from "./requestHistory.ts";
import type { BodyText, Intent, Model } from "./requestPanelProtocol.ts";
import type { BodySource } from "./suggestions.ts";
import { draftFor, parseProfileId, type RequestTarget } from "./requestTarget.ts";

/** Builds what opens request panels. Nothing is read or sent before a panel asks for it. */
export function createRequestPanels(parts: RequestPanelParts): RequestPanels {
  return {
    open: (target) => {
      const catalog = catalogOf(parts.sessions.get(target.profile));
      return new LivePanel(parts, target.profile, draftFor(target, catalog));
    },
    restore: (memento) => {
      const draft = isRecord(memento) ? parseDraft(memento["draft"]) : undefined;
      const profile = isRecord(memento) ? memento["profile"] : undefined;
      return draft && typeof profile === "string"
        ? new LivePanel(parts, parseProfileId(profile), draft)
        : undefined;
    },
  };
}

/** Makes the panels in which people try their endpoints. */
export interface RequestPanels {
  open(target: RequestTarget): RequestPanel;
  /** A panel as it was before a reload, from what its page remembered; undefined when that is not understood. */
  restore(memento: unknown): RequestPanel | undefined;
}

/** One panel: the form, the request under way and the last answer. Knows nothing of the editor. */
export interface RequestPanel extends Disposable {
  readonly profile: ProfileId;
  /** What the tab is called. */
  readonly title: string;
  readonly model: Model;
  /** The text of the last answer, as far as a page can carry it. */
  readonly body: BodyText | undefined;
  /** Something in `model` or `body` has changed. */
  readonly onDidChange: Event<void>;
  /** Puts a request into the form, without sending it. */
  fillIn(draft: Draft): void;
  /**
   * Does what the page asks for; for `send` it resolves when the answer is there. Gives what the editor has to do.
   * Never throws for anything that goes wrong on the way to a server: that is in the model.
   */
  handle(intent: Intent): Promise<PanelEffect | undefined>;
  /**
   * Fills in a body that is empty with what the call takes. Throws `UserFacingError` when nobody tells, and what
   * reading a session or sending throws.
   */
  fillBody(source: BodySource, signal: AbortSignal): Promise<void>;
  /**
   * Reads which columns rows have that can be filtered by. Throws `UserFacingError` when nobody tells, and what reading
   * a session throws.
   */
  readColumns(signal: AbortSignal): Promise<void>;
  /**
   * Sends a request once more, its body not to the page but where `saveTo` puts it. Gives how many bytes that were.
   * Throws `UserFacingError` when the connection or the pasted token is gone, and what a `SendRequest` throws.
   */
  saveAnew(draft: Draft, saveTo: OpenBodySink, signal: AbortSignal): Promise<number>;
}

export interface RequestPanelParts {
  readonly sessions: Pick<Sessions, "get" | "onDidChange">;
  readonly send: SendRequest;
  readonly knownPassword: KnownPassword;
  readonly clientStates: Pick<ClientStates, "stateOf" | "onDidChange">;
  readonly history: RequestHistory;
  readonly readObjectColumns: ReadObjectColumns;
  /** Undefined when the handler is gone or has none. Throws what the session throws. */
  readonly readHandlerSource: (
    profile: ProfileId,
    handler: HandlerKey,
    signal: AbortSignal,
  ) => Promise<string | undefined>;
  readonly clock: Clock;
  readonly log: Logger;
}
