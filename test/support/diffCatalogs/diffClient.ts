import type { OAuthClient } from "../../../src/domain/model/catalog.ts";
import type { CatalogDiff } from "./catalogDiff.ts";
import { same, sameSet } from "../../../src/domain/model/same.ts";
import type { Change } from "../../../src/domain/model/change.ts";
import { updateOf } from "../../../src/domain/model/updateOf.ts";

/**
 * Adds what makes one client as it shall be; what cannot be altered is deleted and registered anew.
 */
export function diffClient(diff: CatalogDiff, client: OAuthClient): void {
  const find = () => diff.current().clients.find((each) => each.name === client.name);
  const old = find();
  if (old !== undefined && !sameRegistration(old, client)) {
    diff.add({ kind: "deleteClient", name: client.name });
  }
  const kept = find();
  if (kept === undefined) {
    diff.add(registrationOf(client));
  } else if (!sameFacts(kept, client)) {
    // The long form, which every dialect has.
    diff.add(updateOf(client));
  }
  const current = find() ?? client;
  if (!sameSet(current.privileges, client.privileges)) {
    diff.add({
      kind: "updateClientPrivileges",
      name: client.name,
      privileges: client.privileges,
    });
  }
  if (!sameDurations(current, client)) {
    diff.add({
      kind: "updateClientTokenDuration",
      name: client.name,
      tokenDuration: client.tokenDuration ?? null,
      refreshDuration: client.refreshDuration ?? null,
      codeDuration: client.codeDuration ?? null,
    });
  }
  for (const role of current.roles.filter((each) => !client.roles.includes(each))) {
    diff.add({ kind: "revokeClientRole", client: client.name, role });
  }
  for (const role of client.roles.filter((each) => !current.roles.includes(each))) {
    diff.add({ kind: "grantClientRole", client: client.name, role });
  }
}

/** What no change can alter once the client is registered. */
function sameRegistration(a: OAuthClient, b: OAuthClient): boolean {
  return a.clientId === b.clientId && a.grantType === b.grantType;
}

function sameFacts(a: OAuthClient, b: OAuthClient): boolean {
  return (
    a.description === b.description &&
    a.redirectUri === b.redirectUri &&
    a.supportEmail === b.supportEmail &&
    a.supportUri === b.supportUri &&
    same(a.originsAllowed, b.originsAllowed)
  );
}

/**
 * With a known client id the client is imported, so that callers can keep it; its secret has to be
 * made anew.
 */
function registrationOf(client: OAuthClient): Change {
  const generated = client.clientId === "";
  return {
    kind: "registerClient",
    name: client.name,
    grantType: client.grantType,
    description: client.description,
    redirectUri: client.redirectUri,
    supportEmail: client.supportEmail,
    supportUri: client.supportUri,
    originsAllowed: client.originsAllowed,
    privileges: client.privileges,
    tokenDuration: client.tokenDuration,
    refreshDuration: client.refreshDuration,
    codeDuration: client.codeDuration,
    clientId: generated ? undefined : client.clientId,
    secret: generated ? "generated" : "none",
  };
}

function sameDurations(a: OAuthClient, b: OAuthClient): boolean {
  return (
    a.tokenDuration === b.tokenDuration &&
    a.refreshDuration === b.refreshDuration &&
    a.codeDuration === b.codeDuration
  );
}
