import { l10n, type Range, type TextDocument, type Uri, window, workspace } from "vscode";
import { UserFacingError } from "../../base/errors.ts";
import type { TextRange } from "../../base/textRange.ts";
import { effectText, effectTitle } from "../../features/language/effectText.ts";
import type { LanguageContext } from "../../features/language/languageContext.ts";
import { scriptEffect } from "../../features/language/scriptEffect.ts";
import type { App } from "../app.ts";
import { contextOf } from "./contextOf.ts";
import { toPosition, toTextRange } from "./converters.ts";
import { analysisOf } from "./documentAnalyses.ts";

/** "Effect: GET /hr/salaries: anonymous loses it · 3 more"; without a part, that of the whole script. */
export function effectLensTitle(
  document: TextDocument,
  part: TextRange | undefined,
  { catalog }: LanguageContext,
): string {
  const analysis = analysisOf(document);
  // Following a script that is endless takes too long for a line that is drawn while somebody types.
  const compared = analysis.changes.length > many ? undefined : catalog;
  const title = effectTitle(scriptEffect(analysis, part, compared));
  return part ? l10n.t("Effect: {0}", title) : l10n.t("Effect of all: {0}", title);
}

const many = 1000;

/** Tells in a document of its own what a script, or a part of it, would change. Nothing is run. */
export async function showScriptEffect(
  { scripts, documents, settings }: Pick<App, "scripts" | "documents" | "settings">,
  place: { readonly uri: Uri | undefined; readonly range: Range | undefined },
): Promise<void> {
  const document = place.uri
    ? await workspace.openTextDocument(place.uri)
    : window.activeTextEditor?.document;
  if (!document) throw noScript();
  const part = place.range && toTextRange(document, place.range);
  const { connection, catalog } = contextOf(scripts.sessionOf(document));
  const effect = scriptEffect(analysisOf(document), part, catalog);
  const lineOf = (offset: number): number => toPosition(document, offset).line + 1;
  const file = fileName(document.uri);
  const text = effectText(effect, {
    what: part ? `the block at line ${lineOf(part.start)} of ${file}` : file,
    connection: catalog && connection,
    isPart: part !== undefined,
    lineOf,
    now: Date.now(),
    severities: settings.findingSeverities,
  });
  await documents.show({ name: l10n.t("Effect of {0}", file), language: "prose", text });
}

function fileName({ path }: Uri): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

export function noScript(): UserFacingError {
  return new UserFacingError({
    code: "nothingSelected",
    message: l10n.t("No script is open."),
    why: l10n.t("Open an SQL file, or let one of the commands of ORDS Security write one."),
  });
}
