import { existsSync } from "node:fs";
import { join } from "node:path";
import { findChromium } from "../../workbench/findChromium.ts";
import { installVsCodeServer } from "../../workbench/installVsCodeServer.ts";
import { projectRoot } from "../../workbench/projectFolders.ts";
import { runProgramOrFail } from "../../workbench/runProgram.ts";
import { latest } from "../../workbench/vsCodeVersions.ts";

/** Runs once before all files. The build is made anew, so that a test never judges an old one. */
export async function setup(): Promise<void> {
  await installVsCodeServer(latest);
  await findChromium();
  if (existsSync(join(projectRoot, "src", "extension.ts"))) {
    await runProgramOrFail(process.execPath, ["esbuild.mjs"]);
  }
}
