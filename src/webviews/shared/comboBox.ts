import { html, LitElement, nothing, type TemplateResult } from "lit";

/**
 * A field to type into, with suggestions below it that may be taken or not. Says `typed` (the text) at every letter,
 * `chosen` (the place of the suggestion) and `entered` when Enter is pressed with nothing chosen.
 */
class ComboBox extends LitElement {
  static override properties = {
    fieldId: { attribute: false },
    label: { attribute: false },
    listLabel: { attribute: false },
    value: { attribute: false },
    options: { attribute: false },
    placeholder: { attribute: false },
    invalid: { attribute: false },
    open: { state: true },
    active: { state: true },
  };
  declare fieldId: string;
  declare label: string;
  declare listLabel: string;
  declare value: string;
  declare options: readonly string[];
  declare placeholder: string;
  declare invalid: boolean;
  declare open: boolean;
  /** The suggestion that the keyboard is on; -1 for none. */
  declare active: number;

  constructor() {
    super();
    this.fieldId = this.label = this.listLabel = this.value = this.placeholder = "";
    this.options = [];
    this.invalid = this.open = false;
    this.active = -1;
  }

  // In the light, so that the style sheet of the page reaches it.
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    const isOpen = this.open && this.options.length > 0;
    const listId = `${this.fieldId}-list`;
    return html`<input
        id=${this.fieldId}
        type="text"
        role="combobox"
        aria-autocomplete="list"
        aria-expanded=${isOpen ? "true" : "false"}
        aria-controls=${listId}
        aria-activedescendant=${isOpen && this.active >= 0 ? this.#optionId(this.active) : nothing}
        aria-label=${this.label}
        aria-invalid=${this.invalid ? "true" : "false"}
        placeholder=${this.placeholder}
        autocomplete="off"
        spellcheck="false"
        .value=${this.value}
        @input=${(event: InputEvent) => this.#type(event)}
        @keydown=${(event: KeyboardEvent) => this.#onKey(event)}
        @click=${() => (this.open = true)}
        @blur=${() => this.#close()}
      />
      <ul id=${listId} role="listbox" aria-label=${this.listLabel} ?hidden=${!isOpen}>
        ${isOpen ? this.options.map((text, place) => this.#option(text, place)) : nothing}
      </ul>`;
  }

  protected override updated(): void {
    if (this.active >= 0)
      document.getElementById(this.#optionId(this.active))?.scrollIntoView({ block: "nearest" });
  }

  #option(text: string, place: number): TemplateResult {
    // The field keeps the focus, so the press itself chooses.
    const choose = (event: MouseEvent): void => {
      event.preventDefault();
      this.#choose(place);
    };
    return html`<li
      id=${this.#optionId(place)}
      role="option"
      aria-selected=${place === this.active ? "true" : "false"}
      @mousedown=${choose}
    >
      ${text}
    </li>`;
  }

  #optionId(place: number): string {
    return `${this.fieldId}-${place}`;
  }

  #type(event: InputEvent): void {
    const { target } = event;
    this.value = target instanceof HTMLInputElement ? target.value : "";
    this.open = true;
    this.active = -1;
    this.#say("typed", this.value);
  }

  #onKey(event: KeyboardEvent): void {
    const count = this.options.length;
    switch (event.key) {
      case "ArrowDown":
      case "ArrowUp": {
        event.preventDefault();
        if (!this.open) this.open = true;
        else if (count > 0) this.active = this.#next(event.key === "ArrowDown" ? 1 : -1);
        return;
      }
      case "Enter":
        event.preventDefault();
        if (this.open && this.active >= 0) this.#choose(this.active);
        else this.#say("entered", this.value);
        return;
      case "Escape":
        if (!this.open) return;
        event.stopPropagation();
        return this.#close();
      default:
        return;
    }
  }

  /** One place beyond each end is the field itself. */
  #next(step: number): number {
    const count = this.options.length + 1;
    return ((this.active + 1 + step + count) % count) - 1;
  }

  #choose(place: number): void {
    this.#close();
    this.#say("chosen", place);
  }

  #close(): void {
    this.open = false;
    this.active = -1;
  }

  #say(kind: "typed" | "chosen" | "entered", detail: string | number): void {
    this.dispatchEvent(new CustomEvent(kind, { detail }));
  }
}

customElements.define("ords-combo", ComboBox);
