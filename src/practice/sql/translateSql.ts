import { noSuchTable, notInPractice, OracleError } from "./oracleError.ts";
import { columnNamesOf } from "./columnNames.ts";
import { joinSafely } from "./concatenation.ts";
import { limitRows } from "./rowLimits.ts";
import { insertedPiece, isSymbol, isWord, readSqlPieces } from "./sqlPiece.ts";
import type { SqlPiece } from "./sqlPiece.ts";

export interface TranslatedSql {
  readonly kind: "query" | "dml" | "ddl";
  /** The first word in upper case: SELECT, INSERT … */
  readonly verb: string;
  /** The table of DDL, in upper case. */
  readonly subject: string | undefined;
  readonly sql: string;
  /** In lower case; a positional `?` is not listed. */
  readonly binds: readonly string[];
  readonly positionalBinds: number;
  /** What Oracle calls the columns of the result; undefined where only the engine knows, as for `*`. */
  readonly columnNames: readonly string[] | undefined;
}

/**
 * Turns one statement of Oracle's SQL into SQLite's. Only what means the same is let through: what the
 * engine would silently do otherwise, and what it does not know, is an `OracleError` that says so.
 */
export function translateSql(text: string, asker: Asker): TranslatedSql {
  const pieces = readSqlPieces(text);
  if (!asker.isAdministrator) refuseAdministratorViews(pieces);
  const verb = pieces[0]?.kind === "word" ? pieces[0].word : "";
  const kind = kindOf(verb, pieces);
  const unqualified = dropOwners(pieces, asker.user);
  refuseRecursion(unqualified);
  const translated =
    kind === "ddl" ? translateTypes(unqualified) : translateExpressions(unqualified);
  return {
    kind,
    verb,
    subject: kind === "ddl" ? unqualified[2]?.word.toUpperCase() : undefined,
    sql: translated.map(({ sql }) => sql).join(" "),
    binds: [...new Set(pieces.filter(({ kind }) => kind === "bind").map(({ word }) => word))],
    positionalBinds: pieces.filter((piece) => isSymbol(piece, "?")).length,
    columnNames: kind === "query" ? columnNamesOf(unqualified) : undefined,
  };
}

export interface Asker {
  /** In upper case. */
  readonly user: string;
  readonly isAdministrator: boolean;
}

/** To anybody else there are no DBA_ORDS_* views (assumption `dbaViewsNeedAdministratorRole`). */
function refuseAdministratorViews(pieces: readonly SqlPiece[]): void {
  for (const { kind, word, source } of pieces)
    if ((kind === "word" || kind === "quotedName") && /^dba_ords_/i.test(word))
      throw noSuchTable(source);
}

function kindOf(verb: string, pieces: readonly SqlPiece[]): TranslatedSql["kind"] {
  switch (verb) {
    case "SELECT":
    case "WITH":
      return "query";
    case "INSERT":
    case "UPDATE":
    case "DELETE":
      return "dml";
    case "CREATE":
    case "DROP":
      if (isWord(pieces[1], "TABLE")) return "ddl";
      throw notInPractice(`${verb} ${pieces[1]?.word ?? ""}; it can create and drop tables`);
    case "MERGE":
    case "ALTER":
    case "TRUNCATE":
    case "GRANT":
    case "REVOKE":
    case "COMMENT":
    case "RENAME":
    case "LOCK":
    case "EXPLAIN":
    case "CALL":
      throw notInPractice(verb);
    default:
      throw new OracleError("ORA-00900", "invalid SQL statement");
  }
}

/** `ords_metadata.user_ords_roles` and `sys.dual` are the same things without their owner. */
function dropOwners(pieces: readonly SqlPiece[], user: string): SqlPiece[] {
  const owners = new Set(["ORDS_METADATA", "SYS", "PUBLIC", user]);
  return pieces.filter((piece, i) => {
    if (isSymbol(piece, ".")) return !isOwner(pieces, i - 1, owners);
    return !isOwner(pieces, i, owners);
  });
}

function isOwner(pieces: readonly SqlPiece[], at: number, owners: ReadonlySet<string>): boolean {
  const piece = pieces[at];
  if (piece?.kind !== "word" && piece?.kind !== "quotedName") return false;
  const followed = isSymbol(pieces[at + 1], ".") && !isSymbol(pieces[at - 1], ".");
  return followed && owners.has(piece.word.toUpperCase());
}

/**
 * A WITH that names itself: one that never ends would stop the whole server, since nothing can interrupt the
 * engine.
 */
function refuseRecursion(pieces: readonly SqlPiece[]): void {
  const open: { readonly name: string | undefined }[] = [];
  pieces.forEach((piece, i) => {
    if (isSymbol(piece, "(")) {
      const start = isWord(pieces[i - 1], "AS") ? nameBefore(pieces, i - 2) : undefined;
      open.push({ name: start?.word.toUpperCase() });
    } else if (isSymbol(piece, ")")) open.pop();
    else if (isTable(pieces, i) && open.some(({ name }) => name === piece.word.toUpperCase()))
      throw notInPractice("a WITH that refers to itself");
  });
}

function isTable(pieces: readonly SqlPiece[], at: number): boolean {
  const before = pieces[at - 1];
  return isWord(before, "FROM", "JOIN") || isSymbol(before, ",");
}

/** The name in `name AS (` and in `name (columns) AS (`. */
function nameBefore(pieces: readonly SqlPiece[], at: number): SqlPiece | undefined {
  let start = at;
  if (isSymbol(pieces[at], ")")) {
    while (start > 0 && !isSymbol(pieces[start], "(")) start--;
    start--;
  }
  const piece = pieces[start];
  return piece?.kind === "word" || piece?.kind === "quotedName" ? piece : undefined;
}

function translateExpressions(pieces: readonly SqlPiece[]): SqlPiece[] {
  return joinSafely(limitRows(replaceWords(pieces)));
}

/** Whether a comma stands between the parenthesis at this place and its end. */
function hasTwo(pieces: readonly SqlPiece[], open: number): boolean {
  let depth = 0;
  for (let place = open; place < pieces.length; place++) {
    if (isSymbol(pieces[place], "(")) depth++;
    else if (isSymbol(pieces[place], ")") && --depth === 0) return false;
    else if (depth === 1 && isSymbol(pieces[place], ",")) return true;
  }
  return false;
}

/** The words and short forms for which SQLite has others. */
function replaceWords(pieces: readonly SqlPiece[]): SqlPiece[] {
  const out: SqlPiece[] = [];
  for (let i = 0; i < pieces.length; i++) {
    const piece = pieces[i];
    if (piece === undefined) break;
    const next = pieces[i + 1];
    const afterPoint = isSymbol(pieces[i - 1], ".");
    if (
      isWord(piece, "ORDS") &&
      isSymbol(next, ".") &&
      isWord(pieces[i + 2], "INSTALLED_VERSION")
    ) {
      out.push(insertedPiece("ords$installed_version()"));
      i += 2;
    } else if (isWord(piece, "DATE", "TIMESTAMP") && next?.kind === "text") {
      out.push(insertedPiece(dateLiteral(next.word)));
      i += 1;
    } else if (isWord(piece, ...nowWords) && !afterPoint) {
      if (isSymbol(next, "+", "-") || isSymbol(pieces[i - 1], "+", "-"))
        throw notInPractice("arithmetic with dates");
      out.push(insertedPiece("ords$now()"));
    } else if (isWord(piece, "USER") && !afterPoint && !isSymbol(next, ".", "(")) {
      out.push(insertedPiece("ords$user()"));
    } else if (isWord(piece, "TO_CHAR") && isSymbol(next, "(") && hasTwo(pieces, i + 1)) {
      out.push(insertedPiece("ords$date_text"));
    } else if (isWord(piece, "NVL") && isSymbol(next, "(")) {
      out.push(insertedPiece("ifnull"));
    } else if (isWord(piece, "MINUS")) {
      out.push(insertedPiece("except"));
    } else if (i === 0 && isWord(piece, "DELETE") && !isWord(next, "FROM")) {
      out.push(insertedPiece("delete from"));
    } else if (isWord(piece, "FOR") && isWord(next, "UPDATE")) {
      throw notInPractice("FOR UPDATE");
    } else if (isWord(piece, "RETURNING")) {
      throw notInPractice("RETURNING");
    } else {
      out.push(asName(piece));
    }
  }
  return out;
}

/** Words that are reserved in SQLite and ordinary names in Oracle. */
function asName(piece: SqlPiece): SqlPiece {
  return isWord(piece, ...ordinaryNames) ? { ...piece, sql: `\`${piece.source}\`` } : piece;
}

const ordinaryNames = [
  "AUTOINCREMENT",
  "DEFERRABLE",
  "INDEXED",
  "ISNULL",
  "LIMIT",
  "NOTHING",
  "NOTNULL",
  "TRANSACTION",
];

const nowWords = ["SYSDATE", "SYSTIMESTAMP", "CURRENT_DATE", "CURRENT_TIMESTAMP", "LOCALTIMESTAMP"];

/** Dates are kept as the text in which ORDS shows them: `2026-11-23T08:00:00Z`. */
function dateLiteral(text: string): string {
  const match = /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2}:\d{2})(?:\.\d+)?)?$/.exec(text.trim());
  if (!match) throw new OracleError("ORA-01861", "literal does not match format string");
  return `'${match[1]}T${match[2] ?? "00:00:00"}Z'`;
}

/** In a table's definition only the words that SQLite does not take in a type or a default change. */
function translateTypes(pieces: readonly SqlPiece[]): SqlPiece[] {
  return pieces
    .filter((piece, i) => !(isWord(piece, "CHAR", "BYTE") && pieces[i - 1]?.kind === "number"))
    .map((piece) => (isWord(piece, ...nowWords) ? insertedPiece("(ords$now())") : asName(piece)));
}
