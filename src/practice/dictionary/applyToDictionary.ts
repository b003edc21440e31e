import { assertNever } from "../../base/assertNever.ts";
import type { Secret } from "../../base/secret.ts";
import { inOracleWords } from "../sql/inOracleWords.ts";
import type { Change } from "../../domain/model/change.ts";
import { groupOf } from "../../domain/model/changeGroup.ts";
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
  const group = groupOf(change);
  switch (group.about) {
    case "schema":
      applySchemaChange(dictionary, group.change);
      return undefined;
    case "modules":
      applyModuleChange(dictionary, group.change);
      return undefined;
    case "privileges":
      applyPrivilegeChange(dictionary, group.change);
      return undefined;
    case "clients":
      return applyClientChange(dictionary, group.change, secrets);
    default:
      return assertNever(group);
  }
}

/** What a change does not say of itself: the value of a secret, and whether the view shows it. */
export interface SecretHandling {
  readonly supplied: Secret | undefined;
  readonly readable: boolean;
}
