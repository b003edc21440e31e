import { misnamedColumns, ordsViews } from "../../../plsql/ordsViews.ts";
import type { Token } from "../../../plsql/lexer.ts";
import { replace } from "../callProblems.ts";
import { nearestName } from "../nearestName.ts";
import { type OrdsSelect, ordsQueries } from "../ordsSelects.ts";
import type { ScriptContext } from "../scriptContext.ts";
import type { ScriptFinding, ScriptRule } from "../scriptRule.ts";

export const unknownColumn: ScriptRule = {
  id: "unknownColumn",
  severity: "error",
  why: "The database answers ORA-00904, an invalid identifier.",
  check: (context) => ordsQueries(context).selects.flatMap((select) => findIn(context, select)),
};

function findIn(context: ScriptContext, select: OrdsSelect): readonly ScriptFinding[] {
  const { text } = context;
  const word = (i: number) => {
    const token = select.tokens[i];
    return token === undefined ? "" : text.slice(token.start, token.end).toUpperCase();
  };
  const [only, ...more] = select.views;
  const single = more.length === 0 && !select.hasOthers ? only : undefined;
  const aliases = new Map(
    select.views.flatMap(({ name, alias }) => [
      [name, name] as const,
      [alias ?? name, name] as const,
    ]),
  );
  const made = aliasesMade(select, word);
  const madeNames = new Set([...made].map(word));
  return select.tokens.flatMap((token, i): readonly ScriptFinding[] => {
    if (token.kind !== "word") return [];
    const name = word(i);
    if (word(i - 1) === ".") {
      const view = aliases.get(word(i - 2));
      return view === undefined ? [] : judge(context, { token, name, view, sure: true });
    }
    const isColumn =
      !notColumns.has(name) &&
      !made.has(i) &&
      !aliases.has(name) &&
      !/^[.(]$/.test(word(i + 1)) &&
      !madeNames.has(name);
    if (single === undefined || !isColumn) return [];
    return judge(context, { token, name, view: single.name, sure: !select.inPlsql });
  });
}

/** The places of names that the list itself gives: `name as role_name`, `count(*) total`. */
function aliasesMade(select: OrdsSelect, word: (i: number) => string): ReadonlySet<number> {
  const length = select.list.length;
  const places = select.list.flatMap((token, i) => {
    const next = i + 1 === length ? "," : word(i + 1);
    const before = word(i - 1);
    const afterValue =
      before === "AS" || (i > 0 && /[\w)'"]$/.test(before) && !notColumns.has(before));
    return token.kind === "word" && [",", "INTO"].includes(next) && afterValue ? [i] : [];
  });
  return new Set(places);
}

interface Candidate {
  readonly token: Token;
  readonly name: string;
  /** With its prefix. */
  readonly view: string;
  /** Whether it can be nothing but a column. */
  readonly sure: boolean;
}

function judge(
  context: ScriptContext,
  { token, name, view, sure }: Candidate,
): readonly ScriptFinding[] {
  const rest = view.replace(/^[A-Z]+_ORDS_/, "");
  const columns = ordsViews.get(rest);
  if (columns === undefined || columns.includes(name)) return [];
  const misnamed = misnamedColumns.get(rest)?.get(name);
  // An administrator's view has columns that no list of ours holds, and PL/SQL has variables.
  if (misnamed === undefined && (!sure || view.startsWith("DBA_"))) return [];
  const meant = misnamed ?? nearestName(name, columns);
  const written = context.text.slice(token.start, token.end);
  const range = { start: token.start, end: token.end };
  const shown =
    meant !== undefined && written === written.toLowerCase() ? meant.toLowerCase() : meant;
  return [
    {
      range,
      message: `The view ${view} has no column ${name}${meant === undefined ? "" : `; ${meant} is meant, it seems`}.`,
      // A newer release may have added it.
      ...(misnamed === undefined ? { severity: "warning" as const } : {}),
      fixes: () => (meant === undefined ? [] : [replace(`Write ${meant}`, range, shown ?? meant)]),
    },
  ];
}

/** Words of SQL that stand where a column could. */
const notColumns: ReadonlySet<string> = new Set(
  (
    "SELECT DISTINCT UNIQUE ALL FROM WHERE AND OR NOT NULL IS IN LIKE BETWEEN EXISTS ESCAPE ORDER BY GROUP HAVING ASC DESC NULLS FIRST LAST " +
    "AS ON USING JOIN INNER LEFT RIGHT FULL OUTER CROSS NATURAL CASE WHEN THEN ELSE END FETCH NEXT ROW ROWS ONLY OFFSET PERCENT WITH TIES " +
    "INTO BULK COLLECT FOR UPDATE OF NOWAIT CONNECT START PRIOR LEVEL ROWNUM ROWID SYSDATE SYSTIMESTAMP USER UID DATE TIMESTAMP INTERVAL " +
    "OVER PARTITION RANGE UNBOUNDED PRECEDING FOLLOWING CURRENT WITHIN ANY SOME SESSIONTIMEZONE DEFAULT SAMPLE SKIP LOCKED LOOP"
  ).split(" "),
);
