import type { ConnectionProfile } from "../../services/profiles/profile.ts";

/** The profile with the alias that its schema has; undefined where there is nothing to learn. */
export function withAlias(
  profile: ConnectionProfile,
  alias: string,
): ConnectionProfile | undefined {
  if (alias === "") return undefined;
  const { otherSchema } = profile;
  if (otherSchema) {
    return otherSchema.alias === alias
      ? undefined
      : { ...profile, otherSchema: { ...otherSchema, alias } };
  }
  // Through ORDS the alias is part of the address that the person gave.
  return profile.kind === "restSql" || profile.alias === alias ? undefined : { ...profile, alias };
}
