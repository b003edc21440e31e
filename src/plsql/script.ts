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
  /**
   * What the database is given: without the terminator (`;` of SQL, `/` line of PL/SQL). `EXEC x`
   * and `CALL x` become `BEGIN x; END;`.
   */
  readonly text: string;
  /** Where the statement stands in the script, without its terminator. */
  readonly range: TextRange;
  /**
   * The place in the script of the first character of `text`: added to a place in `text`, it gives
   * one in the script.
   */
  readonly textStart: number;
}

export interface Problem {
  readonly code: ProblemCode;
  /** One sentence for the person. */
  readonly message: string;
  readonly range: TextRange;
}

export type ProblemCode =
  /**
   * A text, a comment or a parenthesis that is opened and not closed, a missing semicolon.
   */
  | "syntax"
  /** One of the quotes that blogs print, where the straight one is meant; its place is the quote's. */
  | "curlyQuote"
  /** A character that Oracle would refuse where it stands, such as a combining mark. */
  | "strayCharacter"
  /** A line that is neither SQL, PL/SQL nor a command of SQL*Plus. */
  | "notUnderstood"
  | "unknownProcedure"
  | "unknownParameter"
  | "missingParameter"
  | "wrongArgument"
  /** A value that only a run of the script can tell. */
  | "notKnownStatically"
  /** A call that changes something which a catalog does not hold, or which is not followed. */
  | "noChange";

export interface LocatedChange {
  readonly change: Change;
  readonly range: TextRange;
  /**
   * The schema named by a call of an `_ADMIN` package; undefined = the schema of the person who
   * runs the script.
   */
  readonly schema: string | undefined;
}
