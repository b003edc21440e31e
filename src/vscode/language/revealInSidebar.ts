import { l10n, window } from "vscode";
import { entityInWords } from "../../features/explorer/entityInWords.ts";
import { hasEntity } from "../../features/explorer/hasEntity.ts";
import { entityAt } from "../../features/language/entityAt.ts";
import { catalogFor } from "../../features/language/languageContext.ts";
import type { App } from "../app.ts";
import { chooseSession } from "../commands/chooseSession.ts";
import { showInSidebar } from "../explorer/showInSidebar.ts";
import { toOffset } from "./converters.ts";
import { analysisOf } from "./documentAnalyses.ts";
import { noScript } from "./showScriptEffect.ts";
import { withoutLinks } from "../withoutLinks.ts";

/** Shows in the sidebar what the name at the cursor, or the call around it, is about. */
export async function revealInSidebar({
  scripts,
  sessions,
  explorer,
}: Pick<App, "scripts" | "sessions" | "explorer">): Promise<void> {
  const editor = window.activeTextEditor;
  if (!editor) throw noScript();
  const { document, selection } = editor;
  const found = entityAt(analysisOf(document), toOffset(document, selection.active));
  if (!found) {
    void window.showInformationMessage(
      l10n.t("Put the cursor on a call of ORDS, or on a name in one, to show it in the sidebar."),
    );
    return;
  }
  const known = scripts.sessionOf(document)?.profile.id;
  const { profile, catalog } = await chooseSession(sessions, known);
  const words = entityInWords(found.ref);
  if (!catalogFor({ connection: profile.name, catalog }, found.schema)) {
    const { schema = "" } = found;
    void window.showInformationMessage(
      withoutLinks(
        l10n.t(
          "The {0} belongs to the schema {1}; {2} shows another one.",
          words,
          schema,
          profile.name,
        ),
      ),
    );
    return;
  }
  if (!hasEntity(catalog, found.ref)) {
    void window.showInformationMessage(
      withoutLinks(l10n.t("The {0} is not in the schema of {1}.", words, profile.name)),
    );
    return;
  }
  await showInSidebar(explorer, profile.id, found.ref);
}
