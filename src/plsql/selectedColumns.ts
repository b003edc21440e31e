import { lex, type Token } from "./lexer.ts";

/**
 * The columns of a SELECT as far as they have a name that can be seen, in lower case, or as they stand in double
 * quotes: `e.last_name` and `count(*) as people`, but neither `count(*)` nor `*`. Empty for every other statement.
 */
export function selectedColumns(statement: string): readonly string[] {
  const tokens = lex(statement).filter(({ kind }) => kind !== "comment");
  const textOf = ({ start, end }: Token): string => statement.slice(start, end);
  const isWord = (token: Token | undefined, ...words: readonly string[]): boolean =>
    token?.kind === "word" && words.includes(textOf(token).toLowerCase());
  if (!isWord(tokens[0], "select")) return [];
  const items: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens.slice(1)) {
    const text = textOf(token);
    if (text === "(") depth += 1;
    if (text === ")") depth -= 1;
    if (depth === 0 && isWord(token, "from", "bulk", "into")) break;
    if (depth === 0 && text === ",") items.push([]);
    else items.at(-1)?.push(token);
  }
  const names = items.flatMap((item) => {
    const [last, before] = [item.at(-1), item.at(-2)];
    const isPlain =
      before === undefined ||
      textOf(before) === "." ||
      textOf(before) === ")" ||
      before.kind !== "symbol";
    if (!last || !isPlain || isWord(last, "end")) return [];
    if (last.kind === "quotedName") return [textOf(last).slice(1, -1)];
    return last.kind === "word" ? [textOf(last).toLowerCase()] : [];
  });
  return [...new Set(names)];
}
