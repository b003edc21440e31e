import { assertNever } from "../../base/assertNever.ts";
import type { Catalog, OAuthClient } from "./catalog.ts";
import type { Change, RegisterClient, UpdateClient } from "./change.ts";
import { clientId, type ClientName } from "./names.ts";

export type ClientChange = Extract<
  Change,
  {
    readonly kind:
      | "registerClient"
      | "updateClient"
      | "updateClientPrivileges"
      | "updateClientTokenDuration"
      | "renameClient"
      | "deleteClient"
      | "grantClientRole"
      | "revokeClientRole";
  }
>;

/** Clients with their roles and privileges. */
export function applyClientChange(catalog: Catalog, change: ClientChange): Catalog {
  switch (change.kind) {
    case "registerClient":
      return exists(catalog, change.name)
        ? catalog
        : { ...catalog, clients: [...catalog.clients, toClient(change)] };
    case "updateClient":
      return withClient(catalog, change.name, (client) => updated(client, change));
    case "updateClientPrivileges":
      return withClient(catalog, change.name, (client) => ({
        ...client,
        privileges: distinct(change.privileges),
      }));
    case "updateClientTokenDuration":
      return withClient(catalog, change.name, (client) => ({
        ...client,
        tokenDuration: change.tokenDuration ?? undefined,
        refreshDuration: change.refreshDuration ?? undefined,
        codeDuration: change.codeDuration ?? undefined,
      }));
    case "renameClient":
      return exists(catalog, change.newName)
        ? catalog
        : withClient(catalog, change.name, (client) => ({ ...client, name: change.newName }));
    case "deleteClient":
      return {
        ...catalog,
        clients: catalog.clients.filter((client) => client.name !== change.name),
      };
    case "grantClientRole":
      return withClient(catalog, change.client, (client) => ({
        ...client,
        roles: distinct([...client.roles, change.role]),
      }));
    case "revokeClientRole":
      return withClient(catalog, change.client, (client) => ({
        ...client,
        roles: client.roles.filter((role) => role !== change.role),
      }));
    default:
      return assertNever(change);
  }
}

/**
 * The client id that ORDS will generate is not known before: it is empty until the catalog is read
 * again.
 */
function toClient(change: RegisterClient): OAuthClient {
  return {
    name: change.name,
    clientId: change.clientId ?? clientId(""),
    grantType: change.grantType,
    description: change.description,
    redirectUri: change.redirectUri,
    supportEmail: change.supportEmail,
    supportUri: change.supportUri,
    originsAllowed: change.originsAllowed,
    privileges: distinct(change.privileges),
    roles: [],
    tokenDuration: change.tokenDuration,
    refreshDuration: change.refreshDuration,
    codeDuration: change.codeDuration,
  };
}

function updated(client: OAuthClient, change: UpdateClient): OAuthClient {
  const { description, redirectUri, supportEmail, supportUri, originsAllowed } = change;
  const { privilegesAndDurations: more } = change;
  return {
    ...client,
    description,
    redirectUri,
    supportEmail,
    supportUri,
    originsAllowed,
    ...(more === undefined ? {} : { ...more, privileges: distinct(more.privileges) }),
  };
}

function exists(catalog: Catalog, name: ClientName): boolean {
  return catalog.clients.some((client) => client.name === name);
}

function withClient(
  catalog: Catalog,
  name: ClientName,
  change: (client: OAuthClient) => OAuthClient,
): Catalog {
  return {
    ...catalog,
    clients: catalog.clients.map((client) => (client.name === name ? change(client) : client)),
  };
}

function distinct<T>(items: readonly T[]): readonly T[] {
  return [...new Set(items)];
}
