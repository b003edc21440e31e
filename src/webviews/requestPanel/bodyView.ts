import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import type { BodyText } from "../../features/requestPanel/requestPanelProtocol.ts";
import type { RequestPanelTexts } from "../../features/requestPanel/requestPanelTexts.ts";
import { fillIn } from "../shared/fillIn.ts";
import {
  innerFolds,
  toFoldableText,
  toPlainText,
  visibleLines,
  type FoldableText,
} from "./foldedLines.ts";
import { jsonTokens } from "./jsonTokens.ts";

/**
 * The text of an answer. Only the lines in sight are in the document, so that a megabyte does not stop the page; the
 * text is never markup. A tree for assistive technology: arrows move, fold and unfold.
 */
export class BodyView extends LitElement {
  static override properties = {
    body: { attribute: false },
    texts: { attribute: false },
  };
  declare body: BodyText;
  declare texts: RequestPanelTexts;

  #text: FoldableText = toPlainText("");
  #folded: ReadonlySet<number> = new Set();
  #visible: Int32Array = new Int32Array();
  /** Index in `#visible` of the line that the keyboard is on. */
  #current = 0;
  #lineHeight = 19;
  readonly #resized = new ResizeObserver(() => this.requestUpdate());

  // In the light, so that the one style sheet of the panel and text selection reach it.
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#resized.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resized.disconnect();
  }

  foldAll(): void {
    this.#fold(innerFolds(this.#text));
  }

  unfoldAll(): void {
    this.#fold(new Set());
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("body")) return;
    const { language, text } = this.body;
    this.#text = language === "json" ? toFoldableText(text) : toPlainText(text);
    this.#current = 0;
    this.#folded = new Set();
    this.#visible = visibleLines(this.#text, this.#folded);
  }

  protected override render(): TemplateResult {
    const { first, last } = this.#window();
    const rows: TemplateResult[] = [];
    for (let row = first; row < last; row += 1) rows.push(this.#row(row));
    return html`<div
      class="lines"
      role="tree"
      tabindex="0"
      aria-label=${this.texts.body}
      aria-activedescendant="line-${this.#current}"
      @scroll=${() => this.requestUpdate()}
      @keydown=${(event: KeyboardEvent) => this.#onKey(event)}
    >
      <div class="lines-height"><div class="lines-window" role="presentation">${rows}</div></div>
    </div>`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    const { scroller, height, window } = this.#parts();
    if (!scroller || !height || !window) return;
    const measured = window.firstElementChild?.getBoundingClientRect().height ?? 0;
    if (measured > 0 && measured !== this.#lineHeight) {
      this.#lineHeight = measured;
      this.requestUpdate();
    }
    // By property, since the page's policy does not let a style attribute in.
    height.style.height = `${this.#visible.length * this.#lineHeight}px`;
    window.style.top = `${this.#window().first * this.#lineHeight}px`;
    if (changed.has("body")) scroller.scrollTop = 0;
  }

  #row(row: number): TemplateResult {
    const line = this.#visible[row] ?? 0;
    const end = this.#text.foldEnds[line] ?? 0;
    const isFolded = end > 0 && this.#folded.has(line);
    return html`<div
      id="line-${row}"
      class="line ${row === this.#current ? "current" : ""}"
      role="treeitem"
      aria-level=${(this.#text.depths[line] ?? 0) + 1}
      aria-expanded=${end > 0 ? String(!isFolded) : nothing}
      @mousedown=${() => this.#moveTo(row)}
    >
      ${this.#foldButton(line, end, isFolded)}<span class="line-text"
        >${this.#tokens(line)}${isFolded ? this.#foldedRest(line, end) : nothing}</span
      >
    </div>`;
  }

  #foldButton(line: number, end: number, isFolded: boolean): TemplateResult {
    if (end === 0) return html`<span class="fold"></span>`;
    // The tree itself is what the keyboard works on; this is for the mouse.
    return html`<span
      class="fold"
      aria-hidden="true"
      title=${isFolded ? this.texts.unfold : this.texts.fold}
      @click=${() => this.#toggle(line)}
      ><vscode-icon name=${isFolded ? "chevron-right" : "chevron-down"}></vscode-icon
    ></span>`;
  }

  #foldedRest(line: number, end: number): TemplateResult {
    const count = fillIn(this.texts.linesFolded, String(end - line - 1));
    const closing = (this.#text.lines[end] ?? "").trim();
    return html`<span class="folded"> … ${count} … </span>${closing}`;
  }

  #tokens(line: number): TemplateResult {
    const whole = this.#text.lines[line] ?? "";
    const text = whole.slice(0, longestLine);
    const cut = whole.length - text.length;
    const rest =
      cut === 0
        ? nothing
        : html`<span class="folded"> … ${fillIn(this.texts.lineCut, String(cut))}</span>`;
    if (this.body.language !== "json") return html`${text}${rest}`;
    return html`${jsonTokens(text).map(
      (token) => html`<span class="json-${token.kind}">${token.text}</span>`,
    )}${rest}`;
  }

  #onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const move = this.#moveFor(event.key);
    if (move === undefined) return;
    event.preventDefault();
    move();
  }

  #moveFor(key: string): (() => void) | undefined {
    const line = this.#visible[this.#current] ?? 0;
    const canFold = (this.#text.foldEnds[line] ?? 0) > 0;
    const isFolded = canFold && this.#folded.has(line);
    switch (key) {
      case "ArrowDown":
        return () => this.#moveTo(this.#current + 1);
      case "ArrowUp":
        return () => this.#moveTo(this.#current - 1);
      case "PageDown":
        return () => this.#moveTo(this.#current + this.#linesInSight());
      case "PageUp":
        return () => this.#moveTo(this.#current - this.#linesInSight());
      case "Home":
        return () => this.#moveTo(0);
      case "End":
        return () => this.#moveTo(this.#visible.length - 1);
      case "ArrowRight":
        return isFolded ? () => this.#toggle(line) : undefined;
      case "ArrowLeft":
        return canFold && !isFolded ? () => this.#toggle(line) : () => this.#moveToParent(line);
      case "Enter":
      case " ":
        return canFold ? () => this.#toggle(line) : undefined;
      default:
        return undefined;
    }
  }

  #moveToParent(line: number): void {
    const depth = this.#text.depths[line] ?? 0;
    let row = this.#current;
    while (row > 0 && (this.#text.depths[this.#visible[row] ?? 0] ?? 0) >= depth) row -= 1;
    this.#moveTo(row);
  }

  #moveTo(row: number): void {
    this.#current = Math.max(0, Math.min(row, this.#visible.length - 1));
    const { scroller } = this.#parts();
    if (scroller) {
      const top = this.#current * this.#lineHeight;
      const lowest = top + this.#lineHeight - scroller.clientHeight;
      scroller.scrollTop = Math.min(Math.max(scroller.scrollTop, lowest), top);
    }
    this.requestUpdate();
  }

  #toggle(line: number): void {
    const folded = new Set(this.#folded);
    if (!folded.delete(line)) folded.add(line);
    this.#fold(folded);
  }

  #fold(folded: ReadonlySet<number>): void {
    const line = this.#visible[this.#current] ?? 0;
    this.#folded = folded;
    this.#visible = visibleLines(this.#text, folded);
    // The line that the keyboard was on, or the one that it has been folded into.
    const after = this.#visible.findIndex((one) => one > line);
    this.#current = (after < 0 ? this.#visible.length : after) - 1;
    this.requestUpdate();
  }

  #window(): { readonly first: number; readonly last: number } {
    const scrollTop = this.#parts().scroller?.scrollTop ?? 0;
    const first = Math.max(0, Math.floor(scrollTop / this.#lineHeight) - overscan);
    const last = Math.min(this.#visible.length, first + this.#linesInSight() + 2 * overscan);
    return { first: Math.min(first, last), last };
  }

  #linesInSight(): number {
    return Math.ceil((this.#parts().scroller?.clientHeight ?? 0) / this.#lineHeight) || 40;
  }

  #parts(): {
    readonly scroller: HTMLElement | null;
    readonly height: HTMLElement | null;
    readonly window: HTMLElement | null;
  } {
    return {
      scroller: this.querySelector<HTMLElement>(".lines"),
      height: this.querySelector<HTMLElement>(".lines-height"),
      window: this.querySelector<HTMLElement>(".lines-window"),
    };
  }
}

const overscan = 10;
const longestLine = 4000;

customElements.define("ords-body", BodyView);
