import {
  type Disposable,
  l10n,
  languages,
  type TextDocument,
  Uri,
  window,
  workspace,
} from "vscode";
import { DisposableStore } from "../../base/disposable.ts";
import type { Event } from "../../base/emitter.ts";
import { UserFacingError } from "../../base/errors.ts";
import type { Session, Sessions } from "../../features/sessions/sessions.ts";
import type { ProfileId } from "../../services/profiles/profile.ts";
import { setContextKey } from "../setContextKey.ts";
import type { ClientSecretParts } from "./clientSecrets.ts";
import { isScriptLanguage, mentionsOrds, scriptLanguages } from "./mentionsOrds.ts";
import { type ScriptPart, textToRun } from "./textToRun.ts";
import { openScript } from "./openScript.ts";
import { ScriptConnections } from "./scriptConnections.ts";
import { ScriptLenses } from "./scriptLenses.ts";
import { chooseSession, pickConnection } from "../commands/chooseSession.ts";

/** Scripts in editors: written by scaffolds or by hand, run only when the person says so. */
export interface Scripts extends Disposable {
  /** Opens a script, in VS Code's snippet syntax, for a connection. */
  open(profile: ProfileId, snippet: string): Promise<void>;
  /**
   * Runs a document, a part of one, or of the active editor what is selected. Throws `UserFacingError` "scriptChanged"
   * when a part is not what the person saw any more.
   */
  run(what: "document" | "selection" | ScriptPart, uri?: Uri): Promise<void>;
  /** The connection that a document would run on; undefined when it would be asked for. */
  sessionOf(document: Pick<TextDocument, "uri">): Session | undefined;
  /** Told when another connection is chosen for a document. */
  readonly onDidChooseConnection: Event<void>;
  chooseConnection(uri?: Uri): Promise<void>;
  showOutput(): void;
}

export interface ScriptParts extends ClientSecretParts {
  readonly sessions: Sessions;
}

export function registerScripts(parts: ScriptParts): Scripts {
  const { sessions } = parts;
  const store = new DisposableStore();
  const connections = store.add(new ScriptConnections(sessions));
  const lenses = store.add(new ScriptLenses(connections));
  const output = store.add(window.createOutputChannel(l10n.t("ORDS Security: Script output")));
  const diagnostics = store.add(languages.createDiagnosticCollection("ordsSecurity.run"));
  const selector = scriptLanguages.map((language) => ({ language }));
  store.add(languages.registerCodeLensProvider(selector, lenses));
  store.add(connections.onDidChange(() => lenses.refresh()));
  store.add(sessions.onDidChange(() => lenses.refresh()));
  store.add(workspace.onDidGrantWorkspaceTrust(() => lenses.refresh()));
  store.add(workspace.onDidCloseTextDocument((document) => connections.forget(document)));
  store.add(
    workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      // A mark says what the last run found; after an edit its line may be another one. Saving is told without a change.
      if (contentChanges.length > 0) diagnostics.delete(document.uri);
    }),
  );
  store.add(followActiveEditor());

  return {
    open: async (profile, snippet) => await openScript(connections, profile, snippet),
    run: async (what, uri) => {
      refuseUntrusted();
      const document = await scriptDocument(uri);
      // What is run is what stands there now, whatever is typed while a connection is opened.
      const { range, text } = textToRun(document, what);
      const known = connections.of(document)?.profile.id;
      const { profile, catalog } = await chooseSession(sessions, known);
      connections.choose(document, profile.id);
      // Reading scripts is a large part of the extension and not needed before the first run.
      const { runScript } = await import("./runScript.ts");
      await runScript(
        { ...parts, output, diagnostics },
        { document, range, text, profile, catalog },
      );
    },
    sessionOf: (document) => connections.of(document),
    onDidChooseConnection: connections.onDidChange,
    chooseConnection: async (uri) => {
      const document = await scriptDocument(uri);
      connections.choose(document, (await pickConnection(sessions)).id);
    },
    showOutput: () => output.show(true),
    dispose: () => store.dispose(),
  };
}

function refuseUntrusted(): void {
  if (workspace.isTrusted) return;
  throw new UserFacingError({
    code: "workspaceNotTrusted",
    message: l10n.t("Scripts are not run in a workspace that is not trusted."),
    why: l10n.t(
      "A file of somebody else could change your database. Trust the workspace if you know where it comes from.",
    ),
  });
}

async function scriptDocument(uri: Uri | undefined): Promise<TextDocument> {
  if (uri) return await workspace.openTextDocument(uri);
  const document = window.activeTextEditor?.document;
  if (document) return document;
  throw new UserFacingError({
    code: "nothingSelected",
    message: l10n.t("No script is open."),
    why: l10n.t("Open an SQL file, or let one of the commands of ORDS Security write one."),
  });
}

/** Lets menus and keys know whether the active editor holds a script that can be run. */
function followActiveEditor(): Disposable {
  const store = new DisposableStore();
  store.add(window.onDidChangeActiveTextEditor(tellScriptInEditor));
  store.add(
    workspace.onDidChangeTextDocument(({ document }) => {
      if (document === window.activeTextEditor?.document) tellScriptInEditor();
    }),
  );
  tellScriptInEditor();
  return store;
}

function tellScriptInEditor(): void {
  const document = window.activeTextEditor?.document;
  const isScript =
    document !== undefined &&
    isScriptLanguage(document.languageId) &&
    mentionsOrds(document.getText());
  setContextKey("ordsSecurity.scriptInEditor", isScript);
}
