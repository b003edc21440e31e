import { UserFacingError, type Remedy } from "../../base/errors.ts";
import type { HttpResponse } from "../../domain/http/httpMessage.ts";
import { describeAnswer } from "../http/describeAnswer.ts";
import type { TokenClient } from "./tokenProvider.ts";

/**
 * Why an answer of the token endpoint brings no token; undefined when it may be one (200, no web page). The statuses of
 * ORDS are assumptions wrongClientAnswers401, wrongGrantAnswers400, disabledSchemaAnswers404, tokenEndpointNeedsHttps.
 * Nothing the server says is repeated but its RFC 6749 error word, since an answer can hold what was sent.
 */
export function toTokenError(
  response: HttpResponse,
  client: TokenClient,
): UserFacingError | undefined {
  const { status } = response;
  const { html, location } = describeAnswer(response);
  const oauthError = oauthErrorOf(response);
  if (status === 401 || oauthError === "invalid_client") return clientNotAccepted(client);
  if (status === 200 && response.truncated) {
    return notUnderstood("It is far too long for a token.");
  }
  if (status === 200) {
    return html ? webPage(client) : undefined;
  }
  if (status >= 300 && status < 400) {
    return new UserFacingError({
      code: "redirectRefused",
      message: `The token endpoint sends this call on to ${location ?? "another address"}.`,
      why: "The client's secret is not sent to another address. If that address is the right one, use it in the connection.",
      remedy: editConnection(client),
    });
  }
  if (status === 400) return grantRefused(client, oauthError);
  if (status === 403) {
    return new UserFacingError({
      code: "serverFailed",
      message: "The token endpoint does not accept this call (status 403).",
      why: "ORDS may want to be called over https and take this call for plain http; behind a proxy that ends TLS it needs security.httpsHeaderCheck.",
    });
  }
  if (status === 404) {
    return new UserFacingError({
      code: "aliasNotFound",
      message: "There is no token endpoint at the address of this connection.",
      why: "The alias may be wrong (it is the URL pattern given to ORDS.ENABLE_SCHEMA), or the schema not enabled.",
      remedy: editConnection(client),
    });
  }
  if (status >= 500) {
    return new UserFacingError({
      code: "serverFailed",
      message: `The token endpoint failed with status ${status}.`,
      why: "The database may be down, or its connection pool not usable; the log of ORDS tells more.",
      remedy: { label: "Try again", action: "retry" },
    });
  }
  return html ? webPage(client) : notUnderstood(`Its status is ${status}.`);
}

export function secretMissing(client: TokenClient): UserFacingError {
  return new UserFacingError({
    code: "secretMissing",
    message: `The secret of ${nameOf(client)} is not known here.`,
    why: "ORDS shows a client's secret only when it is made. Enter it once; it is kept in the system's secret storage.",
    remedy: enterSecret(client),
  });
}

/** A token of this client needs a person, and nobody has signed in yet, or not lately. */
export function signInNeeded(client: TokenClient): UserFacingError {
  return new UserFacingError({
    code: "signInNeeded",
    message: `Nobody is signed in through ${nameOf(client)}.`,
    why: "Its tokens belong to a person, who signs in and approves in the browser.",
    remedy: { label: "Sign in", action: "signIn", argument: argumentOf(client) },
  });
}

/** `word` is the server's error word of RFC 6749 section 4.1.2.1, or "state" when the answer is not ours. */
export function signInFailed(client: TokenClient, word: string): UserFacingError {
  const known = signInErrors.find((one) => one === word);
  return new UserFacingError({
    code: "signInFailed",
    message:
      known === "access_denied"
        ? `The sign-in through ${nameOf(client)} was refused.`
        : `The sign-in through ${nameOf(client)} did not succeed${known === undefined ? "" : ` (${known})`}.`,
    why:
      known === "access_denied"
        ? "The person, or the server, did not approve. Sign in again to try once more."
        : known === undefined
          ? "The answer of the browser does not belong to the question that was asked, so it was not used. Sign in again, in one go."
          : "The client's redirect URI, its grant type and its privileges have to fit; see the client in the sidebar.",
    remedy: { label: "Sign in", action: "signIn", argument: argumentOf(client) },
  });
}

const signInErrors = [
  "access_denied",
  "invalid_request",
  "unauthorized_client",
  "unsupported_response_type",
  "invalid_scope",
  "server_error",
  "temporarily_unavailable",
] as const;

/** The answer is no token, or none that we can use; `what` never holds a part of the answer. */
export function notUnderstood(what: string): UserFacingError {
  return new UserFacingError({
    code: "tokenAnswerNotUnderstood",
    message: "The token endpoint's answer is not an access token.",
    why: `${what} The address may lead to another program than ORDS.`,
  });
}

function clientNotAccepted(client: TokenClient): UserFacingError {
  return new UserFacingError({
    code: "clientNotAccepted",
    message: `ORDS did not accept the id and secret of ${nameOf(client)}.`,
    why: 'The secret may have been rotated, revoked, or copied without its last characters: secrets made by ORDS end in "..". The client may also belong to another schema than this connection\'s.',
    remedy: enterSecret(client),
  });
}

function grantRefused(client: TokenClient, oauthError: string | undefined): UserFacingError {
  const word = oauthError === undefined ? "" : ` (${oauthError})`;
  if (client.signIn) {
    return new UserFacingError({
      code: "clientNotAccepted",
      message: `ORDS does not give a token for the sign-in through ${nameOf(client)}${word}.`,
      why: "A sign-in can be exchanged once and only for a few minutes. The client may also be registered for another grant type than authorization_code.",
      remedy: { label: "Sign in", action: "signIn", argument: argumentOf(client) },
    });
  }
  return new UserFacingError({
    code: "clientNotAccepted",
    message: `ORDS does not give ${nameOf(client)} a token for client credentials${word}.`,
    why: "The client may be registered for another grant type, such as authorization_code. Register one with client_credentials.",
  });
}

function webPage(client: TokenClient): UserFacingError {
  return new UserFacingError({
    code: "answerNotUnderstood",
    message: "The token endpoint answered with a web page instead of a token.",
    why: "The address may lead to a sign-in page, a proxy or another program. It should be the one of ORDS, ending in /ords.",
    remedy: editConnection(client),
  });
}

/** The words that RFC 6749 section 5.2 defines; any other is not repeated. */
const oauthErrors = [
  "invalid_request",
  "invalid_client",
  "invalid_grant",
  "unauthorized_client",
  "unsupported_grant_type",
  "invalid_scope",
] as const;

function oauthErrorOf({ status, body }: HttpResponse): string | undefined {
  if (status < 400 || status > 499) return undefined;
  const text = new TextDecoder().decode(body.subarray(0, 64 * 1024));
  const word = /"error"\s*:\s*"([a-z_]{1,40})"/.exec(text)?.[1];
  return oauthErrors.find((known) => known === word);
}

function enterSecret(client: TokenClient): Remedy {
  return { label: "Enter secret", action: "enterSecret", argument: argumentOf(client) };
}

function argumentOf({ profile, name }: TokenClient): string {
  return name === undefined ? profile : `${profile}/${name}`;
}

function nameOf({ name }: TokenClient): string {
  return name === undefined ? "this client" : `the client ${name}`;
}

function editConnection({ profile }: TokenClient): Remedy {
  return { label: "Edit connection", action: "editConnection", argument: profile };
}
