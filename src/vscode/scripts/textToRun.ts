import { l10n, Range, type TextDocument, window } from "vscode";
import { UserFacingError } from "../../base/errors.ts";

/** A part of a document as it was shown. */
export interface ScriptPart {
  readonly range: Range;
  readonly text: string;
}

/**
 * What is run when the person says "run". Throws `UserFacingError` "scriptChanged" when a part is not what the person saw
 * any more.
 */
export function textToRun(
  document: TextDocument,
  what: "document" | "selection" | ScriptPart,
): ScriptPart {
  const range = rangeIn(document, what);
  const text = document.getText(range);
  if (typeof what === "object" && what.text !== text) throw scriptChanged();
  return { range, text };
}

function rangeIn(document: TextDocument, what: "document" | "selection" | ScriptPart): Range {
  if (what === "document") return wholeOf(document);
  return what === "selection" ? selectionIn(document) : document.validateRange(what.range);
}

function selectionIn(document: TextDocument): Range {
  const editor = window.activeTextEditor;
  const own = editor?.document === document && !editor.selection.isEmpty;
  return own ? editor.selection : wholeOf(document);
}

function wholeOf(document: TextDocument): Range {
  return document.validateRange(new Range(0, 0, document.lineCount, 0));
}

/** A lens stays for a moment where it was, while the text below it has moved on. */
function scriptChanged(): UserFacingError {
  return new UserFacingError({
    code: "scriptChanged",
    message: l10n.t("The script was changed in this very moment, so nothing was run."),
    why: l10n.t("The line above the block was still about the text from before. Click it again."),
  });
}
