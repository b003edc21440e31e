import { UserFacingError } from "../../base/errors.ts";
import type { ConnectionProfile } from "../../services/profiles/profile.ts";

export function profileNotFound(): UserFacingError {
  return new UserFacingError({
    code: "profileNotFound",
    message: "This connection is no longer stored.",
    why: "It was removed, perhaps in another window. Add it again to use it.",
  });
}

export function notConnected({ id, name }: ConnectionProfile): UserFacingError {
  return new UserFacingError({
    code: "notConnected",
    message: `"${name}" is not connected.`,
    why: "Connect it first, then try again.",
    remedy: { label: "Connect", action: "connect", argument: id },
  });
}

export function openingFailed(name: string, cause: unknown): UserFacingError {
  return new UserFacingError({
    code: "unexpected",
    message: `"${name}" could not be opened because something unexpected happened.`,
    why: "This is a fault of the extension. The log has the details.",
    remedy: { label: "Open log", action: "openLog" },
    cause,
  });
}
