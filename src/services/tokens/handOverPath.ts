import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Where the windows of one user meet for a token: a socket in the folder of temporary files, or a pipe on Windows. Short,
 * because the path of a socket has about a hundred characters. `scope` tells one VS Code of this machine from another.
 */
export function handOverPath(scope: string, place: string): string {
  const hash = createHash("sha256")
    .update(JSON.stringify([scope, place]))
    .digest("hex");
  const name = `ords-security-${hash.slice(0, 24)}`;
  if (process.platform === "win32") return `\\\\.\\pipe\\${name}`;
  return join(process.env["XDG_RUNTIME_DIR"] ?? tmpdir(), `${name}.sock`);
}
