import { createHash } from "node:crypto";
import { Secret } from "../../base/secret.ts";
import { decodeBasic, readAuthorization } from "../http/authorization.ts";
import { contentTypeOf, jsonResponse } from "../http/practiceRequest.ts";
import type { PracticeRequest, PracticeResponse } from "../http/practiceRequest.ts";
import { problem } from "../http/problem.ts";
import { redeemCode } from "../signIns.ts";
import { findClient, issueToken, redeemRefreshToken } from "../tokens.ts";
import type { IssuedToken, KnownClient } from "../tokens.ts";
import type { World } from "../world.ts";

/**
 * `POST /ords/<alias>/oauth/token`: client credentials, the code of somebody who has signed in, and refresh tokens. It goes over plain http, because the
 * server is reached on this machine alone (assumption `tokenEndpointNeedsHttps`).
 */
export function answerTokenRequest(world: World, request: PracticeRequest): PracticeResponse {
  if (request.method !== "POST")
    // Assumption `tokenEndpointWantsPost`.
    return problem(request, "MethodNotAllowed", {
      message: "Tokens are given in answer to POST only.",
      headers: { allow: "POST" },
    });
  const client = authenticateClient(world, request);
  if (!client)
    // Assumptions `wrongClientAnswers401`, `bodyCredentialsAreRefused`.
    return problem(request, "Unauthorized", {
      message: "The client id and secret of the Authorization header are not those of a client.",
      headers: { "www-authenticate": 'Basic realm="Oracle REST Data Services"' },
    });
  const granted = grant(request, world, client);
  // Assumption `wrongGrantAnswers400`.
  if (typeof granted === "string") return problem(request, "BadRequest", { message: granted });
  const { token, expiresIn, refreshToken } = granted;
  // Assumption `tokenAnswerShape`.
  const answer = { access_token: token.reveal(), token_type: "bearer", expires_in: expiresIn };
  return jsonResponse(refreshToken ? { ...answer, refresh_token: refreshToken.reveal() } : answer, {
    headers: { "x-frame-options": "SAMEORIGIN", pragma: "no-cache" },
  });
}

/**
 * Raw credentials first, then percent-decoded ones (assumptions `basicCredentialsAreRaw`,
 * `encodedBasicIsAcceptedToo`).
 */
function authenticateClient(world: World, request: PracticeRequest): KnownClient | undefined {
  const authorization = readAuthorization(request);
  if (authorization.kind !== "basic") return undefined;
  const client = findClient(world, authorization);
  if (client) return client;
  const decoded = decodeBasic(authorization);
  return decoded && findClient(world, decoded);
}

/** The token, or why there is none. */
function grant(request: PracticeRequest, world: World, client: KnownClient): IssuedToken | string {
  if (contentTypeOf(request) !== "application/x-www-form-urlencoded")
    return "The body of a token request has to be a form: application/x-www-form-urlencoded.";
  const form = new URLSearchParams(request.body);
  const wanted = form.get("grant_type");
  switch (wanted) {
    case null:
    case "":
      return "grant_type is missing.";
    case "client_credentials":
      return client.grantType === wanted ? issueToken(world, client) : otherGrant(client);
    case "authorization_code":
      return client.grantType === wanted ? exchangeCode(world, client, form) : otherGrant(client);
    case "refresh_token": {
      const refreshToken = new Secret(form.get("refresh_token") ?? "");
      const person = redeemRefreshToken(world, client, refreshToken);
      return person
        ? issueToken(world, client, person)
        : "The refresh token is unknown, expired or was used before.";
    }
    default:
      return "grant_type is not known.";
  }
}

function otherGrant(client: KnownClient): string {
  return `The client is registered for the grant ${client.grantType}.`;
}

/** A code is good once, for its own client, and for whoever asked for it (RFC 6749 section 4.1.3, RFC 7636). */
function exchangeCode(
  world: World,
  client: KnownClient,
  form: URLSearchParams,
): IssuedToken | string {
  const code = redeemCode(world, client.row, new Secret(form.get("code") ?? ""));
  if (!code) return "The code is unknown, expired or was used before.";
  const { sentRedirectUri, challenge } = code;
  const redirectUri = form.get("redirect_uri");
  if (redirectUri !== null && sentRedirectUri !== undefined && redirectUri !== sentRedirectUri)
    return "redirect_uri is not the one that the code was asked for with.";
  if (challenge !== undefined && challengeOf(form.get("code_verifier") ?? "") !== challenge)
    return "code_verifier does not belong to the code_challenge.";
  return issueToken(world, client, code);
}

function challengeOf(verifier: string): string {
  return createHash("sha256").update(verifier).digest("base64url");
}
