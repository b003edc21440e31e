import type { TextRange } from "../base/textRange.ts";
import type { Change } from "../domain/model/change.ts";
import type { CallSite } from "./procedureCall.ts";

/** What could be read of a script. Reading never fails: what is wrong is a problem with a place. */
export interface Script {
  readonly statements: readonly ScriptStatement[];
  readonly calls: readonly CallSite[];
  readonly problems: readonly Problem[];
}

/** One unit that a database is given at a time, or a line that only SQL*Plus understands. */
export interface ScriptStatement {
  readonly kind: "plsql" | "sql" | "transaction" | "sqlplus";
  /** Without its terminator (`;` of SQL, `/` line of PL/SQL). */
  readonly text: string;
  readonly range: TextRange;
}

export interface Problem {
  readonly message: string;
  readonly range: TextRange;
}

export interface LocatedChange {
  readonly change: Change;
  readonly range: TextRange;
}
