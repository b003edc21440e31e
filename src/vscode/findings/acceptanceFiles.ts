import {
  Diagnostic,
  DiagnosticSeverity,
  FileSystemError,
  l10n,
  languages,
  Range,
  RelativePattern,
  Uri,
  window,
  workspace,
  type WorkspaceFolder,
} from "vscode";
import { DisposableStore } from "../../base/disposable.ts";
import { Emitter } from "../../base/emitter.ts";
import { messageOf, UserFacingError } from "../../base/errors.ts";
import { acceptanceFile, type Acceptance } from "../../domain/lint/acceptance.ts";
import { parseAcceptances, type ParsedAcceptances } from "../../domain/lint/parseAcceptances.ts";
import { writeAcceptances } from "../../domain/lint/writeAcceptances.ts";
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
      const uri = fileIn(folder);
      const parsed = await readFile(uri);
      acceptances.push(...parsed.acceptances);
      this.#mark(uri, parsed);
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
    const uri = fileIn(await chooseFolder());
    await this.#readWhole(uri);
    return uri;
  }

  /** Throws as `choose` does, since the file may have changed meanwhile. */
  async add(uri: Uri, acceptance: Acceptance): Promise<void> {
    const parsed = await this.#readWhole(uri);
    const others = parsed.acceptances.filter((one) => !isSame(one, acceptance));
    await this.#write(uri, { ...parsed, acceptances: [...others, acceptance] });
  }

  /** Takes it out of every file that has it; what is wrong with the others is no hindrance. */
  async remove(acceptance: Acceptance): Promise<void> {
    refuseUntrusted();
    for (const folder of workspace.workspaceFolders ?? []) {
      const uri = fileIn(folder);
      const seen = await readFile(uri);
      if (!seen.acceptances.some((one) => isSame(one, acceptance))) continue;
      const parsed = await this.#readWhole(uri);
      const acceptances = parsed.acceptances.filter((one) => !isSame(one, acceptance));
      await this.#write(uri, { ...parsed, acceptances });
    }
  }

  dispose(): void {
    this.#watchers.dispose();
    this.#store.dispose();
  }

  async #readWhole(uri: Uri): Promise<ParsedAcceptances> {
    refuseReadOnly(uri);
    refuseUnsaved(uri);
    const parsed = await readFile(uri);
    const error = errorIn(parsed);
    if (!error) return parsed;
    throw new UserFacingError({
      code: "inputNotValid",
      message: l10n.t(
        "{0} has a mistake in line {1}: {2}",
        acceptanceFile,
        String(error.line),
        error.message,
      ),
      why: l10n.t("It was not written, so that nothing in it is lost. Mend the line first."),
    });
  }

  async #write(uri: Uri, { acceptances, jsonSchema }: ParsedAcceptances): Promise<void> {
    try {
      const text = writeAcceptances(acceptances, jsonSchema);
      await workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    } catch (error) {
      throw new UserFacingError({
        code: "storageFailed",
        message: l10n.t("{0} could not be written.", acceptanceFile),
        why: messageOf(error),
        cause: error,
      });
    }
    this.#changed.fire();
  }

  #mark(uri: Uri, { problems }: ParsedAcceptances): void {
    this.#diagnostics.set(
      uri,
      problems.map(({ line, message, severity }) => {
        const level = severity === "error" ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning;
        return new Diagnostic(new Range(line - 1, 0, line - 1, 1000), message, level);
      }),
    );
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

function fileIn({ uri }: WorkspaceFolder): Uri {
  return Uri.joinPath(uri, acceptanceFile);
}

/** A file that is not there accepts nothing; one that cannot be read is a problem like a mistake in it. */
async function readFile(uri: Uri): Promise<ParsedAcceptances> {
  try {
    return parseAcceptances(new TextDecoder().decode(await workspace.fs.readFile(uri)));
  } catch (error) {
    if (error instanceof FileSystemError && error.code === "FileNotFound") {
      return { acceptances: [], problems: [] };
    }
    const message = l10n.t("It could not be read: {0}", messageOf(error));
    return { acceptances: [], problems: [{ line: 1, message, severity: "error" }] };
  }
}

function errorIn({ problems }: ParsedAcceptances) {
  return problems.find(({ severity }) => severity === "error");
}

function refuseReadOnly({ scheme }: Uri): void {
  // Undefined where the editor does not know: then writing will tell.
  if (workspace.fs.isWritableFileSystem(scheme) !== false) return;
  throw new UserFacingError({
    code: "storageFailed",
    message: l10n.t("This folder is read-only, so {0} is not written.", acceptanceFile),
    why: l10n.t("Open a copy that can be written to accept findings in it."),
  });
}

function refuseUnsaved(uri: Uri): void {
  const open = workspace.textDocuments.find((one) => one.uri.toString() === uri.toString());
  if (!open?.isDirty) return;
  throw new UserFacingError({
    code: "inputNotValid",
    message: l10n.t("{0} has changes that are not saved.", acceptanceFile),
    why: l10n.t("Save or undo them first, so that nothing is lost."),
  });
}

async function chooseFolder(): Promise<WorkspaceFolder> {
  refuseUntrusted();
  const [first, ...others] = workspace.workspaceFolders ?? [];
  if (!first) {
    throw new UserFacingError({
      code: "nothingSelected",
      message: l10n.t("No folder is open."),
      why: l10n.t(
        "What is accepted is kept in {0} of the open folder, so that it can be kept in git. Open a folder first.",
        acceptanceFile,
      ),
    });
  }
  if (others.length === 0) return first;
  const placeHolder = l10n.t("Folder whose {0} is written", acceptanceFile);
  const chosen = await window.showWorkspaceFolderPick({ placeHolder });
  if (!chosen) throw new DOMException("Nothing was chosen", "AbortError");
  return chosen;
}

function refuseUntrusted(): void {
  if (workspace.isTrusted) return;
  throw new UserFacingError({
    code: "workspaceNotTrusted",
    message: l10n.t("This workspace is not trusted, so {0} is not written.", acceptanceFile),
    why: l10n.t("Trust the workspace to accept findings in it."),
  });
}
