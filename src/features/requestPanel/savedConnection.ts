import type { ProfileId } from "../../services/profiles/profile.ts";
import type { Session } from "../sessions/sessions.ts";
import type { SavedRequest } from "./savedRequest.ts";

/** Over which connection a saved request is opened, as far as it says so itself. */
export type SavedConnection =
  | { readonly kind: "any" }
  | { readonly kind: "named"; readonly profile: ProfileId }
  /** There is none of this name; on another machine connections may be called otherwise. */
  | { readonly kind: "gone"; readonly name: string };

/**
 * The connection that the request names. In a workspace that is not trusted it counts only when it is open: what stands
 * in a file of a stranger connects to nothing.
 */
export function savedConnection(
  { connection }: SavedRequest,
  workspace: { readonly sessions: readonly Session[]; readonly isTrusted: boolean },
): SavedConnection {
  if (connection === undefined) return { kind: "any" };
  const session = workspace.sessions.find(({ profile }) => profile.name === connection);
  if (!session) return { kind: "gone", name: connection };
  if (session.state.kind !== "open" && !workspace.isTrusted) return { kind: "any" };
  return { kind: "named", profile: session.profile.id };
}
