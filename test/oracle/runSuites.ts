import { spawn } from "node:child_process";
import { join } from "node:path";
import { projectRoot } from "../workbench/projectFolders.ts";

/** Runs the suites in vitest, on the terminal; gives its exit code. */
export async function runSuites(signal: AbortSignal): Promise<number> {
  const vitest = join(projectRoot, "node_modules", "vitest", "vitest.mjs");
  const child = spawn(
    process.execPath,
    [vitest, "run", "--config", "test/oracle/vitest.config.ts"],
    {
      cwd: projectRoot,
      stdio: "inherit",
    },
  );
  const stop = (): void => void child.kill("SIGTERM");
  signal.addEventListener("abort", stop, { once: true });
  try {
    return await new Promise<number>((resolve, reject) => {
      child.once("error", reject);
      child.once("exit", (code) => resolve(code ?? 130));
    });
  } finally {
    signal.removeEventListener("abort", stop);
  }
}
