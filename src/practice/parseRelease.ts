import type { OrdsRelease } from "../domain/model/catalog.ts";

/**
 * Reads the release that is to be played: `25.4`, `25.4.0` or as ORDS writes it, `25.4.0.r3641739`.
 * Undefined for anything else. ORDS_SECURITY is the new interface from 24.4 (assumption
 * `ordsSecurityNeedsRegisterClient`).
 */
export function parseRelease(text: string): OrdsRelease | undefined {
  const match = /^(\d{1,2})\.(\d{1,2})(?:\.(\d{1,3}))?(?:\.(r\d{1,9}))?$/.exec(text);
  if (!match) return undefined;
  const [, major, minor, patch = "0", build = "r0"] = match;
  const release = { major: Number(major), minor: Number(minor) };
  if (release.major < 18) return undefined;
  return {
    ...release,
    // r0 says that no build of Oracle stands behind it.
    text: `${release.major}.${release.minor}.${patch}.${build}`,
    hasOrdsSecurity: release.major > 24 || (release.major === 24 && release.minor >= 4),
  };
}
