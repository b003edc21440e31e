import type { Clock } from "../../base/clock.ts";
import type { Disposable } from "../../base/disposable.ts";
import type { Event } from "../../base/emitter.ts";
import type { Logger } from "../../base/logger.ts";
import type { ProfileId } from "../../services/profiles/profile.ts";
import type { BeginProbing } from "../../services/verification/sendProbe.ts";
import type { ClientStates } from "../clients/createClientStates.ts";
import { isRecord } from "../../base/isRecord.ts";
import { parseProfileId } from "../requestPanel/requestTarget.ts";
import type { KnownPassword } from "../sessions/databaseUser.ts";
import type { Sessions } from "../sessions/sessions.ts";
import { LiveVerification } from "./liveVerification.ts";
import { parseReport } from "./parseReport.ts";
import type { VerificationEffect } from "./verificationEffect.ts";
import type { VerificationIntent, VerificationModel } from "./verificationProtocol.ts";
import { parseSelection, type PathValue } from "./verificationSelection.ts";
import type { VerificationTarget } from "./verificationTarget.ts";

/** Builds what opens verifications. Nothing is called before a person starts a run. */
export function createVerifications(parts: VerificationParts): Verifications {
  /** What was typed for the variables of paths, for as long as the window is open. */
  const memory = new Map<ProfileId, readonly PathValue[]>();
  return {
    open: (target) =>
      new LiveVerification({ ...parts, memory, profile: target.profile, ref: target.ref }),
    restore: (memento) => {
      const profile = isRecord(memento) ? memento["profile"] : undefined;
      if (!isRecord(memento) || typeof profile !== "string") return undefined;
      return new LiveVerification({
        ...parts,
        memory,
        profile: parseProfileId(profile),
        ref: undefined,
        selection: parseSelection(memento["selection"]),
        report: parseReport(memento["report"]),
      });
    },
  };
}

export interface Verifications {
  open(target: VerificationTarget): Verification;
  /** As it was before a reload, from what its page remembered; undefined when that is not understood. */
  restore(memento: unknown): Verification | undefined;
}

/** One verification: the choice, the run under way, the results. Knows nothing of the editor. */
export interface Verification extends Disposable {
  readonly profile: ProfileId;
  /** What the tab is called. */
  readonly title: string;
  readonly model: VerificationModel;
  /** Something in `model` has changed. */
  readonly onDidChange: Event<void>;
  /**
   * Does what the page asks for; for `run` it resolves when the run has ended. Gives what the editor has to do. Never
   * throws for anything that goes wrong on the way to a server: that is in the model.
   */
  handle(intent: VerificationIntent): Promise<VerificationEffect | undefined>;
}

export interface VerificationParts {
  readonly sessions: Pick<Sessions, "get" | "refresh" | "onDidChange">;
  readonly beginProbing: BeginProbing;
  readonly clientStates: Pick<ClientStates, "stateOf" | "onDidChange">;
  readonly knownPassword: KnownPassword;
  /** Asks before calls that may change data; false when the person does not want them. */
  readonly confirmChanges: (calls: number, connection: string) => Promise<boolean>;
  readonly perSecond: () => number;
  readonly isTrusted: () => boolean;
  readonly clock: Clock;
  readonly log: Logger;
}
