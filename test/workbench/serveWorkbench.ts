import { createHash } from "node:crypto";
import { mkdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { atExit } from "./atExit.ts";
import { installVsCodeServer } from "./installVsCodeServer.ts";
import { cacheFolder } from "./projectFolders.ts";
import { folderUrl, startVsCodeServer } from "./startVsCodeServer.ts";
import { latest } from "./vsCodeVersions.ts";

export interface ServedWorkbench {
  readonly url: string;
  readonly version: string;
  readonly ended: Promise<void>;
}

/**
 * A code-server for a person: the same address and the same user data at every start, because the
 * browser keeps secrets by address.
 */
export async function serveWorkbench({
  extensions,
  workspace,
}: {
  readonly extensions: readonly string[];
  readonly workspace: string;
}): Promise<ServedWorkbench> {
  const program = await installVsCodeServer(latest);
  const server = await startVsCodeServer(program, {
    extensions,
    keepIn: shortPathTo(join(cacheFolder, "start")),
    preferredPort: 8471,
    settings: { "files.autoSave": "afterDelay" },
  });
  const { vsCode } = latest;
  return { url: folderUrl(server, workspace), version: vsCode, ended: server.ended };
}

/** A unix socket inside the user data allows about a hundred characters in all. */
function shortPathTo(folder: string): string {
  mkdirSync(folder, { recursive: true });
  if (folder.length < 45) return folder;
  const link = join(
    tmpdir(),
    `ords-${createHash("sha1").update(folder).digest("hex").slice(0, 8)}`,
  );
  rmSync(link, { force: true });
  symlinkSync(folder, link);
  atExit(() => rmSync(link, { force: true }));
  return link;
}
