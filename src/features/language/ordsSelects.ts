import type { TextRange } from "../../base/textRange.ts";
import type { Token } from "../../plsql/lexer.ts";
import { lex } from "../../plsql/lexer.ts";
import type { ScriptContext } from "./scriptContext.ts";

/** A metadata view that a statement names. */
export interface NamedView {
  /** In upper case, with its prefix. */
  readonly name: string;
  readonly range: TextRange;
}

/** A SELECT over metadata views of ORDS. */
export interface OrdsSelect {
  /** Whether it stands in PL/SQL, where a name may be a variable. */
  readonly inPlsql: boolean;
  /** From SELECT to FROM, both not included. */
  readonly list: readonly Token[];
  /** The tokens of its own level, those of an inner SELECT left out. */
  readonly tokens: readonly Token[];
  readonly views: readonly (NamedView & { readonly alias: string | undefined })[];
  /** Whether anything but these views is selected from. */
  readonly hasOthers: boolean;
}

const known = new WeakMap<ScriptContext, OrdsQueries>();

export interface OrdsQueries {
  readonly views: readonly NamedView[];
  readonly selects: readonly OrdsSelect[];
}

/** The queries of a script; a statement that names no view of ORDS is not even read. */
export function ordsQueries(context: ScriptContext): OrdsQueries {
  let found = known.get(context);
  if (found === undefined) {
    found = find(context);
    known.set(context, found);
  }
  return found;
}

const viewName = /^(?:USER|ALL|DBA|CDB)_ORDS_\w+$/;

function find(context: ScriptContext): OrdsQueries {
  const { text } = context;
  const views: NamedView[] = [];
  const selects: OrdsSelect[] = [];
  let readTo = 0;
  for (const { index } of text.matchAll(/\b(?:user|all|dba|cdb)_ords_\w/gi)) {
    if (index < readTo) continue;
    const statement = context.statementAt(index);
    if (statement === undefined || statement.kind === "sqlplus") continue;
    const { start, end } = statement.range;
    readTo = end;
    const tokens = lex(text.slice(start, end))
      .filter(({ kind }) => kind !== "comment")
      .map((token) => ({ ...token, start: start + token.start, end: start + token.end }));
    const upper = tokens.map(({ start: from, end: to }) => text.slice(from, to).toUpperCase());
    tokens.forEach((token, i) => {
      const name = upper[i] ?? "";
      if (token.kind === "word" && viewName.test(name)) views.push({ name, range: token });
    });
    selects.push(...selectsIn({ tokens, upper, inPlsql: statement.kind === "plsql" }));
  }
  return { views, selects };
}

interface Words {
  readonly tokens: readonly Token[];
  readonly upper: readonly string[];
  readonly inPlsql: boolean;
}

/** One open SELECT while the tokens are walked. */
interface Open {
  readonly tokens: { readonly token: Token; readonly word: string }[];
  readonly depth: number;
}

function selectsIn({ tokens, upper, inPlsql }: Words): readonly OrdsSelect[] {
  const done: OrdsSelect[] = [];
  const open: Open[] = [];
  let depth = 0;
  const close = (to: number) => {
    for (let last = open.at(-1); last !== undefined && last.depth >= to; last = open.at(-1)) {
      open.pop();
      const select = toSelect(last, inPlsql);
      if (select.views.length > 0) done.push(select);
    }
  };
  tokens.forEach((token, i) => {
    const word = upper[i] ?? "";
    if (word === ")") {
      close(depth);
      depth -= 1;
    }
    if (ends.has(word)) close(word === ";" ? 0 : depth);
    if (word === "SELECT") {
      open.push({ tokens: [], depth });
    } else {
      open.at(-1)?.tokens.push({ token, word });
    }
    if (word === "(") depth += 1;
  });
  close(0);
  return done;
}

const ends = new Set([";", "UNION", "MINUS", "INTERSECT"]);

function toSelect({ tokens }: Open, inPlsql: boolean): OrdsSelect {
  const from = tokens.findIndex(({ word }) => word === "FROM");
  const end = tokens.findIndex(({ word }, i) => i > from && clauses.has(word));
  const sources = from < 0 ? [] : tokens.slice(from + 1, end < 0 ? undefined : end);
  const views = sources.flatMap(({ token, word }, i) => {
    if (token.kind !== "word" || !viewName.test(word)) return [];
    const behind = sources[i + 1]?.word === "AS" ? sources[i + 2] : sources[i + 1];
    const alias =
      behind?.token.kind === "word" && !joins.has(behind.word) ? behind.word : undefined;
    return [{ name: word, range: token, alias }];
  });
  const tables = sources.filter(
    ({ token }, i) => token.kind === "word" && beginsSource(sources, i),
  );
  return {
    inPlsql,
    list: tokens.slice(0, Math.max(0, from)).map(({ token }) => token),
    tokens: tokens.map(({ token }) => token),
    views,
    hasOthers: tables.length > views.length || sources.some(({ word }) => word === "("),
  };
}

function beginsSource(sources: Open["tokens"], i: number): boolean {
  const before = sources[i - 1]?.word;
  return before === undefined || before === "," || before === "JOIN";
}

const clauses = new Set("WHERE GROUP HAVING ORDER CONNECT START FETCH FOR OFFSET MODEL".split(" "));
const joins = new Set("JOIN INNER LEFT RIGHT FULL OUTER CROSS NATURAL ON USING AS".split(" "));
