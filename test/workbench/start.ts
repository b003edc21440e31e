import { cpSync } from "node:fs";
import { join } from "node:path";
import { desktopProgram, runDesktop } from "./desktopVsCode.ts";
import { messageOf } from "./messageOf.ts";
import { offerBrowser } from "./offerBrowser.ts";
import { cacheFolder, projectRoot, sampleWorkspace } from "./projectFolders.ts";
import { runProgramOrFail } from "./runProgram.ts";
import { elapsed } from "./say.ts";
import { serveWorkbench } from "./serveWorkbench.ts";

/** `npm start`: VS Code with the extension, a workspace to play in, and the practice schema. */
const extensions = [projectRoot, join(projectRoot, "test", "workbench", "companion")];
const workspace = join(cacheFolder, "workspace");

try {
  const started = Date.now();
  await runProgramOrFail(process.execPath, ["esbuild.mjs"]);
  console.log(`The extension is built (${elapsed(started)}).`);
  // What was edited there before stays as it was left.
  cpSync(sampleWorkspace, workspace, { recursive: true, force: false });
  const desktop = desktopProgram();
  await (desktop ? openDesktop(desktop) : openServer());
} catch (error) {
  console.error(messageOf(error));
  process.exit(1);
}

async function openDesktop(program: string): Promise<void> {
  console.log(`Opening ${program}. ${whatToSee()}`);
  console.log("Close its window, or press Ctrl+C here, to stop.");
  await runDesktop(program, { extensions, workspace, keepIn: join(cacheFolder, "start-desktop") });
}

async function openServer(): Promise<void> {
  const { url, version, ended } = await serveWorkbench({ extensions, workspace });
  console.log(`VS Code ${version} with ORDS Security is ready; open this address in a browser:

  ${url}

${whatToSee()}
Only this machine can reach that address; it asks for no password.
What you edit stays in .vscode-test/workspace. Press Ctrl+C to stop everything.`);
  offerBrowser(url);
  await ended;
  throw new Error("VS Code has ended by itself. Run `npm start` again.");
}

function whatToSee(): string {
  return "The ORDS Security sidebar shows the practice schema; start-here.md says what to try.";
}
