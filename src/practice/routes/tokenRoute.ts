import { decodeBasic, readAuthorization } from "../http/authorization.ts";
import { contentTypeOf, jsonResponse } from "../http/practiceRequest.ts";
import type { PracticeRequest, PracticeResponse } from "../http/practiceRequest.ts";
import { problem } from "../http/problem.ts";
import { findClient, issueToken } from "../tokens.ts";
import type { KnownClient } from "../tokens.ts";
import type { World } from "../world.ts";

/**
 * `POST /ords/<alias>/oauth/token`: the client credentials grant. It goes over plain http, because the
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
  const refusal = refuseGrant(request, client);
  // Assumption `wrongGrantAnswers400`.
  if (refusal !== undefined) return problem(request, "BadRequest", { message: refusal });
  const { token, expiresIn } = issueToken(world, client);
  // Assumption `tokenAnswerShape`.
  return jsonResponse(
    { access_token: token.reveal(), token_type: "bearer", expires_in: expiresIn },
    { headers: { "x-frame-options": "SAMEORIGIN", pragma: "no-cache" } },
  );
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

function refuseGrant(request: PracticeRequest, client: KnownClient): string | undefined {
  if (contentTypeOf(request) !== "application/x-www-form-urlencoded")
    return "The body of a token request has to be a form: application/x-www-form-urlencoded.";
  const grant = new URLSearchParams(request.body).get("grant_type");
  if (grant === null || grant === "") return "grant_type is missing.";
  if (grant !== "client_credentials")
    return grant === "authorization_code" || grant === "refresh_token"
      ? `The practice server knows the grant client_credentials only, not ${grant}.`
      : "grant_type is not known.";
  return client.grantType === grant
    ? undefined
    : `The client is registered for the grant ${client.grantType}.`;
}
