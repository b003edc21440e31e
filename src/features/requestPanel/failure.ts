import { isUserFacingError, type Remedy } from "../../base/errors.ts";
import type { Failure } from "./requestPanelProtocol.ts";

/** What the page shows of an error. One that nobody foresaw keeps its words for the log. */
export function toFailure(error: unknown): Failure {
  if (isUserFacingError(error))
    return { message: error.message, why: error.why, buttonLabel: error.remedy?.label };
  return {
    message: "Something unexpected went wrong.",
    why: "The log has the details.",
    buttonLabel: openLog.label,
  };
}

export const openLog: Remedy = { label: "Open log", action: "openLog" };

export const connectionRemoved: Failure = {
  message: "This connection was removed.",
  why: "Open the request again from another connection.",
  buttonLabel: undefined,
};
