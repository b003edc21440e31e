import { putInOrder } from "./putInOrder.ts";
import { BodyLine, type LineContext } from "./tableLine.ts";

/** Which rows are to be drawn. */
export interface WantedLines {
  readonly context: LineContext;
  readonly rows: readonly number[];
  /** Has the focus, or will have it: it is drawn first. */
  readonly active: number;
  /** The first row that is wholly or partly in sight. */
  readonly first: number;
}

/**
 * The lines of the body that are in the document. A line that is not needed any more is used for another row, and until
 * then it stays where it was, out of sight and still right.
 */
export class BodyLines {
  readonly #body: HTMLElement;
  readonly #lines = new Map<number, BodyLine>();

  constructor(body: HTMLElement) {
    this.#body = body;
  }

  at(row: number): BodyLine | undefined {
    return this.#lines.get(row);
  }

  rowOf(element: Element | null): number | undefined {
    return [...this.#lines].find(([, line]) => line.element === element)?.[0];
  }

  /** Draws every line, because what stands in the table is another thing. */
  drawAll(wanted: WantedLines): void {
    const { context, rows } = wanted;
    const before = [...this.#lines].filter(([row, line]) => {
      // What is now of the other kind, or out of sight, is not the same line any more.
      return rows.includes(row) && context.content.rowAt(row)?.kind === line.kind;
    });
    const kept = new Map(before);
    for (const [row, line] of this.#lines) if (!kept.has(row)) line.element.remove();
    this.#lines.clear();
    for (const [row, line] of kept) {
      this.#lines.set(row, line);
      line.drawAll(row, context);
    }
    this.#drawMissing(wanted, Number.POSITIVE_INFINITY);
  }

  /**
   * Draws what has come into sight, but not more than what fits well into a frame; tells whether there is more to draw.
   */
  drawNew(wanted: WantedLines): boolean {
    const { context, rows } = wanted;
    const most = Math.max(leastLines, Math.floor(cellsInFrame / (context.columns.length + 1)));
    const { drawn, left } = this.#drawMissing(wanted, most);
    const outdated = rows.flatMap((row) => {
      const line = this.#lines.get(row);
      return line && !line.hasColumns(context) ? [{ row, line }] : [];
    });
    const now = outdated
      .toSorted((a, b) => urgency(a.row, wanted) - urgency(b.row, wanted))
      .slice(0, Math.max(1, most - drawn));
    for (const { line } of now) line.drawNew(context);
    return left > 0 || now.length < outdated.length;
  }

  /** Puts some of the lines and cells where they belong in the document; tells whether all are there. */
  tidy(): boolean {
    const lines = [...this.#lines].toSorted(([a], [b]) => a - b).map(([, line]) => line);
    return (
      lines.every((line) => line.tidy()) &&
      putInOrder(
        this.#body,
        lines.map(({ element }) => element),
        1,
      )
    );
  }

  #drawMissing(
    wanted: WantedLines,
    most: number,
  ): { readonly drawn: number; readonly left: number } {
    const { context, rows } = wanted;
    const missing = rows
      .filter((row) => !this.#lines.has(row))
      .toSorted((a, b) => urgency(a, wanted) - urgency(b, wanted));
    const now = missing.slice(0, most);
    const free = this.#free(wanted);
    for (const row of now) {
      // A line of a group has no cells: it never becomes one of an endpoint, which would have to get them all.
      const kind = context.content.rowAt(row)?.kind ?? "endpoint";
      const at = free.findIndex(([, line]) => line.kind === kind);
      const [[old, line] = [undefined, new BodyLine(kind)]] = at < 0 ? [] : free.splice(at, 1);
      if (old !== undefined) this.#lines.delete(old);
      line.drawAll(row, context);
      this.#lines.set(row, line);
      if (!line.element.parentNode) this.#body.append(line.element);
    }
    if (now.length === missing.length) this.#drop(wanted, spareLines);
    return { drawn: now.length, left: missing.length - now.length };
  }

  #free({ rows }: WantedLines): [number, BodyLine][] {
    const wanted = new Set(rows);
    return [...this.#lines].filter(([row]) => !wanted.has(row)).toSorted(([a], [b]) => a - b);
  }

  #drop(wanted: WantedLines, spare: number): void {
    for (const [row, line] of this.#free(wanted).slice(spare)) {
      line.element.remove();
      this.#lines.delete(row);
    }
  }
}

/** What is in sight before what is beyond its upper end. */
function urgency(row: number, { active, first }: WantedLines): number {
  if (row === active) return -1;
  return row < first ? row + 1e9 : row;
}

const cellsInFrame = 340;
const leastLines = 4;
const spareLines = 8;
