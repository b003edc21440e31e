import { isSymbol, isWord } from "./sqlPiece.ts";
import type { SqlPiece } from "./sqlPiece.ts";

/**
 * What Oracle calls the columns of a query: the alias, else the last part of a name
 * (`ords.installed_version` is INSTALLED_VERSION), else the expression in upper case without blanks.
 * Undefined when there is a `*`, whose columns only the engine knows.
 */
export function columnNamesOf(pieces: readonly SqlPiece[]): readonly string[] | undefined {
  const items = selectItems(pieces);
  if (items.some((item) => isSymbol(item.at(-1), "*"))) return undefined;
  return items.map(nameOfItem);
}

/** The expressions between the first SELECT outside parentheses and its FROM. */
function selectItems(pieces: readonly SqlPiece[]): SqlPiece[][] {
  const items: SqlPiece[][] = [[]];
  let depth = 0;
  let started = false;
  for (const piece of pieces) {
    if (isSymbol(piece, "(")) depth++;
    if (isSymbol(piece, ")")) depth--;
    if (depth === 0 && isWord(piece, "SELECT") && !started) {
      started = true;
      continue;
    }
    if (!started) continue;
    if (depth === 0 && isWord(piece, "FROM", "UNION", "MINUS", "INTERSECT", "WHERE", "ORDER"))
      break;
    if (depth === 0 && isSymbol(piece, ",")) items.push([]);
    else items.at(-1)?.push(piece);
  }
  const first = items[0];
  if (isWord(first?.[0], "DISTINCT", "UNIQUE", "ALL")) first?.shift();
  return items;
}

function nameOfItem(item: readonly SqlPiece[]): string {
  const last = item.at(-1);
  const before = item.at(-2);
  if (last?.kind === "quotedName") return last.word;
  if (last?.kind === "word" && !isWord(last, "END")) {
    const isColumn = before === undefined || isSymbol(before, ".");
    const isAlias = before !== undefined && (before.kind !== "symbol" || isSymbol(before, ")"));
    if (isColumn || isAlias) return last.word;
  }
  return item.map(({ kind, source }) => (kind === "text" ? source : source.toUpperCase())).join("");
}
