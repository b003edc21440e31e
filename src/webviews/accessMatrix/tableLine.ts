import type { AccessMatrixTexts } from "../../features/accessMatrix/accessMatrixTexts.ts";
import { fillIn } from "../shared/fillIn.ts";
import { putInOrder } from "./putInOrder.ts";
import { reuse } from "./reuse.ts";
import type { TableCell, TableContent } from "./tableContent.ts";
import type { TableMeasures } from "./tableMeasures.ts";

/** What the lines of a table are drawn from. */
export interface LineContext {
  readonly content: TableContent;
  readonly measures: TableMeasures;
  readonly texts: AccessMatrixTexts;
  /** The columns that are drawn, of every line the same. */
  readonly columns: readonly number[];
  /** The column by which the rows are sorted, if it is shown. */
  readonly sortedBy: number | undefined;
}

/**
 * One line of the table as it is in the document: the head of the line, then a cell for each drawn column. It stands
 * for another row when it is needed elsewhere, so that scrolling makes no new elements.
 */
abstract class TableLine {
  readonly element = document.createElement("tr");
  readonly head: HTMLTableCellElement;
  #columns: readonly number[] = [];
  #cells: readonly HTMLTableCellElement[] = [];

  constructor(role: "columnheader" | "rowheader") {
    this.element.role = "row";
    this.head = document.createElement("th");
    this.head.role = role;
    this.head.tabIndex = -1;
    this.head.ariaColIndex = "1";
    this.element.append(this.head);
  }

  /** The cell of a column, if it is drawn. */
  cellOf(column: number): HTMLTableCellElement | undefined {
    return this.#cells[this.#columns.indexOf(column)];
  }

  columnOf(cell: Element): number | undefined {
    const place = this.#cells.findIndex((one) => one === cell);
    return place < 0 ? undefined : this.#columns[place];
  }

  /** Draws all cells anew, because what they show is another thing. */
  protected fill(context: LineContext, columns: readonly number[]): void {
    this.draw(context, columns, "all");
  }

  /** Draws the cells of columns that were not drawn before. */
  protected follow(context: LineContext, columns: readonly number[]): void {
    this.draw(context, columns, "new");
  }

  protected abstract createCell(): HTMLTableCellElement;
  protected abstract fillCell(
    cell: HTMLTableCellElement,
    column: number,
    context: LineContext,
  ): void;

  private draw(context: LineContext, columns: readonly number[], which: "all" | "new"): void {
    const before = { items: this.#columns, elements: this.#cells };
    const { elements, changed, left } = reuse(before, columns, () => this.createCell());
    for (const cell of left) cell.remove();
    const toFill =
      which === "new" ? changed : elements.map((element, at) => ({ element, item: columns[at] }));
    const { columnWidth, headerWidth } = context.measures;
    for (const { element, item = 0 } of toFill) {
      if (!element.parentNode) this.element.append(element);
      element.ariaColIndex = String(item + 2);
      element.style.left = `${headerWidth + item * columnWidth}px`;
      this.fillCell(element, item, context);
    }
    this.#columns = columns;
    this.#cells = elements;
  }

  /** Puts some of the cells where they belong among the others; tells whether all are there. */
  tidy(): boolean {
    return putInOrder(this.element, this.#cells, cellsMoved);
  }

  /** Whether the drawn cells are those of the columns. */
  hasColumns({ columns }: LineContext): boolean {
    return this.#columns === columns;
  }
}

const cellsMoved = 40;

/** The line of the callers. */
export class HeaderLine extends TableLine {
  constructor() {
    super("columnheader");
    this.head.className = "corner";
    this.element.ariaRowIndex = "1";
  }

  drawAll(context: LineContext): void {
    this.head.textContent = context.texts.endpoint;
    this.fill(context, context.columns);
  }

  drawNew(context: LineContext): void {
    this.follow(context, context.columns);
  }

  protected createCell(): HTMLTableCellElement {
    const cell = document.createElement("th");
    cell.role = "columnheader";
    cell.tabIndex = -1;
    const name = document.createElement("span");
    cell.append(name);
    return cell;
  }

  protected fillCell(cell: HTMLTableCellElement, column: number, context: LineContext): void {
    const { content, sortedBy } = context;
    const label = content.callerLabel(column);
    const isOwn = content.callerAt(column)?.own === true;
    cell.className = ["caller", isOwn ? "own" : "", sortedBy === column ? "sorted" : ""]
      .filter(Boolean)
      .join(" ");
    cell.ariaSort = sortedBy === column ? "other" : null;
    if (cell.firstElementChild) cell.firstElementChild.textContent = label;
    cell.title = `${label}\n${fillIn(context.texts.sort, label)}`;
  }
}

/** The line of an endpoint, or of a group of them. */
export class BodyLine extends TableLine {
  readonly #method = span("method");
  readonly #base = span("base");
  readonly #rest = span("rest");
  readonly #note = span("note");
  readonly kind: "group" | "endpoint";

  constructor(kind: BodyLine["kind"]) {
    super("rowheader");
    this.kind = kind;
    this.element.className = kind;
    this.head.append(this.#method, this.#base, this.#rest, this.#note);
  }

  drawAll(row: number, context: LineContext): void {
    const { content, measures, texts } = context;
    const line = content.rowAt(row);
    this.element.ariaRowIndex = String(row + 2);
    this.element.style.top = `${row * measures.rowHeight}px`;
    if (line?.kind === "group") {
      const { group, endpoints, isCollapsed } = line;
      this.head.className = isCollapsed ? "collapsed" : "expanded";
      this.head.ariaExpanded = String(!isCollapsed);
      this.head.ariaColSpan = String(content.columns + 1);
      setText(this.#method, "");
      setText(this.#base, group.label);
      setText(this.#rest, group.base);
      const count = endpoints.toLocaleString();
      setText(this.#note, endpoints === 1 ? texts.oneInGroup : fillIn(texts.groupCount, count));
      this.head.title = group.label;
    } else if (line) {
      this.head.className = line.isPublic ? "public" : "";
      this.head.ariaExpanded = null;
      setText(this.#method, line.endpoint.method);
      setText(this.#base, line.base);
      setText(this.#rest, line.rest);
      setText(this.#note, line.note);
      this.head.title = content.describe(row, -1);
    }
    this.#row = row;
    this.fill(context, this.#columnsOf(context));
  }

  drawNew(context: LineContext): void {
    this.follow(context, this.#columnsOf(context));
  }

  #row = 0;

  override hasColumns(context: LineContext): boolean {
    return this.kind === "group" || super.hasColumns(context);
  }

  #columnsOf({ columns }: LineContext): readonly number[] {
    return this.kind === "group" ? [] : columns;
  }

  protected createCell(): HTMLTableCellElement {
    const cell = document.createElement("td");
    cell.role = "gridcell";
    cell.tabIndex = -1;
    cell.append(document.createTextNode(""));
    return cell;
  }

  protected fillCell(cell: HTMLTableCellElement, column: number, context: LineContext): void {
    const { content, measures } = context;
    const found = content.cellAt(this.#row, column);
    const look = found.there ? `${found.here.look} differs` : found.here.look;
    if (cell.className !== look) cell.className = look;
    const shown = measures.isRoomy ? roomyText(found) : narrowText(found);
    setText(cell, shown);
    if (cell.ariaLabel !== found.spoken) cell.ariaLabel = found.spoken;
    if (cell.title !== "") cell.removeAttribute("title");
  }
}

function roomyText({ here, there }: TableCell): string {
  return there
    ? `${here.icon} ${here.word} ≠ ${there.word.toLowerCase()}`
    : `${here.icon} ${here.word}`;
}

function narrowText({ here, there }: TableCell): string {
  return there ? `${here.icon} ${here.letter}≠${there.letter}` : `${here.icon} ${here.letter}`;
}

function span(className: string): HTMLSpanElement {
  const element = document.createElement("span");
  element.className = className;
  element.append(document.createTextNode(""));
  return element;
}

/** Of an element with one text in it, which stays: a new one would have to be laid out from nothing. */
function setText(element: Element, text: string): void {
  const { firstChild } = element;
  if (firstChild && firstChild.nodeValue !== text) firstChild.nodeValue = text;
}
