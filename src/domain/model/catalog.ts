import type {
  ClientId,
  ClientName,
  ModuleName,
  PrivilegeName,
  RoleName,
  UriPattern,
} from "./names.ts";

/** Everything about the REST services of one schema and their security, as it was at one moment. Never a secret. */
export interface Catalog {
  readonly release: OrdsRelease;
  readonly schema: RestSchema;
  readonly modules: readonly Module[];
  readonly privileges: readonly Privilege[];
  readonly roles: readonly Role[];
  readonly clients: readonly OAuthClient[];
  readonly objects: readonly EnabledObject[];
  /** undefined = none, or a release that has no profiles: `problems` says which. */
  readonly jwtProfile: JwtProfile | undefined;
  /** What could not be read, in words for the person; the rest of the catalog is still true. */
  readonly problems: readonly CatalogProblem[];
}

/** The release of the ORDS packages in the database: `24.4.1.r3619010` is major 24, minor 4. */
export interface OrdsRelease {
  readonly text: string;
  readonly major: number;
  readonly minor: number;
  /** Whether `ORDS_SECURITY.REGISTER_CLIENT` exists; asked of the database, not concluded from the number. */
  readonly hasOrdsSecurity: boolean;
}

export interface RestSchema {
  /** The database user that owns the services, as stored: usually upper case. */
  readonly name: string;
  /** The URL segment after `/ords/`; `USER_ORDS_SCHEMAS.PATTERN`. */
  readonly alias: string;
  readonly enabled: boolean;
  /** Whether the metadata catalogs of the schema ask for a login. */
  readonly autoRestAuth: boolean;
}

export interface Module {
  readonly name: ModuleName;
  /** `USER_ORDS_MODULES.URI_PREFIX`, with its slashes as stored: `/hr/`. */
  readonly basePath: string;
  readonly published: boolean;
  readonly itemsPerPage: number;
  readonly originsAllowed: readonly string[];
  readonly comments: string | undefined;
  readonly templates: readonly Template[];
}

export interface Template {
  /** Relative to the module's base path: `employees/:id`. */
  readonly uriTemplate: string;
  readonly priority: number;
  readonly handlers: readonly Handler[];
}

export interface Handler {
  readonly method: Method;
  /** As stored: `json/collection`, `plsql/block` … */
  readonly sourceType: string;
  /** The SQL or PL/SQL; undefined as long as it has not been read. */
  readonly source: string | undefined;
  readonly itemsPerPage: number | undefined;
  readonly comments: string | undefined;
  readonly parameters: readonly HandlerParameter[];
}

export const methods = ["GET", "POST", "PUT", "DELETE", "PATCH"] as const;
export type Method = (typeof methods)[number];

export interface HandlerParameter {
  readonly name: string;
  readonly bindVariable: string;
  /** HEADER, URI or RESPONSE. */
  readonly sourceType: string;
  readonly paramType: string;
  /** IN, OUT or INOUT. */
  readonly accessMethod: string;
}

export interface Privilege {
  readonly name: PrivilegeName;
  readonly label: string | undefined;
  readonly description: string | undefined;
  readonly comments: string | undefined;
  readonly roles: readonly RoleName[];
  readonly patterns: readonly UriPattern[];
  readonly modules: readonly ModuleName[];
}

export interface Role {
  readonly name: RoleName;
  /** True for roles that the product creates or that belong to no schema. */
  readonly builtIn: boolean;
}

export const grantTypes = ["client_credentials", "authorization_code", "implicit"] as const;
export type GrantType = (typeof grantTypes)[number];

export interface OAuthClient {
  readonly name: ClientName;
  readonly clientId: ClientId;
  readonly grantType: GrantType;
  readonly description: string | undefined;
  readonly redirectUri: string | undefined;
  readonly supportEmail: string | undefined;
  readonly supportUri: string | undefined;
  readonly originsAllowed: readonly string[];
  readonly privileges: readonly PrivilegeName[];
  readonly roles: readonly RoleName[];
  /** Seconds; undefined = the server's default. */
  readonly tokenDuration: number | undefined;
  readonly refreshDuration: number | undefined;
  readonly codeDuration: number | undefined;
  /** undefined = the release does not tell, or a script is about to change it. */
  readonly secretsIssuedOn?: SecretDates | undefined;
}

/**
 * When the secret in each of the two slots of a client was issued (assumption `twoSecretSlots`), by the clock of the
 * database: `2026-11-25T14:30:00`; undefined = the slot is free.
 */
export interface SecretDates {
  readonly first: string | undefined;
  readonly second: string | undefined;
}

/** Which tokens of another issuer the schema accepts; a schema has one profile at most. */
export interface JwtProfile {
  /** As the claim `iss` has it. */
  readonly issuer: string;
  /** As the claim `aud` has it. */
  readonly audience: string;
  /** Where the issuer publishes its keys. */
  readonly jwkUrl: string;
  readonly description: string | undefined;
  /** Seconds by which clocks may differ; undefined = the server's setting, zero or less = none. */
  readonly allowedSkew: number | undefined;
  /** Seconds that a token may be old; undefined = the server's setting. */
  readonly allowedAge: number | undefined;
  /** The claim that holds roles; undefined = the scopes of a token name privileges instead. */
  readonly roleClaimName: string | undefined;
}

/** A table, view, procedure … published by AutoREST. */
export interface EnabledObject {
  readonly name: string;
  readonly alias: string;
  readonly type: string;
  readonly enabled: boolean;
  readonly requiresAuthorization: boolean;
}

export interface CatalogProblem {
  /** The view or column that was asked. */
  readonly subject: string;
  /** One sentence for the person. */
  readonly message: string;
  /** A note tells of something that an older release does not have, so that nothing is wrong. */
  readonly severity: "problem" | "note";
}
