import type { TextRange } from "../../base/textRange.ts";
import { lex, type Token } from "../../plsql/lexer.ts";
import type { ScriptStatement } from "../../plsql/script.ts";
import type { SqlRunner } from "../../services/sql/sqlRunner.ts";
import { splitScript } from "../../plsql/splitScript.ts";

/** Something that a person should know before a script runs; it runs nevertheless. */
export interface RunWarning {
  readonly code: "noCommit" | "substitution" | "notAvailable" | "runsOnAfterError" | "nothingToRun";
  readonly message: string;
  readonly range: TextRange;
}

/**
 * What will surprise when this text is run. A missing COMMIT surprises where the transaction ends with the run; in a
 * session of one's own it is told afterwards, when something can be done about it.
 */
export function runWarnings(
  text: string,
  transaction: SqlRunner["transaction"],
): readonly RunWarning[] {
  const statements = splitScript(text).map((statement) => ({
    statement,
    tokens: lex(statement.text).filter(({ kind }) => kind !== "comment"),
  }));
  if (statements.every(({ tokens }) => tokens.length === 0)) {
    const range = { start: 0, end: text.length };
    return [{ code: "nothingToRun", message: "There is no statement to run.", range }];
  }
  return [
    ...statements.flatMap(({ statement }) => findDirective(statement)),
    ...statements.flatMap(findSubstitution),
    ...(transaction === "perRequest" ? findMissingCommit(statements) : []),
  ];
}

interface LexedStatement {
  readonly statement: ScriptStatement;
  readonly tokens: readonly Token[];
}

/**
 * None of the ORDS procedures commits (assumption `changesNeedCommit`), and over REST-Enabled SQL the transaction ends
 * with the run (assumption `restSqlDropsUncommittedWork`).
 */
function findMissingCommit(statements: readonly LexedStatement[]): readonly RunWarning[] {
  const last = statements.findLastIndex(changesSomething);
  const changing = statements[last];
  if (!changing || statements.slice(last).some(commits)) return [];
  return [
    {
      code: "noCommit",
      message:
        "No COMMIT follows the last change, so what the script changes may be lost when it ends.",
      range: changing.statement.range,
    },
  ];
}

function changesSomething({ statement, tokens }: LexedStatement): boolean {
  const first = wordAt(statement.text, tokens[0]);
  if (statement.kind === "plsql") return first !== "CREATE";
  return statement.kind === "sql" && ["INSERT", "UPDATE", "DELETE", "MERGE"].includes(first);
}

function commits({ statement, tokens }: LexedStatement): boolean {
  return tokens.some(
    (token) => token.kind === "word" && wordAt(statement.text, token) === "COMMIT",
  );
}

/** What SQL*Plus asks a person for, nobody asks for here. */
function findSubstitution({ statement, tokens }: LexedStatement): readonly RunWarning[] {
  const found = tokens.find(({ kind }) => kind === "substitution");
  if (!found) return [];
  const name = statement.text.slice(found.start, found.end);
  return [
    {
      code: "substitution",
      message: `${name} is a variable of SQL*Plus. Nobody is asked for its value here: write the value itself.`,
      range: toScript(statement, found),
    },
  ];
}

/**
 * REST-Enabled SQL refuses what reaches outside the database (ORDS Developer's Guide, REST-Enabled SQL), and so do the
 * other ways.
 */
const outside = /^(@|!|HOST\b|SPOOL\b|START\b|CONN(ECT)?\b|ACCEPT\b|PAUSE\b|EDIT\b|PASSW(ORD)?\b)/i;

function findDirective(statement: ScriptStatement): readonly RunWarning[] {
  if (statement.kind !== "sqlplus") return [];
  const line = statement.text.trimStart();
  if (/^WHENEVER\s+SQLERROR\s+EXIT\b/i.test(line)) {
    return [
      {
        code: "runsOnAfterError",
        message:
          "WHENEVER SQLERROR EXIT has no effect here: when a statement fails, the next ones are run all the same.",
        range: statement.range,
      },
    ];
  }
  const [found] = outside.exec(line) ?? [];
  if (found === undefined) return [];
  return [
    {
      code: "notAvailable",
      message: `${found.toUpperCase()} is a command of SQL*Plus that is not available here.`,
      range: statement.range,
    },
  ];
}

function wordAt(text: string, token: Token | undefined): string {
  return token?.kind === "word" ? text.slice(token.start, token.end).toUpperCase() : "";
}

function toScript(statement: ScriptStatement, token: Token): TextRange {
  return { start: statement.textStart + token.start, end: statement.textStart + token.end };
}
