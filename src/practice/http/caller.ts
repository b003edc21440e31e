import { assertNever } from "../../base/assertNever.ts";
import type { Caller } from "../../domain/access/caller.ts";
import { isAccount } from "../accounts.ts";
import { callerOfToken } from "../tokens.ts";
import type { World } from "../world.ts";
import { readAuthorization } from "./authorization.ts";
import type { BasicCredentials } from "./authorization.ts";
import type { PracticeRequest, PracticeResponse } from "./practiceRequest.ts";
import { problem } from "./problem.ts";

/**
 * Who calls; undefined when what the request brings is not good: an unknown, expired or revoked
 * token, a wrong password (assumption `badCredentialsAreRefusedEverywhere`).
 */
export function readCaller(world: World, request: PracticeRequest): Caller | undefined {
  const authorization = readAuthorization(request);
  switch (authorization.kind) {
    case "none":
      return { kind: "anonymous" };
    case "basic":
      return isOwner(world, authorization) ? { kind: "user", roles: [] } : undefined;
    case "bearer":
      return callerOfToken(world, authorization.token);
    case "other":
      return undefined;
    default:
      return assertNever(authorization);
  }
}

/** The schema's own user; at the address of a schema another database user is nobody. */
export function isOwner({ dictionary }: World, credentials: BasicCredentials): boolean {
  const isSchema = credentials.user.toUpperCase() === dictionary.schema;
  return isSchema && isAccount(dictionary, credentials);
}

/**
 * 401, whatever is missing: credentials, a good token, or the role (assumptions `missingTokenHasNoChallenge`,
 * `tokenRefusalNamesBearer`, `tokenWithoutRoleAnswers401`, `userWithoutRoleAnswers401`).
 */
export function unauthorized(request: PracticeRequest): PracticeResponse {
  const refusedToken = readAuthorization(request).kind === "bearer";
  return problem(request, "Unauthorized", {
    message: "Access to this resource is protected.",
    headers: refusedToken
      ? { "www-authenticate": 'Bearer realm="Oracle REST Data Services", error="invalid_token"' }
      : {},
  });
}
