import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** The data of the practice server as one file in the extension's own folder. */
export interface PracticeFile {
  load(): Promise<Uint8Array | undefined>;
  save(bytes: Uint8Array): Promise<void>;
  delete(): Promise<void>;
}

/** Node's own files, because VS Code's file system is gone when a window that closes still has something to save. */
export function practiceFile(folder: string): PracticeFile {
  const file = join(folder, "practice.sqlite");
  return {
    load: async () => {
      try {
        return await readFile(file);
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },
    save: async (bytes) => {
      await mkdir(folder, { recursive: true });
      // Renamed into place, so that a window that is closed while writing leaves the old file whole.
      await writeFile(`${file}.new`, bytes, { mode: 0o600 });
      await rename(`${file}.new`, file);
    },
    delete: async () => await rm(file, { force: true }),
  };
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}
