import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Where the windows of one user meet for a token: a socket in the folder of temporary files, or a pipe on Windows.
 * undefined where the path would be too long for a socket. `scope` tells one VS Code of this machine from another.
 */
export function handOverPath(scope: string, place: string): string | undefined {
  const hash = createHash("sha256")
    .update(JSON.stringify([scope, place]))
    .digest("hex");
  const name = `ords-security-${hash.slice(0, 24)}`;
  if (process.platform === "win32") return `\\\\.\\pipe\\${name}`;
  const path = join(ownFolder(), `${name}.sock`);
  return Buffer.byteLength(path) <= longestPath ? path : undefined;
}

/** 104 bytes on macOS and 108 on Linux, with a zero at the end; some versions of Node cut what is longer, silently. */
const longestPath = 103;

/** Only the user may look into it, where there is one; a login without a session names one that does not exist. */
function ownFolder(): string {
  const folder = process.env["XDG_RUNTIME_DIR"];
  return folder && existsSync(folder) ? folder : tmpdir();
}
