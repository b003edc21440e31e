import { isCancelled, isUserFacingError, messageOf } from "../../base/errors.ts";
import type { Secret } from "../../base/secret.ts";
import type { ConnectionProfile } from "../../services/profiles/profile.ts";
import type { ProbeBody, ProbeCaller } from "../../services/verification/sendProbe.ts";
import { tokenClientOf } from "../clients/tokenClientOf.ts";
import { rootOf } from "../requestPanel/panelModel.ts";
import { passwordNotKnown } from "../sessions/databaseUser.ts";
import type { PlannedProbe } from "./planProbes.ts";
import { toFailedResult, toRecord, type ProbeRecord, type ProbeResult } from "./resultRow.ts";
import { runProbes } from "./runProbes.ts";
import type { VerificationParts } from "./verifications.ts";

/** Calls in flight; the rate says how often one is begun. */
const atOnce = 4;

/** Makes the calls of a plan over a connection and reports each answer as it comes, until `signal` ends it. */
export async function sendProbes(
  { probes, profile, signal, report }: ProbesToSend,
  { beginProbing, knownPassword, log }: SendParts,
): Promise<void> {
  const send = beginProbing();
  const isUserPlayed = probes.some(({ caller }) => caller.caller.kind === "user");
  // Nothing is asked in the middle of a run, nor before it: what is not known makes the call fail.
  const password =
    isUserPlayed && profile.kind !== "sqlDeveloper" ? await knownPassword(profile) : undefined;
  await runProbes<readonly [id: number, probe: PlannedProbe], ProbeResult>({
    items: [...probes.entries()],
    atOnce,
    signal,
    send: async ([, { endpoint, caller, url }]) => {
      const answer = await send(
        {
          method: endpoint.method,
          url,
          schemaUrl: rootOf(profile),
          body: endpoint.path === "/_/sql" ? harmlessStatement : undefined,
          caller: playedCaller(caller, { profile, password }),
          allowPlainHttp: profile.allowPlainHttp,
          connection: profile.id,
        },
        signal,
      );
      return { kind: "answered", answer };
    },
    failed: (error) => {
      if (!isUserFacingError(error) && !isCancelled(error))
        log.error(error instanceof Error ? error : messageOf(error));
      return toFailedResult(error);
    },
    report: ([id, probe], result) => report(toRecord(id, probe, result)),
  });
}

export interface ProbesToSend {
  readonly probes: readonly PlannedProbe[];
  readonly profile: ConnectionProfile;
  readonly signal: AbortSignal;
  /** Told of each call that was answered or failed; their ids are their places in `probes`. */
  readonly report: (record: ProbeRecord) => void;
}

type SendParts = Pick<VerificationParts, "beginProbing" | "knownPassword" | "log">;

/** Without a body the service says nothing about access. */
const harmlessStatement: ProbeBody = {
  mediaType: "application/sql",
  text: "select 1 from dual",
};

interface Login {
  readonly profile: ConnectionProfile;
  readonly password: Secret | undefined;
}

function playedCaller(
  { caller, client }: PlannedProbe["caller"],
  { profile, password }: Login,
): ProbeCaller {
  if (client) return { kind: "client", client: tokenClientOf(profile, client) };
  if (caller.kind !== "user") return { kind: "anonymous" };
  if (profile.kind === "sqlDeveloper" || !password) {
    throw passwordNotKnown(profile.id);
  }
  return { kind: "user", user: profile.user, password };
}
