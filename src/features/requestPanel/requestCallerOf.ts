import { assertNever } from "../../base/assertNever.ts";
import { UserFacingError } from "../../base/errors.ts";
import { clientId } from "../../domain/model/names.ts";
import type { RequestCaller } from "../../services/requests/sendRequest.ts";
import { tokenClientOf } from "../clients/tokenClientOf.ts";
import { passwordNotKnown, type KnownPassword } from "../sessions/databaseUser.ts";
import type { Session } from "../sessions/sessions.ts";
import type { Draft } from "./draft.ts";
import { catalogOf, chosenClient, rootOf } from "./panelModel.ts";
import type { PastedToken } from "./pastedToken.ts";

/**
 * Whom a draft is sent as. Throws `UserFacingError` when it needs a pasted token and there is none any more, or a password
 * that is not known.
 */
export async function requestCallerOf(
  draft: Draft,
  session: Session,
  { token, knownPassword }: Credentials,
): Promise<RequestCaller> {
  switch (draft.caller.kind) {
    case "anonymous":
      return { kind: "anonymous" };
    case "client": {
      const known = chosenClient(draft, catalogOf(session));
      const client = known ?? { clientId: clientId(draft.caller.clientId) };
      return { kind: "client", client: tokenClientOf(session.profile, client) };
    }
    case "user": {
      const { profile } = session;
      const password = profile.kind === "sqlDeveloper" ? undefined : await knownPassword(profile);
      if (profile.kind === "sqlDeveloper" || !password) throw passwordNotKnown(profile.id);
      return { kind: "user", user: profile.user, password, schemaUrl: rootOf(profile) };
    }
    case "pastedToken":
      if (token.kind !== "token") throw tokenForgotten();
      return { kind: "pastedToken", token: token.token };
    default:
      return assertNever(draft.caller);
  }
}

export interface Credentials {
  readonly token: PastedToken;
  readonly knownPassword: KnownPassword;
}

/** The form asks for a token before it sends; to save a body anew, one may be gone since. */
function tokenForgotten(): UserFacingError {
  return new UserFacingError({
    code: "secretMissing",
    message: "The pasted token was forgotten.",
    why: "Paste it again and send the request, then save the body.",
  });
}
