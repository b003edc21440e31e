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
import { UserFacingError } from "../../base/errors.ts";
import { acceptanceFile, type Acceptance } from "../../domain/lint/acceptance.ts";
import { parseAcceptances, type ParsedAcceptances } from "../../domain/lint/parseAcceptances.ts";
import { writeAcceptances } from "../../domain/lint/writeAcceptances.ts";

/** The files of accepted findings, one in each workspace folder; people edit them too. */
export class AcceptanceFiles {
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new Emitter<void>());
  readonly #diagnostics = this.#store.add(
    languages.createDiagnosticCollection("ordsSecurityAccepted"),
  );
  readonly onDidChange = this.#changed.event;

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
    readonly troubles: readonly string[];
  }> {
    const acceptances: Acceptance[] = [];
    const troubles: string[] = [];
    for (const folder of workspace.workspaceFolders ?? []) {
      const uri = fileIn(folder);
      const parsed = parseAcceptances((await readText(uri)) ?? "");
      acceptances.push(...parsed.acceptances);
      this.#mark(uri, parsed);
      const errors = parsed.problems.filter(({ severity }) => severity === "error");
      if (errors.length > 0) {
        troubles.push(
          l10n.t(
            "{0}, line {1}: {2}",
            acceptanceFile,
            String(errors[0]?.line ?? 1),
            errors[0]?.message ?? "",
          ),
        );
      }
    }
    return { acceptances, troubles };
  }

  /** Throws `UserFacingError` when there is no place for it, or when the file would lose what stands in it. */
  async add(acceptance: Acceptance): Promise<void> {
    const folder = await chooseFolder();
    const { acceptances } = await this.#readWhole(fileIn(folder));
    const others = acceptances.filter((one) => !isSame(one, acceptance));
    await this.#write(fileIn(folder), [...others, acceptance]);
  }

  /** Takes it out of every file that has it. */
  async remove(acceptance: Acceptance): Promise<void> {
    refuseUntrusted();
    for (const folder of workspace.workspaceFolders ?? []) {
      const { acceptances } = await this.#readWhole(fileIn(folder));
      const others = acceptances.filter((one) => !isSame(one, acceptance));
      if (others.length < acceptances.length) await this.#write(fileIn(folder), others);
    }
  }

  dispose(): void {
    this.#store.dispose();
  }

  async #readWhole(uri: Uri): Promise<ParsedAcceptances> {
    const parsed = parseAcceptances((await readText(uri)) ?? "");
    const error = parsed.problems.find(({ severity }) => severity === "error");
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

  async #write(uri: Uri, acceptances: readonly Acceptance[]): Promise<void> {
    const open = workspace.textDocuments.find((one) => one.uri.toString() === uri.toString());
    if (open?.isDirty) {
      throw new UserFacingError({
        code: "inputNotValid",
        message: l10n.t("{0} has changes that are not saved.", acceptanceFile),
        why: l10n.t("Save or undo them first, so that nothing is lost."),
      });
    }
    await workspace.fs.writeFile(uri, new TextEncoder().encode(writeAcceptances(acceptances)));
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
    for (const folder of workspace.workspaceFolders ?? []) {
      const watcher = this.#store.add(
        workspace.createFileSystemWatcher(new RelativePattern(folder, acceptanceFile)),
      );
      const tell = (): void => this.#changed.fire();
      this.#store.add(watcher.onDidChange(tell));
      this.#store.add(watcher.onDidCreate(tell));
      this.#store.add(watcher.onDidDelete(tell));
    }
  }
}

function isSame(one: Acceptance, other: Acceptance): boolean {
  return one.schema === other.schema && one.key === other.key;
}

function fileIn({ uri }: WorkspaceFolder): Uri {
  return Uri.joinPath(uri, acceptanceFile);
}

/** Undefined when there is none. */
async function readText(uri: Uri): Promise<string | undefined> {
  try {
    return new TextDecoder().decode(await workspace.fs.readFile(uri));
  } catch (error) {
    if (error instanceof FileSystemError && error.code === "FileNotFound") return undefined;
    throw error;
  }
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
