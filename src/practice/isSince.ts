import type { OrdsRelease } from "../domain/model/catalog.ts";

/** Whether a release has what came with `since`, which is written `23.3`. */
export function isSince({ major, minor }: OrdsRelease, since: string): boolean {
  const [sinceMajor = 0, sinceMinor = 0] = since.split(".").map(Number);
  return major > sinceMajor || (major === sinceMajor && minor >= sinceMinor);
}
