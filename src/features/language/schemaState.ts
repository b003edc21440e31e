import type { Catalog, GrantType, OAuthClient, Privilege } from "../../domain/model/catalog.ts";
import { catalogLacks } from "../../domain/model/catalogLacks.ts";

/**
 * What of a schema decides about findings, while a script is followed from change to change. It is
 * what `applyChange` makes of a catalog, but each change costs the same however large the schema
 * is: a script of ten thousand calls is followed while somebody types.
 */
export interface SchemaState {
  /** Undefined where no connection tells what the schema holds: then all of it comes from the script. */
  readonly catalog: Catalog | undefined;
  alias: string | undefined;
  readonly roles: Set<string>;
  readonly privileges: Map<string, PrivilegeState>;
  readonly modules: Map<string, ModuleState>;
  readonly clients: Map<string, ClientState>;
  /** Which privilege a module has. */
  readonly privilegeOfModule: Map<string, string>;
}

export interface PrivilegeState {
  readonly roles: Set<string>;
  patterns: Set<string>;
  readonly modules: Set<string>;
  /** Whether the script defines it, so that its roles are those of the script. */
  readonly ofScript: boolean;
}

export interface ModuleState {
  readonly basePath: string;
  readonly templates: Set<string>;
}

export interface ClientState {
  readonly grantType: GrantType;
  privileges: Set<string>;
  readonly roles: Set<string>;
  readonly ofScript: boolean;
}

export function openSchemaState(catalog: Catalog | undefined): SchemaState {
  return {
    catalog,
    alias: catalog?.schema.alias,
    roles: new Set(catalog?.roles.map(({ name }) => name)),
    privileges: new Map(catalog?.privileges.map((each) => [each.name, toPrivilegeState(each)])),
    modules: new Map(
      catalog?.modules.map(({ name, basePath, templates }) => [
        name,
        { basePath, templates: new Set(templates.map(({ uriTemplate }) => uriTemplate)) },
      ]),
    ),
    clients: new Map(catalog?.clients.map((each) => [each.name, toClientState(each)])),
    privilegeOfModule: new Map(
      catalog?.privileges.flatMap(({ name, modules }) =>
        modules.map((module): [string, string] => [module, name]),
      ),
    ),
  };
}

/** Whether the connection tells all of a view, so that what is not there does not exist. */
export function knowsAll({ catalog }: SchemaState, view: string): boolean {
  return catalog !== undefined && !catalogLacks(catalog, view);
}

function toPrivilegeState({ roles, patterns, modules }: Privilege): PrivilegeState {
  return {
    roles: new Set(roles),
    patterns: new Set(patterns),
    modules: new Set(modules),
    ofScript: false,
  };
}

function toClientState({ grantType, privileges, roles }: OAuthClient): ClientState {
  return {
    grantType,
    privileges: new Set(privileges),
    roles: new Set(roles),
    ofScript: false,
  };
}
