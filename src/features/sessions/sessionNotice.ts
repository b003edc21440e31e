import { assertNever } from "../../base/assertNever.ts";
import type { Remedy } from "../../base/errors.ts";
import type { ProfileId } from "../../services/profiles/profile.ts";
import type { Session } from "./sessions.ts";

/** A sentence above a part of a page, with what its button does. */
export interface Notice {
  readonly text: string;
  readonly remedy: Remedy | undefined;
}

/** Why the schema is not known now, and what would help; undefined when it is. `closed` is said of one nobody opened. */
export function sessionNotice(
  profile: ProfileId,
  session: Session | undefined,
  closed: string,
): Notice | undefined {
  if (!session) return { text: "This connection was removed.", remedy: undefined };
  const connect: Remedy = { label: "Connect", action: "connect", argument: profile };
  const { state } = session;
  switch (state.kind) {
    case "open":
      return undefined;
    case "opening":
      return { text: `Connecting to ${session.profile.name} …`, remedy: undefined };
    case "closed":
      return { text: closed, remedy: connect };
    case "failed": {
      const { remedy } = state.error;
      const other = remedy && remedy.action !== "retry" ? remedy : connect;
      return { text: `Not connected. ${state.error.message}`, remedy: other };
    }
    default:
      return assertNever(state);
  }
}
