import { assertNever } from "../../base/assertNever.ts";
import { Secret } from "../../base/secret.ts";
import type { Change, RegisterClient } from "../../domain/model/change.ts";
import { createClientText } from "../secrets.ts";
import { OracleError } from "../sql/oracleError.ts";
import type { SecretHandling } from "./applyToDictionary.ts";
import {
  revokeAllSecrets,
  revokeOldestSecret,
  revokeSessions,
  storeClientSecret,
} from "./clientSecrets.ts";
import { deleteNamed, insertRow, renameNamed, requireId, updateRow } from "./dictionary.ts";
import type { Dictionary } from "./dictionary.ts";

export type ClientChange = Extract<
  Change,
  {
    readonly kind:
      | "registerClient"
      | "updateClientPrivileges"
      | "updateClientTokenDuration"
      | "renameClient"
      | "deleteClient"
      | "grantClientRole"
      | "revokeClientRole"
      | "rotateClientSecret"
      | "revokeClientSecret";
  }
>;

/** What REGISTER_CLIENT and ROTATE_CLIENT_SECRET hand back: the only time that the secret is shown. */
export interface IssuedCredentials {
  readonly name: string;
  readonly clientId: string;
  readonly secret: Secret | undefined;
  readonly slot: 1 | 2 | undefined;
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
      return undefined;
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
    case "rotateClientSecret": {
      if (change.revokeExisting) revokeAllSecrets(dictionary, id);
      if (change.revokeSessions) revokeSessions(dictionary, id);
      return issueSecret(dictionary, id, { ...secrets, supplied: undefined });
    }
    case "revokeClientSecret":
      revokeOldestSecret(dictionary, id);
      if (change.revokeSessions) revokeSessions(dictionary, id);
      return undefined;
    default:
      return assertNever(change);
  }
}

function registerClient(
  dictionary: Dictionary,
  change: RegisterClient,
  secrets: SecretHandling,
): IssuedCredentials {
  if (change.grantType !== "client_credentials" && change.redirectUri === undefined)
    throw new OracleError(
      "ORA-01400",
      'cannot insert NULL into ("ORDS_METADATA"."OAUTH_CLIENTS"."REDIRECT_URI")',
    );
  const id = insertRow(dictionary, "clients", {
    name: change.name,
    description: change.description,
    auth_flow: change.grantType.toUpperCase(),
    response_type: responseTypes[change.grantType],
    client_id: change.clientId ?? createClientText(),
    redirect_uri: change.redirectUri,
    support_email: change.supportEmail,
    support_uri: change.supportUri,
    allowed_origins: change.originsAllowed.length > 0 ? change.originsAllowed.join(",") : undefined,
    token_duration: change.tokenDuration,
    refresh_duration: change.refreshDuration,
    code_duration: change.codeDuration,
  });
  setClientPrivileges(dictionary, id, change.privileges);
  // An implicit client has no secret: it runs in a browser, where nothing can be kept.
  if (change.secret === "none" || change.grantType === "implicit")
    return credentialsOf(dictionary, id);
  if (change.secret === "supplied" && secrets.supplied === undefined)
    throw new OracleError(
      "ORA-01400",
      'cannot insert NULL into ("ORDS_METADATA"."OAUTH_CLIENTS"."CLIENT_SECRET")',
    );
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
