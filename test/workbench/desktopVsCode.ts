import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, realpathSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { atExit } from "./atExit.ts";
import { editorSettings } from "./editorSettings.ts";
import { findOnPath } from "./findOnPath.ts";
import { killGroup } from "./runProgram.ts";

/** An installed desktop VS Code: VSCODE_EXECUTABLE, or the one behind `code` on PATH. */
export function desktopProgram(): string | undefined {
  const named = process.env["VSCODE_EXECUTABLE"];
  if (named && !existsSync(named)) {
    throw new Error(`VSCODE_EXECUTABLE names ${named}, which does not exist. Correct or unset it.`);
  }
  const onPath = named ?? findOnPath("code");
  return onPath && editorBehind(onPath);
}

export async function runDesktop(
  program: string,
  {
    extensions,
    workspace,
    keepIn,
  }: {
    readonly extensions: readonly string[];
    readonly workspace: string;
    readonly keepIn: string;
  },
): Promise<void> {
  const settings = join(keepIn, "data", "User", "settings.json");
  if (!existsSync(settings)) {
    mkdirSync(dirname(settings), { recursive: true });
    writeFileSync(settings, JSON.stringify(editorSettings, undefined, 2));
  }
  const child = spawn(
    program,
    [
      "--new-window",
      "--wait",
      "--disable-workspace-trust",
      `--user-data-dir=${join(keepIn, "data")}`,
      `--extensions-dir=${join(keepIn, "ext")}`,
      ...extensions.map((path) => `--extensionDevelopmentPath=${path}`),
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
      workspace,
    ],
    { stdio: ["ignore", "ignore", "inherit"], detached: true, env: cleanEnv() },
  );
  const forget = atExit(() => killGroup(child.pid, "SIGTERM"));
  const [code] = (await once(child, "exit")) as [number | null];
  forget();
  if (code === 0) return;
  throw new Error(`${program} ended with code ${code}. Without a display, unset it from PATH.`);
}

/**
 * `code` is a small script that starts the editor and lets go of it; the editor itself stays ours,
 * and so ends with Ctrl+C. Where it is not found, the script has to do.
 */
function editorBehind(script: string): string {
  const bin = dirname(realpathSync(script));
  const candidates = [
    join(bin, "..", "code"),
    join(bin, "..", "..", "..", "MacOS", "Code"),
    join(bin, "..", "..", "..", "MacOS", "Electron"),
  ];
  return candidates.find(existsSync) ?? script;
}

/** In a terminal of VS Code these would make the new editor a mere command of that window. */
function cleanEnv(): NodeJS.ProcessEnv {
  const entries = Object.entries(process.env);
  return Object.fromEntries(entries.filter(([name]) => !/^(VSCODE_|ELECTRON_)/.test(name)));
}
