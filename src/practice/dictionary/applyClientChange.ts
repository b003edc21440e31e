import { assertNever } from "../../base/assertNever.ts";
import type { ClientChange } from "../../domain/model/changeGroup.ts";
import { Secret } from "../../base/secret.ts";
import type { RegisterClient, UpdateClient } from "../../domain/model/change.ts";
import { createClientText } from "../secrets.ts";
import { OracleError } from "../sql/oracleError.ts";
import type { SecretHandling } from "./applyToDictionary.ts";
import {
  revokeAllSecrets,
  revokeSecrets,
  revokeSessions,
  storeClientSecret,
} from "./clientSecrets.ts";
import { deleteNamed, insertRow, renameNamed, requireId, updateRow } from "./dictionary.ts";
import type { Dictionary } from "./dictionary.ts";

/**
 * What the functions for clients hand back. That of REGISTER_CLIENT and ROTATE_CLIENT_SECRET is the only time that the
 * secret is shown.
 */
export interface IssuedCredentials {
  readonly name: string;
  readonly clientId: string;
  readonly secret: Secret | undefined;
  /** Where the secret was put, or which was revoked: then 3 means both. */
  readonly slot: 1 | 2 | 3 | undefined;
}

export function applyClientChange(
  dictionary: Dictionary,
  change: ClientChange,
  secrets: SecretHandling,
): IssuedCredentials | undefined {
  if (change.kind === "registerClient") return registerClient(dictionary, change, secrets);
  if (change.kind === "deleteClient") {
    deleteNamed(dictionary, "clients", change.name);
    return undefined;
  }
  const name =
    change.kind === "grantClientRole" || change.kind === "revokeClientRole"
      ? change.client
      : change.name;
  const id = requireId(dictionary, "clients", name);
  switch (change.kind) {
    case "updateClient":
      updateClient(dictionary, id, change);
      return credentialsOf(dictionary, id);
    case "updateClientPrivileges":
      setClientPrivileges(dictionary, id, change.privileges);
      return undefined;
    case "updateClientTokenDuration":
      updateRow(
        dictionary,
        { table: "clients", id },
        {
          token_duration: change.tokenDuration,
          refresh_duration: change.refreshDuration,
          code_duration: change.codeDuration,
        },
      );
      return undefined;
    case "renameClient":
      renameNamed(dictionary, "clients", change);
      return credentialsOf(dictionary, id);
    case "grantClientRole":
      dictionary.engine.run(
        "insert or ignore into ords$client_roles (client_id, role_id) values (?, ?)",
        [id, requireId(dictionary, "roles", change.role)],
      );
      return undefined;
    case "revokeClientRole":
      dictionary.engine.run("delete from ords$client_roles where client_id = ? and role_id = ?", [
        id,
        requireId(dictionary, "roles", change.role),
      ]);
      return undefined;
    case "rotateClientSecret":
    case "registerClientSecret": {
      const isSupplied = change.kind === "registerClientSecret";
      if (isSupplied && secrets.supplied === undefined) throw secretIsNull();
      if (change.revokeExisting) revokeAllSecrets(dictionary, id);
      if (change.revokeSessions) revokeSessions(dictionary, id);
      return issueSecret(
        dictionary,
        id,
        isSupplied ? secrets : { ...secrets, supplied: undefined },
      );
    }
    case "revokeClientSecret": {
      const slot = revokeSecrets(dictionary, id, { which: change.secret, ...secrets });
      if (change.revokeSessions) revokeSessions(dictionary, id);
      return { ...credentialsOf(dictionary, id), slot };
    }
    default:
      return assertNever(change);
  }
}

function registerClient(
  dictionary: Dictionary,
  change: RegisterClient,
  secrets: SecretHandling,
): IssuedCredentials {
  refuseMissingRedirect(change);
  const id = insertRow(dictionary, "clients", {
    name: change.name,
    description: change.description,
    auth_flow: change.grantType.toUpperCase(),
    response_type: responseTypes[change.grantType],
    client_id: change.clientId ?? createClientText(),
    redirect_uri: change.redirectUri,
    support_email: change.supportEmail,
    support_uri: change.supportUri,
    allowed_origins: originsText(change.originsAllowed),
    token_duration: change.tokenDuration,
    refresh_duration: change.refreshDuration,
    code_duration: change.codeDuration,
  });
  setClientPrivileges(dictionary, id, change.privileges);
  // An implicit client has no secret: it runs in a browser, where nothing can be kept.
  if (change.secret === "none" || change.grantType === "implicit")
    return credentialsOf(dictionary, id);
  if (change.secret === "supplied" && secrets.supplied === undefined) throw secretIsNull();
  return issueSecret(
    dictionary,
    id,
    change.secret === "supplied" ? secrets : { ...secrets, supplied: undefined },
  );
}

const responseTypes = {
  client_credentials: undefined,
  authorization_code: "code",
  implicit: "token",
};

function updateClient(dictionary: Dictionary, id: number, change: UpdateClient): void {
  const row = dictionary.engine.row("select auth_flow from ords$clients where id = ?", [id]);
  refuseMissingRedirect({
    grantType: String(row?.["auth_flow"]).toLowerCase(),
    redirectUri: change.redirectUri,
  });
  const { privilegesAndDurations: more } = change;
  updateRow(
    dictionary,
    { table: "clients", id },
    {
      description: change.description,
      redirect_uri: change.redirectUri,
      support_email: change.supportEmail,
      support_uri: change.supportUri,
      allowed_origins: originsText(change.originsAllowed),
      ...(more && {
        token_duration: more.tokenDuration,
        refresh_duration: more.refreshDuration,
        code_duration: more.codeDuration,
      }),
    },
  );
  if (more) setClientPrivileges(dictionary, id, more.privileges);
}

function originsText(origins: readonly string[]): string | undefined {
  return origins.length > 0 ? origins.join(",") : undefined;
}

function refuseMissingRedirect(client: {
  readonly grantType: string;
  readonly redirectUri: string | undefined;
}): void {
  if (client.grantType !== "client_credentials" && client.redirectUri === undefined)
    throw isNull("REDIRECT_URI");
}

function secretIsNull(): OracleError {
  return isNull("CLIENT_SECRET");
}

function isNull(column: string): OracleError {
  return new OracleError(
    "ORA-01400",
    `cannot insert NULL into ("ORDS_METADATA"."OAUTH_CLIENTS"."${column}")`,
  );
}

function issueSecret(
  dictionary: Dictionary,
  id: number,
  { supplied, readable }: SecretHandling,
): IssuedCredentials {
  const secret = supplied ?? new Secret(createClientText());
  const slot = storeClientSecret(dictionary, id, { secret, readable });
  return { ...credentialsOf(dictionary, id), secret, slot };
}

function credentialsOf({ engine }: Dictionary, id: number): IssuedCredentials {
  const row = engine.row("select name, client_id from ords$clients where id = ?", [id]);
  return {
    name: String(row?.["name"]),
    clientId: String(row?.["client_id"]),
    secret: undefined,
    slot: undefined,
  };
}

/** Assumption `unknownPrivilegeNamesAreRefused`. */
function setClientPrivileges(
  dictionary: Dictionary,
  client: number,
  names: readonly string[],
): void {
  const ids = names.map((name) => requireId(dictionary, "privileges", name));
  dictionary.engine.run("delete from ords$client_privileges where client_id = ?", [client]);
  for (const id of ids)
    dictionary.engine.run(
      "insert or ignore into ords$client_privileges (client_id, privilege_id) values (?, ?)",
      [client, id],
    );
}
