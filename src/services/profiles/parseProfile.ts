import { profileId, type ConnectionProfile } from "./profile.ts";

/** A stored connection; undefined for what is none, or one of a kind that this version does not know. */
export function parseProfile(value: unknown): ConnectionProfile | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const stored = value as Readonly<Record<string, unknown>>;
  const { id, name, kind, baseUrl, alias, user, password } = stored;
  if (typeof id !== "string" || id === "" || typeof name !== "string") return undefined;
  if (kind !== "restSql" || typeof baseUrl !== "string" || !URL.canParse(baseUrl)) return undefined;
  if (typeof alias !== "string" || typeof user !== "string") return undefined;
  return {
    id: profileId(id),
    name,
    kind,
    baseUrl,
    alias,
    user,
    // What is not clearly a permission is none.
    password: password === "stored" ? "stored" : "askEveryTime",
    allowPlainHttp: stored["allowPlainHttp"] === true,
    practice: stored["practice"] === true,
  };
}
