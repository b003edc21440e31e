import { lex } from "../../plsql/lexer.ts";
import type { Problem, Script, ScriptStatement } from "../../plsql/script.ts";

/** Where a script runs texts that it puts together itself: what is in them cannot be told before. */
export function dynamicSqlIn({
  statements,
}: Pick<Script, "statements">): readonly Pick<Problem, "message" | "range">[] {
  return statements.flatMap((statement) =>
    statement.kind === "plsql" && mention.test(statement.text) ? findDynamicSql(statement) : [],
  );
}

const mention = /\bIMMEDIATE\b|\bDBMS_SQL\b/i;

function findDynamicSql({
  text,
  textStart,
}: ScriptStatement): readonly Pick<Problem, "message" | "range">[] {
  const tokens = lex(text).filter(({ kind }) => kind !== "comment");
  const wordAt = (place: number): string => {
    const token = tokens[place];
    return token?.kind === "word" ? text.slice(token.start, token.end).toUpperCase() : "";
  };
  return tokens.flatMap((token, place) => {
    const isExecute = wordAt(place) === "EXECUTE" && wordAt(place + 1) === "IMMEDIATE";
    if (!isExecute && wordAt(place) !== "DBMS_SQL") return [];
    const name = isExecute ? "EXECUTE IMMEDIATE" : "DBMS_SQL";
    return [
      {
        message: `What ${name} runs cannot be told before it runs.`,
        range: { start: textStart + token.start, end: textStart + token.end },
      },
    ];
  });
}
