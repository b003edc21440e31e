import { UserFacingError } from "../../base/errors.ts";

/**
 * Throws `UserFacingError` credentialNotSent when a credential that is for the server of `home` would go to another
 * origin. What is no address is left to the HTTP client, which says so in its own words.
 */
export function refuseOtherOrigin(url: string, home: string): void {
  if (!URL.canParse(url)) return;
  const [target, own] = [new URL(url), new URL(home)];
  if (target.origin === own.origin) return;
  throw new UserFacingError({
    code: "credentialNotSent",
    message: `The call was not made: ${target.host} is not the server that the credential is for.`,
    why: `A credential of ${own.host} in the hands of another server could be used against you. Call an address on ${own.host}, or choose another caller.`,
  });
}
