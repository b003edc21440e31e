import { assertNever } from "../../base/assertNever.ts";
import { distinct } from "../../base/distinct.ts";
import type { ClientChange } from "./changeGroup.ts";
import type { Catalog, OAuthClient, SecretDates } from "./catalog.ts";
import type { RegisterClient, RevokedSecret, UpdateClient } from "./change.ts";
import { clientId, type ClientName } from "./names.ts";

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
    case "rotateClientSecret":
    case "registerClientSecret":
      return withDates(catalog, change.name, () => undefined);
    case "revokeClientSecret":
      return withDates(catalog, change.name, (dates) => datesAfter(dates, change.secret));
    default:
      return assertNever(change);
  }
}

/** Secrets are in no catalog; when they were issued is, in some, and of a new one that is not known before. */
function withDates(
  catalog: Catalog,
  name: ClientName,
  change: (dates: SecretDates) => SecretDates | undefined,
): Catalog {
  const dates = catalog.clients.find((client) => client.name === name)?.secretsIssuedOn;
  if (!dates) return catalog;
  return withClient(catalog, name, (client) => ({ ...client, secretsIssuedOn: change(dates) }));
}

function datesAfter(
  { first, second }: SecretDates,
  revoked: RevokedSecret,
): SecretDates | undefined {
  switch (revoked) {
    case "slot1":
      return { first: undefined, second };
    case "slot2":
      return { first, second: undefined };
    case "both":
      return { first: undefined, second: undefined };
    case "oldest":
      return second !== undefined && (first === undefined || second < first)
        ? { first, second: undefined }
        : { first: undefined, second };
    case "supplied":
      return undefined;
    default:
      return assertNever(revoked);
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
