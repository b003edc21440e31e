import { html, nothing, type TemplateResult } from "lit";

/** What keeps a connection from being used, and the button that mends it. */
export function connectionNote(
  note: ShownNote | undefined,
  mend: () => void,
): TemplateResult | typeof nothing {
  if (note === undefined) return nothing;
  return html`<p class="note">
    <vscode-icon name="debug-disconnect"></vscode-icon>
    <span>${note.text}</span>
    ${
      note.buttonLabel === undefined
        ? nothing
        : html`<vscode-button secondary @click=${mend}>${note.buttonLabel}</vscode-button>`
    }
  </p>`;
}

interface ShownNote {
  readonly text: string;
  readonly buttonLabel: string | undefined;
}
