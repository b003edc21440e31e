import { assertNever } from "../../base/assertNever.ts";
import type { Secret } from "../../base/secret.ts";
import { inOracleWords } from "../sql/inOracleWords.ts";
import type { Change } from "../../domain/model/change.ts";
import { applyClientChange } from "./applyClientChange.ts";
import type { IssuedCredentials } from "./applyClientChange.ts";
import { applyModuleChange } from "./applyModuleChange.ts";
import { applyPrivilegeChange } from "./applyPrivilegeChange.ts";
import { applySchemaChange } from "./applySchemaChange.ts";
import type { Dictionary } from "./dictionary.ts";

/**
 * Carries a change out on the tables, as the packages of ORDS do it. Gives what a function of ORDS_SECURITY
 * returns, and throws an `OracleError` for what ORDS refuses. Does not commit.
 */
export function applyToDictionary(
  dictionary: Dictionary,
  change: Change,
  secrets: SecretHandling,
): IssuedCredentials | undefined {
  return inOracleWords(dictionary.schema, () => apply(dictionary, change, secrets));
}

function apply(
  dictionary: Dictionary,
  change: Change,
  secrets: SecretHandling,
): IssuedCredentials | undefined {
  switch (change.kind) {
    case "enableSchema":
    case "setUrlMapping":
    case "dropRestForSchema":
    case "enableObject":
    case "createJwtProfile":
    case "deleteJwtProfile":
      applySchemaChange(dictionary, change);
      return undefined;
    case "defineModule":
    case "defineTemplate":
    case "defineHandler":
    case "defineParameter":
    case "deleteModule":
    case "renameModule":
    case "publishModule":
    case "setModulePrivilege":
    case "setModuleOrigins":
      applyModuleChange(dictionary, change);
      return undefined;
    case "createRole":
    case "renameRole":
    case "deleteRole":
    case "createPrivilege":
    case "definePrivilege":
    case "renamePrivilege":
    case "deletePrivilege":
    case "createPrivilegeMapping":
    case "deletePrivilegeMapping":
      applyPrivilegeChange(dictionary, change);
      return undefined;
    case "registerClient":
    case "updateClient":
    case "updateClientPrivileges":
    case "updateClientTokenDuration":
    case "renameClient":
    case "deleteClient":
    case "grantClientRole":
    case "revokeClientRole":
    case "rotateClientSecret":
    case "registerClientSecret":
    case "revokeClientSecret":
      return applyClientChange(dictionary, change, secrets);
    default:
      return assertNever(change);
  }
}

/** What a change does not say of itself: the value of a secret, and whether the view shows it. */
export interface SecretHandling {
  readonly supplied: Secret | undefined;
  readonly readable: boolean;
}
