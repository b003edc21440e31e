import { randomBytes } from "node:crypto";
import { open, rename, rm, type FileHandle } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { isUserFacingError, UserFacingError } from "../../base/errors.ts";
import type { OpenBodySink } from "./bodySink.ts";

/**
 * Saves a body as a file. It is written beside its place and put there when it is complete, so that what was there
 * before is lost to a whole body only, and a broken one leaves nothing.
 */
export function createFileSink(path: string): OpenBodySink {
  return async () => {
    const suffix = randomBytes(4).toString("hex");
    const partPath = join(dirname(path), `.${basename(path)}.${suffix}.part`);
    // Readable by the person alone until they say otherwise: an answer may be personal data.
    const file = await said(path, async () => await open(partPath, "wx", 0o600));
    return {
      write: async (chunk) => await said(path, async () => await writeAll(file, chunk)),
      close: async () => {
        await said(path, async () => {
          await file.close();
          await rename(partPath, path);
        });
      },
      discard: async () => {
        // Why it is thrown away has been told; what cannot be tidied up is left as a .part file.
        await file.close().catch(() => undefined);
        await rm(partPath, { force: true }).catch(() => undefined);
      },
    };
  };
}

/** A file system may take less than it is given. */
async function writeAll(file: FileHandle, chunk: Uint8Array): Promise<void> {
  let written = 0;
  while (written < chunk.length) {
    written += (await file.write(chunk, written, chunk.length - written)).bytesWritten;
  }
}

async function said<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (isUserFacingError(cause)) throw cause;
    throw new UserFacingError({
      code: "storageFailed",
      message: `The answer could not be saved as ${basename(path)}.`,
      why: reasons[codeOf(cause)] ?? `The file system says ${codeOf(cause) || "nothing more"}.`,
      cause,
    });
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

const reasons: Readonly<Record<string, string>> = {
  ENOSPC: "The disk is full.",
  EDQUOT: "The disk quota is used up.",
  EFBIG: "The file system does not take files of that size.",
  EACCES: "You may not write there.",
  EPERM: "You may not write there, or the file is open in another program.",
  EBUSY: "The file is open in another program.",
  EROFS: "The disk is read-only.",
  ENOENT: "The folder does not exist.",
  EISDIR: "There is a folder of that name.",
};
