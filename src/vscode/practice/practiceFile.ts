import { FileType, type Uri, workspace } from "vscode";

/** The data of the practice server as one file in the extension's own folder. */
export interface PracticeFile {
  load(): Promise<Uint8Array | undefined>;
  save(bytes: Uint8Array): Promise<void>;
  delete(): Promise<void>;
}

export function practiceFile(folder: Uri): PracticeFile {
  const file = folder.with({ path: `${folder.path}/practice.sqlite` });
  const draft = folder.with({ path: `${folder.path}/practice.sqlite.new` });
  const exists = async (): Promise<boolean> => {
    await workspace.fs.createDirectory(folder);
    return (await workspace.fs.readDirectory(folder)).some(
      ([name, type]) => name === "practice.sqlite" && type === FileType.File,
    );
  };
  return {
    load: async () => ((await exists()) ? await workspace.fs.readFile(file) : undefined),
    save: async (bytes) => {
      // Renamed into place, so that a window that is closed while writing leaves the old file whole.
      await workspace.fs.createDirectory(folder);
      await workspace.fs.writeFile(draft, bytes);
      await workspace.fs.rename(draft, file, { overwrite: true });
    },
    delete: async () => {
      if (await exists()) await workspace.fs.delete(file);
    },
  };
}
