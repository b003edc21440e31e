import { l10n, languages, workspace, type Uri } from "vscode";
import { DisposableStore } from "../../base/disposable.ts";
import {
  parseSavedRequests,
  type ParsedSavedRequests,
} from "../../features/requestPanel/parseSavedRequests.ts";
import { savedRequestsFile, type SavedRequest } from "../../features/requestPanel/savedRequest.ts";
import { writeSavedRequests } from "../../features/requestPanel/writeSavedRequests.ts";
import { toDiagnostics } from "../documents/toDiagnostics.ts";
import {
  chooseFolder,
  readWhole,
  readWorkspaceFile,
  uriIn,
  writeWorkspaceFile,
  type WorkspaceFile,
} from "../documents/workspaceFile.ts";

/** A file of saved requests as it stands. */
export interface SavedRequestsOf extends ParsedSavedRequests {
  /** Of its workspace folder. */
  readonly folder: string;
  readonly uri: Uri;
}

/** The files of saved requests, one in each workspace folder; people edit them too. */
export class SavedRequestFiles {
  readonly #store = new DisposableStore();
  readonly #diagnostics = this.#store.add(
    languages.createDiagnosticCollection("ordsSecurityRequests"),
  );

  constructor() {
    const watcher = this.#store.add(
      workspace.createFileSystemWatcher(`**/${savedRequestsFile}`, true),
    );
    this.#store.add(watcher.onDidChange(async (uri) => await this.#markAgain(uri)));
    this.#store.add(watcher.onDidDelete((uri) => this.#diagnostics.delete(uri)));
  }

  /** The files of all folders that have something in them; what is wrong with one is marked in it. */
  async read(): Promise<readonly SavedRequestsOf[]> {
    const found: SavedRequestsOf[] = [];
    for (const folder of workspace.workspaceFolders ?? []) {
      const uri = uriIn(folder, file);
      const parsed = await this.#read(uri);
      if (parsed.requests.length === 0 && parsed.problems.length === 0) continue;
      found.push({ ...parsed, folder: folder.name, uri });
    }
    return found;
  }

  /**
   * The file that a request will be saved in, and the names that are taken in it. Throws `UserFacingError` when there
   * is no place for it, or when the file would lose what stands in it: said before anybody has thought of a name.
   */
  async choose(): Promise<{ readonly uri: Uri; readonly names: readonly string[] }> {
    const uri = uriIn(await chooseFolder(file), file);
    await this.#read(uri);
    const { requests } = await readWhole(file, uri);
    return { uri, names: requests.map(({ name }) => name) };
  }

  /** Writes the request, in the place of the one of its name. Throws as `choose` does: the file may have changed. */
  async add(uri: Uri, request: SavedRequest): Promise<void> {
    const { requests, jsonSchema } = await readWhole(file, uri);
    const others = requests.filter(({ name }) => name !== request.name);
    await writeWorkspaceFile(file, uri, writeSavedRequests([...others, request], jsonSchema));
  }

  dispose(): void {
    this.#store.dispose();
  }

  async #read(uri: Uri): Promise<ParsedSavedRequests> {
    const parsed = await readWorkspaceFile(file, uri);
    this.#diagnostics.set(uri, toDiagnostics(parsed.problems));
    return parsed;
  }

  /** One that nobody has asked for yet, such as one below the root of a folder, is left alone. */
  async #markAgain(uri: Uri): Promise<void> {
    if (this.#diagnostics.has(uri)) await this.#read(uri);
  }
}

const file: WorkspaceFile<ParsedSavedRequests> = {
  name: savedRequestsFile,
  parse: parseSavedRequests,
  whyFolder: () =>
    l10n.t(
      "Requests are saved in {0} of the open folder, so that they can be kept in git. Open a folder first.",
      savedRequestsFile,
    ),
  whyTrust: () => l10n.t("Trust the workspace to save requests in it."),
  whyCopy: () => l10n.t("Open a copy that can be written to save requests in it."),
};
