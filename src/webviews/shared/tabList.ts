import { html, type TemplateResult } from "lit";

export interface TabList<Key extends string> {
  readonly label: string;
  readonly tabs: readonly { readonly key: Key; readonly label: string }[];
  readonly shown: Key;
  /** Of the elements: `tab` makes `tab-body`. */
  readonly idPrefix: string;
  /** The id of the element that the tabs change. */
  readonly controls: string;
  readonly show: (key: Key) => void;
}

/** Tabs as the keyboard expects them: one stop for the Tab key; arrows, Home and End go from one to another. */
export function tabList<Key extends string>(list: TabList<Key>): TemplateResult {
  const { label: name, tabs, shown, idPrefix, controls, show } = list;
  const move = (event: KeyboardEvent): void => {
    const now = tabs.findIndex(({ key }) => key === shown);
    const next = tabAfter(tabs, now, event.key);
    if (!next) return;
    event.preventDefault();
    show(next.key);
    document.getElementById(`${idPrefix}-${next.key}`)?.focus();
  };
  return html`<div class="tabs" role="tablist" aria-label=${name} @keydown=${move}>
    ${tabs.map(
      ({ key, label }) =>
        html`<button
          id="${idPrefix}-${key}"
          role="tab"
          type="button"
          aria-selected=${key === shown}
          aria-controls=${controls}
          tabindex=${key === shown ? 0 : -1}
          @click=${() => show(key)}
        >
          ${label}
        </button>`,
    )}
  </div>`;
}

function tabAfter<Tab>(tabs: readonly Tab[], now: number, key: string): Tab | undefined {
  switch (key) {
    case "ArrowRight":
      return tabs[(now + 1) % tabs.length];
    case "ArrowLeft":
      return tabs.at(now - 1);
    case "Home":
      return tabs[0];
    case "End":
      return tabs.at(-1);
    default:
      return undefined;
  }
}
