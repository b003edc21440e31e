/** How to reach one REST-enabled schema. Never a secret; passwords live in the secret store under the id. */
export interface ConnectionProfile {
  readonly id: ProfileId;
  /** What the person calls it. */
  readonly name: string;
  readonly kind: "restSql";
  /** Where ORDS is, up to and including `/ords`, without a final slash: `https://db.example.com/ords`. */
  readonly baseUrl: string;
  /** The URL segment of the schema. */
  readonly alias: string;
  /** Database user for REST-Enabled SQL. */
  readonly user: string;
  readonly password: "stored" | "askEveryTime";
  /** The person has confirmed that credentials go over plain http to a host that is not this machine. */
  readonly allowPlainHttp: boolean;
  /** True for the connection that belongs to the practice server; it is not edited by hand. */
  readonly practice: boolean;
}

export type ProfileId = string & { readonly [idOfProfile]: true };
declare const idOfProfile: unique symbol;

export const profileId = (text: string): ProfileId => text as ProfileId;

/** `https://host/ords/alias`: the root that privileges' patterns are relative to. */
export function schemaUrl(profile: ConnectionProfile): string {
  return `${profile.baseUrl}/${encodeURIComponent(profile.alias)}`;
}

export function tokenUrl(profile: ConnectionProfile): string {
  return `${schemaUrl(profile)}/oauth/token`;
}
