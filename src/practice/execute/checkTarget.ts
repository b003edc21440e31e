import { schemaOfCall } from "../../plsql/changeCalls/changesOfCall.ts";
import type { ProcedureCall } from "../../plsql/procedureCall.ts";
import type { Dictionary } from "../dictionary/dictionary.ts";
import { administratorName } from "../dictionary/session.ts";
import { insufficientPrivileges, noDataFound, OracleError } from "../sql/oracleError.ts";

/**
 * Refuses a call that acts on another schema than the one that is enabled: the caller's own, or the one in `p_schema`
 * of an `_ADMIN` package (assumptions `ordsCallsNeedEnabledSchema`, `schemaParameterIgnoresCase`). That one alone has
 * tables here, so no other can be enabled.
 */
export function checkTarget({ schema, session }: Dictionary, call: ProcedureCall): void {
  const target = (schemaOfCall(call) ?? session.user).toUpperCase();
  if (target === schema) return;
  if (call.procedure !== "ENABLE_SCHEMA") throw noDataFound();
  const named = call.args["p_schema"];
  if (!call.package.endsWith("_ADMIN") && named?.kind === "text" && !isNameOf(target, named.value))
    throw insufficientPrivileges();
  if (target !== administratorName) throw noDataFound();
  throw new OracleError(
    "ORA-03001",
    `unimplemented feature\nThe practice server enables the schema ${schema}, no other.`,
  );
}

function isNameOf(user: string, name: string): boolean {
  return name.toUpperCase() === user;
}
