import type { Handler } from "../../domain/model/catalog.ts";
import { splitScript } from "../../plsql/splitScript.ts";
import { executeBlock } from "../execute/executeBlock.ts";
import { jsonResponse } from "../http/practiceRequest.ts";
import type { PracticeResponse } from "../http/practiceRequest.ts";
import { OracleError } from "../sql/oracleError.ts";
import type { SqlCell } from "../sql/sqlEngine.ts";
import type { World } from "../world.ts";

/**
 * Runs a PL/SQL handler as far as the practice server runs PL/SQL, and commits when it succeeds (assumption
 * `plsqlHandlerCommits`). Its parameters for the answer become headers and members. Throws an `OracleError`.
 */
export function answerPlsqlHandler(
  world: World,
  {
    handler,
    binds,
  }: { readonly handler: Handler; readonly binds: Readonly<Record<string, SqlCell>> },
): PracticeResponse {
  const statements = splitScript(handler.source ?? "");
  const [statement] = statements;
  if (statement?.kind !== "plsql" || statements.length > 1)
    throw new OracleError("ORA-06550", "the handler is not one PL/SQL block");
  const outgoing = handler.parameters.filter(({ accessMethod }) => accessMethod !== "IN");
  const values = new Map<string, SqlCell>([
    ...namesBound(statement.text).map((name): [string, SqlCell] => [name, null]),
    ...Object.entries(binds),
  ]);
  world.inTransaction((transaction) => {
    executeBlock(
      { dictionary: world.dictionary, transaction, binds: values, output: [] },
      statement,
    );
    transaction.commit();
  });
  const headers: Record<string, string> = {};
  const members: Record<string, SqlCell> = {};
  for (const { name, bindVariable, sourceType } of outgoing) {
    const value = values.get(bindVariable.toLowerCase()) ?? null;
    if (sourceType === "RESPONSE") members[name] = value;
    else if (value !== null)
      headers[name.toLowerCase()] = String(value).replace(/[^\x20-\x7e]/g, "");
  }
  const status = Number(values.get("status_code") ?? values.get("status") ?? 200);
  const known = Number.isInteger(status) && status >= 200 && status <= 599 ? status : 200;
  return Object.keys(members).length > 0
    ? jsonResponse(members, { status: known, headers })
    : { status: known, headers, body: "" };
}

/** Bind variables that nobody fills are NULL. */
function namesBound(text: string): string[] {
  return [...text.matchAll(/:(\w+)/g)].map(([, name = ""]) => name.toLowerCase());
}
