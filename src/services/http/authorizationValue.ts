import { assertNever } from "../../base/assertNever.ts";
import { UserFacingError } from "../../base/errors.ts";
import type { Credential } from "./httpClient.ts";

/**
 * The value of the `authorization` header. Basic is the base64 of `user:password` in UTF-8 as they are (RFC 7617),
 * never percent-encoded: assumption basicCredentialsAreRaw. Throws "inputNotValid" for what cannot be sent, before
 * `fetch` could complain with the value in its message.
 */
export function authorizationValue(credential: Credential): string {
  switch (credential.kind) {
    case "bearer":
      return `Bearer ${sendableToken(credential.token.reveal())}`;
    case "basic":
      if (credential.user.includes(":")) throw colonInUser();
      return `Basic ${Buffer.from(`${credential.user}:${credential.password.reveal()}`, "utf8").toString("base64")}`;
    default:
      return assertNever(credential);
  }
}

function sendableToken(token: string): string {
  if (/^[\x21-\x7e]+$/.test(token)) return token;
  throw new UserFacingError({
    code: "inputNotValid",
    message: token === "" ? "The token is empty." : "The token cannot be sent as it is.",
    why: "A token is one run of ordinary letters, digits and signs. Copy it again, without blanks or line breaks inside.",
  });
}

function colonInUser(): UserFacingError {
  return new UserFacingError({
    code: "inputNotValid",
    message: "The user name holds a colon.",
    why: "In a Basic login the colon ends the user name, so such a name cannot be sent.",
  });
}
