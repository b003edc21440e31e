import type { GrantType, HandlerParameter, Method } from "./catalog.ts";
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
  | EnableObject
  | DefineModule
  | DefineTemplate
  | DefineHandler
  | DefineParameter
  | { readonly kind: "deleteModule"; readonly name: ModuleName }
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
  | {
      readonly kind: "rotateClientSecret";
      readonly name: ClientName;
      readonly revokeExisting: boolean;
      readonly revokeSessions: boolean;
    }
  | {
      readonly kind: "revokeClientSecret";
      readonly name: ClientName;
      readonly revokeSessions: boolean;
    };

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
