import { css } from "lit";
import { VscodeToolbarButton } from "@vscode-elements/elements/dist/vscode-toolbar-button/vscode-toolbar-button.js";

/**
 * The button of toolbars, with the font of the page instead of the browser's own for buttons, and with a label on one
 * line: where there is no room for all of it, it is cut. What may be that long has a title.
 */
VscodeToolbarButton.elementStyles.push(css`
  :host {
    min-width: 0;
    max-width: 100%;
  }

  button {
    min-width: 0;
    max-width: 100%;
    font: inherit;
  }

  vscode-icon {
    flex: none;
  }

  slot:not(.empty) {
    display: block;
    overflow: hidden;
    line-height: 22px;
    white-space: nowrap;
    text-overflow: ellipsis;
  }
`);
