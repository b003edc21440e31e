import { l10n, languages, RelativePattern, workspace, type Uri } from "vscode";
import { DisposableStore } from "../../base/disposable.ts";
import { Emitter } from "../../base/emitter.ts";
import { acceptanceFile, type Acceptance } from "../../domain/lint/acceptance.ts";
import { parseAcceptances, type ParsedAcceptances } from "../../domain/lint/parseAcceptances.ts";
import { writeAcceptances } from "../../domain/lint/writeAcceptances.ts";
import { toDiagnostics } from "../documents/toDiagnostics.ts";
import {
  chooseFolder,
  errorIn,
  readWhole,
  readWorkspaceFile,
  refuseUntrusted,
  uriIn,
  writeWorkspaceFile,
  type WorkspaceFile,
} from "../documents/workspaceFile.ts";
import type { FileTrouble } from "../../features/findings/findingTree.ts";

/** The files of accepted findings, one in each workspace folder; people edit them too. */
export class AcceptanceFiles {
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new Emitter<void>());
  readonly #diagnostics = this.#store.add(
    languages.createDiagnosticCollection("ordsSecurityAccepted"),
  );
  readonly onDidChange = this.#changed.event;
  #watchers = new DisposableStore();

  constructor() {
    this.#watch();
    this.#store.add(
      workspace.onDidChangeWorkspaceFolders(() => {
        this.#watch();
        this.#changed.fire();
      }),
    );
  }

  /** What all folders accept, and in words what is wrong with a file. */
  async read(): Promise<{
    readonly acceptances: readonly Acceptance[];
    readonly troubles: readonly FileTrouble[];
  }> {
    const acceptances: Acceptance[] = [];
    const troubles: FileTrouble[] = [];
    for (const folder of workspace.workspaceFolders ?? []) {
      const uri = uriIn(folder, file);
      const parsed = await readWorkspaceFile(file, uri);
      acceptances.push(...parsed.acceptances);
      this.#diagnostics.set(uri, toDiagnostics(parsed.problems));
      const error = errorIn(parsed);
      if (!error) continue;
      const { line, message } = error;
      troubles.push({
        text: l10n.t("{0}, line {1}: {2}", acceptanceFile, String(line), message),
        place: { uri: uri.toString(), line },
      });
    }
    return { acceptances, troubles };
  }

  /**
   * The file that an acceptance will be written to. Throws `UserFacingError` when there is no place for it, or when the
   * file would lose what stands in it: said before anybody has written a reason.
   */
  async choose(): Promise<Uri> {
    const uri = uriIn(await chooseFolder(file), file);
    await readWhole(file, uri);
    return uri;
  }

  /** Throws as `choose` does, since the file may have changed meanwhile. */
  async add(uri: Uri, acceptance: Acceptance): Promise<void> {
    const parsed = await readWhole(file, uri);
    const others = parsed.acceptances.filter((one) => !isSame(one, acceptance));
    await this.#write(uri, { ...parsed, acceptances: [...others, acceptance] });
  }

  /** Takes it out of every file that has it; what is wrong with the others is no hindrance. */
  async remove(acceptance: Acceptance): Promise<void> {
    refuseUntrusted(file);
    for (const folder of workspace.workspaceFolders ?? []) {
      const uri = uriIn(folder, file);
      const seen = await readWorkspaceFile(file, uri);
      if (!seen.acceptances.some((one) => isSame(one, acceptance))) continue;
      const parsed = await readWhole(file, uri);
      const acceptances = parsed.acceptances.filter((one) => !isSame(one, acceptance));
      await this.#write(uri, { ...parsed, acceptances });
    }
  }

  dispose(): void {
    this.#watchers.dispose();
    this.#store.dispose();
  }

  async #write(uri: Uri, { acceptances, jsonSchema }: ParsedAcceptances): Promise<void> {
    await writeWorkspaceFile(file, uri, writeAcceptances(acceptances, jsonSchema));
    this.#changed.fire();
  }

  #watch(): void {
    this.#watchers.dispose();
    this.#watchers = new DisposableStore();
    for (const folder of workspace.workspaceFolders ?? []) {
      const watcher = this.#watchers.add(
        workspace.createFileSystemWatcher(new RelativePattern(folder, acceptanceFile)),
      );
      const tell = (): void => this.#changed.fire();
      this.#watchers.add(watcher.onDidChange(tell));
      this.#watchers.add(watcher.onDidCreate(tell));
      this.#watchers.add(watcher.onDidDelete(tell));
    }
  }
}

function isSame(one: Acceptance, other: Acceptance): boolean {
  return one.schema === other.schema && one.key === other.key;
}

const file: WorkspaceFile<ParsedAcceptances> = {
  name: acceptanceFile,
  parse: parseAcceptances,
  whyFolder: () =>
    l10n.t(
      "What is accepted is kept in {0} of the open folder, so that it can be kept in git. Open a folder first.",
      acceptanceFile,
    ),
  whyTrust: () => l10n.t("Trust the workspace to accept findings in it."),
  whyCopy: () => l10n.t("Open a copy that can be written to accept findings in it."),
};
