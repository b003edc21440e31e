import type { GrantType, HandlerParameter, JwtProfile, Method } from "./catalog.ts";
import type {
  ClientId,
  ClientName,
  ModuleName,
  PrivilegeName,
  RoleName,
  UriPattern,
} from "./names.ts";

/**
 * The one vocabulary of change: everything that a script can do to the security of a schema,
 * without a word about which package does it. To define something again is to replace it, a module,
 * template or handler with all that is below it; what an undefined field means is said where it is
 * not "none".
 */
export type Change =
  | EnableSchema
  | SetUrlMapping
  /** Everything that ORDS knows of the schema is gone afterwards; undefined = the current schema. */
  | { readonly kind: "dropRestForSchema"; readonly schema: string | undefined }
  | EnableObject
  | DefineModule
  | DefineTemplate
  | DefineHandler
  | DefineParameter
  | { readonly kind: "deleteModule"; readonly name: ModuleName }
  | RenameModule
  | { readonly kind: "publishModule"; readonly name: ModuleName; readonly published: boolean }
  | {
      readonly kind: "setModulePrivilege";
      readonly module: ModuleName;
      /** null takes the protection away. */
      readonly privilege: PrivilegeName | null;
    }
  | {
      readonly kind: "setModuleOrigins";
      readonly module: ModuleName;
      readonly origins: readonly string[];
    }
  | { readonly kind: "createRole"; readonly name: RoleName }
  | { readonly kind: "renameRole"; readonly name: RoleName; readonly newName: RoleName }
  | { readonly kind: "deleteRole"; readonly name: RoleName }
  | CreatePrivilege
  | DefinePrivilege
  | {
      readonly kind: "renamePrivilege";
      readonly name: PrivilegeName;
      readonly newName: PrivilegeName;
    }
  | { readonly kind: "deletePrivilege"; readonly name: PrivilegeName }
  | {
      readonly kind: "createPrivilegeMapping";
      readonly privilege: PrivilegeName;
      readonly patterns: readonly UriPattern[];
    }
  | {
      readonly kind: "deletePrivilegeMapping";
      readonly privilege: PrivilegeName;
      readonly pattern: UriPattern;
    }
  | RegisterClient
  | UpdateClient
  | {
      readonly kind: "updateClientPrivileges";
      readonly name: ClientName;
      readonly privileges: readonly PrivilegeName[];
    }
  | {
      readonly kind: "updateClientTokenDuration";
      readonly name: ClientName;
      /** Seconds; null = the server's default. */
      readonly tokenDuration: number | null;
      readonly refreshDuration: number | null;
      readonly codeDuration: number | null;
    }
  | { readonly kind: "renameClient"; readonly name: ClientName; readonly newName: ClientName }
  | { readonly kind: "deleteClient"; readonly name: ClientName }
  | { readonly kind: "grantClientRole"; readonly client: ClientName; readonly role: RoleName }
  | { readonly kind: "revokeClientRole"; readonly client: ClientName; readonly role: RoleName }
  /** A secret that ORDS makes. */
  | {
      readonly kind: "rotateClientSecret";
      readonly name: ClientName;
      readonly revokeExisting: boolean;
      readonly revokeSessions: boolean;
    }
  /** A secret that is supplied as the bind `:client_secret`. */
  | {
      readonly kind: "registerClientSecret";
      readonly name: ClientName;
      readonly revokeExisting: boolean;
      readonly revokeSessions: boolean;
    }
  | {
      readonly kind: "revokeClientSecret";
      readonly name: ClientName;
      readonly secret: RevokedSecret;
      readonly revokeSessions: boolean;
    }
  /** Fails when the schema has a profile: it is deleted first (assumption `jwtProfileIsSingle`). */
  | { readonly kind: "createJwtProfile"; readonly profile: JwtProfile }
  | { readonly kind: "deleteJwtProfile" };

export type ChangeKind = Change["kind"];

export interface EnableSchema {
  readonly kind: "enableSchema";
  readonly enabled: boolean;
  /** undefined = the current schema. */
  readonly schema: string | undefined;
  /** The alias in the URL; undefined = the schema's name in lower case. */
  readonly alias: string | undefined;
  readonly autoRestAuth: boolean | undefined;
}

/** Moves the schema to another alias; what has been published answers there and nowhere else. */
export interface SetUrlMapping {
  readonly kind: "setUrlMapping";
  /** undefined = the schema where a call of an `_ADMIN` package acts. */
  readonly schema: string | undefined;
  readonly alias: string;
}

export interface EnableObject {
  readonly kind: "enableObject";
  readonly enabled: boolean;
  readonly object: string;
  readonly objectType: string;
  /** undefined = the object's name in lower case. */
  readonly alias: string | undefined;
  readonly requiresAuthorization: boolean;
}

export interface DefineModule {
  readonly kind: "defineModule";
  readonly name: ModuleName;
  readonly basePath: string;
  readonly itemsPerPage: number;
  readonly published: boolean;
  readonly comments: string | undefined;
}

/** Keeps what is in the module, and its privilege (assumption `renameModuleKeepsContents`). */
export interface RenameModule {
  readonly kind: "renameModule";
  readonly name: ModuleName;
  /** undefined = as it is. */
  readonly newName: ModuleName | undefined;
  readonly newBasePath: string | undefined;
}

export interface DefineTemplate {
  readonly kind: "defineTemplate";
  readonly module: ModuleName;
  readonly uriTemplate: string;
  readonly priority: number;
}

export interface DefineHandler {
  readonly kind: "defineHandler";
  readonly module: ModuleName;
  readonly uriTemplate: string;
  readonly method: Method;
  readonly sourceType: string;
  readonly source: string;
  readonly itemsPerPage: number | undefined;
  readonly comments: string | undefined;
}

export interface DefineParameter {
  readonly kind: "defineParameter";
  readonly module: ModuleName;
  readonly uriTemplate: string;
  readonly method: Method;
  readonly parameter: HandlerParameter;
}

/** Fails when the privilege exists; patterns and modules come by other changes. */
export interface CreatePrivilege {
  readonly kind: "createPrivilege";
  readonly name: PrivilegeName;
  readonly roles: readonly RoleName[];
  readonly label: string | undefined;
  readonly description: string | undefined;
}

/**
 * Creates or replaces. A list that is given replaces the list that is there, one that is undefined
 * leaves it; label, description and comments are always replaced, since their parameters have NULL
 * as default (assumptions `definePrivilegeReplacesLists`, `shortDefineKeepsLists`).
 */
export interface DefinePrivilege {
  readonly kind: "definePrivilege";
  readonly name: PrivilegeName;
  readonly roles: readonly RoleName[];
  readonly patterns: readonly UriPattern[] | undefined;
  readonly modules: readonly ModuleName[] | undefined;
  readonly label: string | undefined;
  readonly description: string | undefined;
  readonly comments: string | undefined;
}

export interface RegisterClient {
  readonly kind: "registerClient";
  readonly name: ClientName;
  readonly grantType: GrantType;
  readonly description: string | undefined;
  readonly redirectUri: string | undefined;
  readonly supportEmail: string | undefined;
  readonly supportUri: string | undefined;
  readonly originsAllowed: readonly string[];
  readonly privileges: readonly PrivilegeName[];
  /** Seconds; undefined = the server's default. */
  readonly tokenDuration: number | undefined;
  readonly refreshDuration: number | undefined;
  readonly codeDuration: number | undefined;
  /** A chosen identifier (import); undefined = ORDS generates one. */
  readonly clientId: ClientId | undefined;
  /** Where the secret comes from; its value is never part of a change. */
  readonly secret: ClientSecretSource;
}

/**
 * `generated`: ORDS makes one. `supplied`: passed as the bind `:client_secret`, which the extension
 * fills at run time. `none`: the client gets no secret, the default of
 * `ORDS_SECURITY.REGISTER_CLIENT` (assumption `registerClientMakesNoSecret`).
 */
export type ClientSecretSource = "generated" | "supplied" | "none";

/**
 * Replaces everything that it names, also by "none" (assumption `updateClientReplacesAll`). The
 * grant type, the client id and the secrets stay.
 */
export interface UpdateClient {
  readonly kind: "updateClient";
  readonly name: ClientName;
  readonly description: string | undefined;
  readonly redirectUri: string | undefined;
  readonly supportEmail: string | undefined;
  readonly supportUri: string | undefined;
  readonly originsAllowed: readonly string[];
  /** undefined = as they are. */
  readonly privilegesAndDurations: PrivilegesAndDurations | undefined;
}

/** What the long form of UPDATE_CLIENT replaces too. */
export interface PrivilegesAndDurations {
  readonly privileges: readonly PrivilegeName[];
  /** Seconds; undefined = the server's default. */
  readonly tokenDuration: number | undefined;
  readonly refreshDuration: number | undefined;
  readonly codeDuration: number | undefined;
}

/** The older one, one slot, both, or whichever slot holds the secret that is
 * supplied as the bind `:revoked_secret`. */
export type RevokedSecret = "oldest" | "slot1" | "slot2" | "both" | "supplied";
