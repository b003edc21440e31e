import { assertNever } from "../../base/assertNever.ts";
import { lex, nameOfToken, textOfToken } from "../../plsql/lexer.ts";
import { noSuchTable, notInPractice, OracleError } from "./oracleError.ts";

/** One token of a statement on its way from Oracle to SQLite. */
export interface SqlPiece {
  readonly kind: "word" | "quotedName" | "text" | "number" | "bind" | "symbol";
  /** A word in upper case, a quoted name or a bind without its signs, else the token itself. */
  readonly word: string;
  /** As the person wrote it. */
  readonly source: string;
  /** As SQLite is given it. */
  readonly sql: string;
}

/** Cuts a statement into pieces, comments left out. Throws an `OracleError` at what is no SQL. */
export function readSqlPieces(text: string): SqlPiece[] {
  return lex(text)
    .filter(({ kind }) => kind !== "comment")
    .map((token) => {
      const source = text.slice(token.start, token.end);
      if (!token.closed)
        throw new OracleError("ORA-01756", "quoted string not properly terminated");
      switch (token.kind) {
        case "word":
          return wordPiece(source);
        case "quotedName":
          return quotedNamePiece(nameOfToken(text, token), source);
        case "text":
          return textPiece(textOfToken(text, token), source);
        case "bind":
          return bindPiece(source);
        case "number":
          return { kind: "number", word: source, source, sql: source } as const;
        case "symbol":
          return symbolPiece(source);
        case "substitution":
          throw notInPractice(`the substitution variable ${source}`);
        case "comment":
        case "stray":
          throw new OracleError("ORA-00911", `invalid character: ${source}`);
        case "curlyText":
          throw new OracleError("ORA-00911", `invalid character: ${source.slice(0, 1)}`);
        default:
          return assertNever(token.kind);
      }
    });
}

/** A word that the translation puts in place of another one. */
export function insertedPiece(sql: string, source = ""): SqlPiece {
  return { kind: "symbol", word: "", source, sql };
}

export function isWord(piece: SqlPiece | undefined, ...words: readonly string[]): boolean {
  return piece?.kind === "word" && words.includes(piece.word);
}

export function isSymbol(piece: SqlPiece | undefined, ...symbols: readonly string[]): boolean {
  return piece?.kind === "symbol" && symbols.includes(piece.word);
}

function wordPiece(source: string): SqlPiece {
  refuseHiddenName(source);
  return { kind: "word", word: source.toUpperCase(), source, sql: source };
}

/** In backticks, because SQLite takes an unknown name in double quotes for a text. */
function quotedNamePiece(name: string, source: string): SqlPiece {
  refuseHiddenName(name);
  return { kind: "quotedName", word: name, source, sql: `\`${name.replaceAll("`", "``")}\`` };
}

/** The tables behind the views and SQLite's own are not there for a schema. */
function refuseHiddenName(name: string): void {
  if (/^(?:ords\$|sqlite_|pragma_)/i.test(name)) throw noSuchTable(name);
}

function textPiece(value: string, source: string): SqlPiece {
  // To Oracle the empty text is NULL.
  const sql = value === "" ? "NULL" : `'${value.replaceAll("'", "''")}'`;
  return { kind: "text", word: value, source, sql };
}

function bindPiece(source: string): SqlPiece {
  const name = source.slice(1).toLowerCase();
  return { kind: "bind", word: name, source, sql: `:${name}` };
}

function symbolPiece(source: string): SqlPiece {
  if (source === "@") throw notInPractice("database links");
  // What ends a statement does not belong to it.
  if (source === ";") throw new OracleError("ORA-00911", "invalid character: ;");
  const sql = symbols[source] ?? source;
  return { kind: "symbol", word: source, source, sql };
}

const symbols: Readonly<Record<string, string>> = {
  "!=": "<>",
  "^=": "<>",
  "~=": "<>",
  // SQLite divides integers without a remainder, Oracle does not.
  "/": "*1.0/",
};
