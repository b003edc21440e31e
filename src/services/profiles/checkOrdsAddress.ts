import { UserFacingError } from "../../base/errors.ts";
import { describeAnswer } from "../http/describeAnswer.ts";
import type { HttpClient } from "../http/httpClient.ts";
import { metadataCatalogRequest } from "./metadataCatalogRequest.ts";
import type { ProfileId } from "./profile.ts";

export interface OrdsAddressCheck {
  readonly profile: ProfileId;
  readonly schemaUrl: string;
  readonly http: HttpClient;
}

/**
 * Whether ORDS answers for a schema at an address, by one call without a credential. Throws `UserFacingError`: what an
 * `HttpClient` throws, "aliasNotFound" when there is no such schema, "answerNotUnderstood" when something else answers.
 */
export async function checkOrdsAddress(
  { profile, schemaUrl, http }: OrdsAddressCheck,
  signal?: AbortSignal,
): Promise<void> {
  const response = await http(metadataCatalogRequest(schemaUrl), {
    maxBytes: 64 * 1024,
    connection: profile,
    ...(signal ? { signal } : {}),
  });
  // A login may be asked for; then it is ORDS that asks.
  if ([200, 401, 403].includes(response.status) && !describeAnswer(response).html) return;
  const remedy = {
    label: "Set address of ORDS",
    action: "setOrdsAddress",
    argument: profile,
  } as const;
  if (response.status === 404) {
    throw new UserFacingError({
      code: "aliasNotFound",
      message: `The database works, but nothing answers at ${schemaUrl}.`,
      why: "The address of ORDS may be wrong, or it serves another database: the alias is the one that this schema has.",
      remedy,
    });
  }
  throw new UserFacingError({
    code: "answerNotUnderstood",
    message: `The database works, but ORDS does not answer at ${schemaUrl} (status ${response.status}).`,
    why: "The address may lead to a sign-in page, a proxy or another program. It should be the one of ORDS, ending in /ords.",
    remedy,
  });
}
