import { FileSystemError, l10n, Uri, window, workspace, type WorkspaceFolder } from "vscode";
import { messageOf, UserFacingError } from "../../base/errors.ts";
import type { FileProblem } from "../../domain/json/fileProblem.ts";

/** A file in the root of a workspace folder that people edit by hand and that the extension writes, too. */
export interface WorkspaceFile<Parsed extends ParsedFile> {
  readonly name: string;
  /** An empty text is a file that is not there. Never throws. */
  readonly parse: (text: string) => Parsed;
  /** Why there has to be a folder, and what for it has to be trusted and not read-only. */
  readonly whyFolder: () => string;
  readonly whyTrust: () => string;
  readonly whyCopy: () => string;
}

export interface ParsedFile {
  readonly problems: readonly FileProblem[];
}

/** In bytes: reading a file that nobody wrote by hand would hold the editor up. */
const largest = 5_000_000;

export function uriIn({ uri }: WorkspaceFolder, file: { readonly name: string }): Uri {
  return Uri.joinPath(uri, file.name);
}

/** A file that is not there is an empty one; one that cannot be read is a problem like a mistake in it. */
export async function readWorkspaceFile<Parsed extends ParsedFile>(
  file: WorkspaceFile<Parsed>,
  uri: Uri,
): Promise<Parsed> {
  try {
    const { size } = await workspace.fs.stat(uri);
    if (size > largest) throw new Error(l10n.t("It is larger than 5 MB."));
    return file.parse(new TextDecoder().decode(await workspace.fs.readFile(uri)));
  } catch (error) {
    const empty = file.parse("");
    if (error instanceof FileSystemError && error.code === "FileNotFound") return empty;
    const message = l10n.t("It could not be read: {0}", messageOf(error));
    return { ...empty, problems: [{ line: 1, message, severity: "error" }] };
  }
}

export function errorIn({ problems }: ParsedFile): FileProblem | undefined {
  return problems.find(({ severity }) => severity === "error");
}

/** What stands in a file that is about to be written. Throws `UserFacingError` when something in it would be lost. */
export async function readWhole<Parsed extends ParsedFile>(
  file: WorkspaceFile<Parsed>,
  uri: Uri,
): Promise<Parsed> {
  refuseReadOnly(file, uri);
  refuseUnsaved(file, uri);
  const parsed = await readWorkspaceFile(file, uri);
  const error = errorIn(parsed);
  if (!error) return parsed;
  throw new UserFacingError({
    code: "inputNotValid",
    message: l10n.t(
      "{0} has a mistake in line {1}: {2}",
      file.name,
      String(error.line),
      error.message,
    ),
    why: l10n.t("It was not written, so that nothing in it is lost. Mend the line first."),
  });
}

/** Throws `UserFacingError`. */
export async function writeWorkspaceFile(
  file: { readonly name: string },
  uri: Uri,
  text: string,
): Promise<void> {
  try {
    await workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  } catch (error) {
    throw new UserFacingError({
      code: "storageFailed",
      message: l10n.t("{0} could not be written.", file.name),
      why: messageOf(error),
      cause: error,
    });
  }
}

/** The folder whose file is written. Throws `UserFacingError` when there is none that may be. */
export async function chooseFolder(file: WorkspaceFile<ParsedFile>): Promise<WorkspaceFolder> {
  refuseUntrusted(file);
  const [first, ...others] = workspace.workspaceFolders ?? [];
  if (!first) {
    throw new UserFacingError({
      code: "nothingSelected",
      message: l10n.t("No folder is open."),
      why: file.whyFolder(),
    });
  }
  if (others.length === 0) return first;
  const placeHolder = l10n.t("Folder whose {0} is written", file.name);
  const chosen = await window.showWorkspaceFolderPick({ placeHolder });
  if (!chosen) throw new DOMException("Nothing was chosen", "AbortError");
  return chosen;
}

export function refuseUntrusted(file: WorkspaceFile<ParsedFile>): void {
  if (workspace.isTrusted) return;
  throw new UserFacingError({
    code: "workspaceNotTrusted",
    message: l10n.t("This workspace is not trusted, so {0} is not written.", file.name),
    why: file.whyTrust(),
  });
}

function refuseReadOnly(file: WorkspaceFile<ParsedFile>, { scheme }: Uri): void {
  // Undefined where the editor does not know: then writing will tell.
  if (workspace.fs.isWritableFileSystem(scheme) !== false) return;
  throw new UserFacingError({
    code: "storageFailed",
    message: l10n.t("This folder is read-only, so {0} is not written.", file.name),
    why: file.whyCopy(),
  });
}

function refuseUnsaved({ name }: { readonly name: string }, uri: Uri): void {
  const open = workspace.textDocuments.find((one) => one.uri.toString() === uri.toString());
  if (!open?.isDirty) return;
  throw new UserFacingError({
    code: "inputNotValid",
    message: l10n.t("{0} has changes that are not saved.", name),
    why: l10n.t("Save or undo them first, so that nothing is lost."),
  });
}
