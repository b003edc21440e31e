import type { AccessMatrixTexts } from "../../features/accessMatrix/accessMatrixTexts.ts";
import { BodyLines, type WantedLines } from "./bodyLines.ts";
import { itemsInSight, offsetShowing, type Axis } from "./itemsInSight.ts";
import { moveInTable, type Place } from "./moveInTable.ts";
import type { TableContent } from "./tableContent.ts";
import { measureTable, type TableMeasures } from "./tableMeasures.ts";
import { HeaderLine, type LineContext } from "./tableLine.ts";

/** What the table is told to show. */
export interface TableInput {
  readonly content: TableContent;
  readonly texts: AccessMatrixTexts;
  readonly sortedBy: number | undefined;
  /** Where the keyboard is; the table tells when it has gone elsewhere. */
  readonly active: Place;
}

/** What happens in the table. */
export interface TableListener {
  /** The keyboard is in another place; `isFocused` when the table has the focus. */
  moved(place: Place): void;
  /** A cell, a caller's name or a group was clicked, or Enter pressed on it. */
  chosen(place: Place): void;
}

/**
 * The matrix as a grid. Only the rows and columns in sight are in the document, so that ten million cells scroll like
 * fifty; the one that has the focus always is. Its lines are drawn by hand and used again, which is what keeps a frame
 * short. In the light, so that the style sheet of the panel reaches it.
 */
export class MatrixTable extends HTMLElement {
  listener: TableListener | undefined;
  readonly #scroller = document.createElement("div");
  readonly #table = document.createElement("table");
  readonly #head = document.createElement("thead");
  readonly #body = document.createElement("tbody");
  readonly #header = new HeaderLine();
  readonly #lines = new BodyLines(this.#body);
  /** A rule with plain lengths, because a thousand cells with variables take much longer to style. */
  readonly #sizes = new CSSStyleSheet();
  readonly #resized = new ResizeObserver(() => this.#measure());
  #input: TableInput | undefined;
  #measures: TableMeasures | undefined;
  #active: Place = { row: 0, column: 0 };
  #extent = { width: 0, height: 0 };
  #columns: readonly number[] = [];
  #drawing = 0;
  #tidying: ReturnType<typeof setTimeout> | undefined;

  connectedCallback(): void {
    if (!this.#scroller.parentElement) this.#build();
    this.#resized.observe(this.#scroller);
  }

  disconnectedCallback(): void {
    this.#resized.disconnect();
    clearTimeout(this.#tidying);
    cancelAnimationFrame(this.#drawing);
  }

  show(input: TableInput): void {
    const hadFocus = this.#hasFocus();
    this.#input = input;
    const { content, active } = input;
    this.#active = {
      row: Math.max(-1, Math.min(active.row, content.rows - 1)),
      column: Math.max(0, Math.min(active.column, content.columns)),
    };
    this.#table.ariaRowCount = String(content.rows + 1);
    this.#table.ariaColCount = String(content.columns + 1);
    this.#table.ariaLabel = input.texts.matrix;
    this.#measure();
    if (hadFocus) this.#focusActive();
  }

  /** Scrolls to where the keyboard is, without taking the focus. */
  showActive(): void {
    const axes = this.#axes();
    if (!axes) return;
    const { row, column } = this.#active;
    if (row >= 0) this.#scroller.scrollTop = offsetShowing(axes.rows, row);
    if (column > 0) this.#scroller.scrollLeft = offsetShowing(axes.columns, column - 1);
    this.#draw();
  }

  #build(): void {
    this.#scroller.className = "scroller";
    this.#table.role = "grid";
    this.#head.role = this.#body.role = "rowgroup";
    this.#head.append(this.#header.element);
    this.#table.append(this.#head, this.#body);
    this.#scroller.append(this.#table);
    this.append(this.#scroller);
    document.adoptedStyleSheets.push(this.#sizes);
    this.#scroller.addEventListener("scroll", () => this.#draw(), { passive: true });
    this.#table.addEventListener("keydown", (event) => this.#onKey(event));
    this.#table.addEventListener("click", (event) => this.#onClick(event));
    this.#table.addEventListener("focusin", (event) => this.#onFocus(event));
    this.#table.addEventListener("pointerover", (event) => this.#onPointer(event));
  }

  /** Measures the place that there is and draws everything anew. */
  #measure(): void {
    const input = this.#input;
    const { clientWidth: width, clientHeight: height } = this.#scroller;
    if (!input || width === 0) return;
    const { content } = input;
    this.#extent = { width, height };
    let longestName = 0;
    for (let column = 0; column < content.columns; column += 1) {
      longestName = Math.max(longestName, content.callerLabel(column).length);
    }
    const measures = measureTable({
      width,
      height,
      fontSize: Number.parseFloat(getComputedStyle(this).fontSize),
      columns: content.columns,
      isComparing: content.isComparing,
      longestName,
    });
    this.#measures = measures;
    const { rowHeight, headerHeight, headerWidth, columnWidth, isRoomy } = measures;
    // By property, since the page's policy does not let a style attribute in.
    const { style } = this.#table;
    style.width = `${headerWidth + content.columns * columnWidth}px`;
    style.height = `${headerHeight + content.rows * rowHeight}px`;
    this.#sizes.replaceSync(`
      ords-matrix thead, ords-matrix thead tr, ords-matrix thead th { height: ${headerHeight}px; }
      ords-matrix tbody tr, ords-matrix tbody th { height: ${rowHeight}px; }
      ords-matrix tbody th, ords-matrix .corner { width: ${headerWidth}px; }
      ords-matrix .group th { width: ${width}px; }
      ords-matrix .caller { width: ${columnWidth}px; }
      ords-matrix td { width: ${columnWidth}px; height: ${rowHeight}px; line-height: ${rowHeight - 3}px; }
    `);
    this.#table.classList.toggle("roomy", isRoomy);
    const context = this.#context(this.#columnsInSight());
    if (!context) return;
    this.#columns = context.columns;
    this.#header.drawAll(context);
    const wanted = this.#wantedLines(context);
    if (wanted) this.#lines.drawAll(wanted);
    this.#tidyLater();
    this.#showTabStop();
  }

  /** Draws what has come into sight; what is too much for one frame in the next ones. */
  #draw(): void {
    const found = this.#columnsInSight();
    // The same list stays the same object, by which the lines know that they are up to date.
    const columns = isSameList(found, this.#columns) ? this.#columns : found;
    const context = this.#context(columns);
    const wanted = context && this.#wantedLines(context);
    if (!wanted) return;
    if (columns !== this.#columns) this.#header.drawNew(context);
    this.#columns = columns;
    cancelAnimationFrame(this.#drawing);
    const isMore = this.#lines.drawNew(wanted);
    if (isMore) this.#drawing = requestAnimationFrame(() => this.#draw());
    this.#tidyLater();
  }

  #wantedLines(context: LineContext): WantedLines | undefined {
    const axes = this.#axes();
    if (!axes) return undefined;
    const active = this.#active.row;
    const rows = itemsInSight(axes.rows, active);
    return { context, rows, active, first: Math.floor(axes.rows.offset / axes.rows.size) };
  }

  /**
   * While it scrolls, lines and cells stand in the document in any order: each says which row and column it is. When it
   * rests they are put in order, a few in each frame, for readers that go by the document.
   */
  #tidyLater(): void {
    clearTimeout(this.#tidying);
    this.#tidying = setTimeout(() => this.#tidy(), restMs);
  }

  #tidy(): void {
    const isDone = this.#header.tidy() && this.#lines.tidy();
    if (!isDone) this.#tidying = setTimeout(() => this.#tidy(), 20);
  }

  #context(columns: readonly number[]): LineContext | undefined {
    if (!this.#input || !this.#measures) return undefined;
    const { content, texts, sortedBy } = this.#input;
    return { content, measures: this.#measures, texts, columns, sortedBy };
  }

  #columnsInSight(): readonly number[] {
    const axes = this.#axes();
    return axes ? itemsInSight(axes.columns, this.#active.column - 1) : [];
  }

  #axes(): { readonly rows: Axis; readonly columns: Axis } | undefined {
    if (!this.#input || !this.#measures) return undefined;
    const { content } = this.#input;
    const { rowHeight, headerHeight, headerWidth, columnWidth } = this.#measures;
    const { scrollTop, scrollLeft } = this.#scroller;
    const { width, height } = this.#extent;
    return {
      rows: {
        count: content.rows,
        size: rowHeight,
        offset: scrollTop,
        extent: Math.max(rowHeight, height - headerHeight),
        beyond: 4,
      },
      columns: {
        count: content.columns,
        size: columnWidth,
        offset: scrollLeft,
        extent: Math.max(columnWidth, width - headerWidth),
        beyond: 2,
      },
    };
  }

  #onKey(event: KeyboardEvent): void {
    const axes = this.#axes();
    if (!axes || event.altKey || event.shiftKey) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      this.listener?.chosen(this.#active);
      return;
    }
    const { rows, columns } = axes;
    const page = Math.max(1, Math.floor(rows.extent / rows.size) - 1);
    const size = { rows: rows.count, columns: columns.count, page };
    const ctrlKey = event.ctrlKey || event.metaKey;
    const place = moveInTable(this.#active, { key: event.key, ctrlKey }, size);
    if (!place) return;
    event.preventDefault();
    this.#moveTo(place);
    this.showActive();
    this.#focusActive();
  }

  #onClick(event: MouseEvent): void {
    const place = this.#placeOf(event.target);
    if (!place) return;
    this.#moveTo(place);
    this.#focusActive();
    this.listener?.chosen(place);
  }

  /** A screen reader or the mouse may set the focus by itself. */
  #onFocus(event: FocusEvent): void {
    const place = this.#placeOf(event.target);
    if (place && !isSamePlace(place, this.#shownPlace())) this.#moveTo(place);
  }

  /** A title for each of a thousand cells would cost more than the one that is looked at. */
  #onPointer(event: PointerEvent): void {
    const place = this.#placeOf(event.target);
    const cell = event.target instanceof Element ? event.target.closest("td") : null;
    if (!place || !cell || cell.title !== "") return;
    cell.title = this.#input?.content.describe(place.row, place.column - 1) ?? "";
  }

  #moveTo(place: Place): void {
    this.#active = place;
    this.#draw();
    this.#showTabStop();
    this.listener?.moved(place);
  }

  /** One cell of the table can be reached by Tab: the one where the keyboard was last. */
  #showTabStop(): void {
    const active = this.#activeElement();
    for (const one of this.#table.querySelectorAll('[tabindex="0"]')) {
      if (one instanceof HTMLElement && one !== active) one.tabIndex = -1;
    }
    if (active) active.tabIndex = 0;
  }

  #focusActive(): void {
    this.#showTabStop();
    this.#activeElement()?.focus({ preventScroll: true });
  }

  #hasFocus(): boolean {
    return this.#table.contains(document.activeElement);
  }

  /** The line of a group has no cells: there the keyboard is on its name, whatever column it came from. */
  #activeElement(): HTMLElement | undefined {
    const { row, column } = this.#active;
    const line = row < 0 ? this.#header : this.#lines.at(row);
    return column === 0 ? line?.head : (line?.cellOf(column - 1) ?? line?.head);
  }

  #shownPlace(): Place {
    const isGroup = this.#input?.content.rowAt(this.#active.row)?.kind === "group";
    return isGroup ? { row: this.#active.row, column: 0 } : this.#active;
  }

  #placeOf(target: EventTarget | null): Place | undefined {
    const cell = target instanceof Element ? target.closest("td, th") : null;
    if (!cell) return undefined;
    const row = this.#lines.rowOf(cell.parentElement) ?? -1;
    const line = row < 0 ? this.#header : this.#lines.at(row);
    if (!line) return undefined;
    const column = cell === line.head ? -1 : line.columnOf(cell);
    return column === undefined ? undefined : { row, column: column + 1 };
  }
}

/** How long nothing has moved before the document is put in order. */
const restMs = 150;

function isSameList(one: readonly number[], other: readonly number[]): boolean {
  return one.length === other.length && one.every((item, at) => item === other[at]);
}

function isSamePlace(one: Place, other: Place): boolean {
  return one.row === other.row && one.column === other.column;
}

customElements.define("ords-matrix", MatrixTable);
