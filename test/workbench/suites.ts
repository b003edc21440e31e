import { readFileSync } from "node:fs";
import { join } from "node:path";
import { findChromium } from "./findChromium.ts";
import { installVsCodeServer } from "./installVsCodeServer.ts";
import { projectRoot, testBundles } from "./projectFolders.ts";
import { runProgram, type ProgramOptions } from "./runProgram.ts";
import { latest } from "./vsCodeVersions.ts";
import { withTemporaryFolder } from "./withTemporaryFolder.ts";

export interface SuiteResult {
  readonly passed: number;
  readonly failed: number;
  readonly output: string;
}

export interface Suite {
  readonly name: string;
  readonly run: () => Promise<SuiteResult>;
}

const typeScriptProjects = [".", "src/domain", "src/webviews", "test"];

/** Everything that `npm test` runs: quick ones first, and what needs a build after the build. */
export const suites: readonly Suite[] = [
  { name: "format", run: () => check(["prettier", "--check", "--log-level=warn", "."]) },
  { name: "types", run: () => check(...typeScriptProjects.map((path) => ["tsc", "-p", path])) },
  {
    name: "lint",
    run: () => check(["oxlint", "--type-aware", "-c", "test/oxlint.json", "src", "test"]),
  },
  { name: "unit", run: () => runVitest("test/vitest.config.ts") },
  { name: "build", run: () => check(["node", "esbuild.mjs", "--production"]) },
  { name: "host", run: runHostTests },
  { name: "e2e", run: runWorkbenchTests },
];

/** Programs that only succeed or fail: together they count as one test. */
async function check(...commands: readonly (readonly string[])[]): Promise<SuiteResult> {
  let output = "";
  for (const [program = "", ...args] of commands) {
    const result = await runTool(program, args);
    if (result.code !== 0) output += `${[program, ...args].join(" ")}\n${result.output}\n`;
  }
  return output === "" ? { passed: 1, failed: 0, output } : { passed: 0, failed: 1, output };
}

function runTool(name: string, args: readonly string[], options: ProgramOptions = {}) {
  const program = name === "node" ? name : join(projectRoot, "node_modules", ".bin", name);
  // Their output is kept and indented, where colors would only be in the way.
  const env = { ...process.env, NO_COLOR: "1" };
  return runProgram(program, args, { env, ...options });
}

async function runVitest(config: string): Promise<SuiteResult> {
  return withResultFile(async (resultFile) => {
    const { code, output } = await runTool("vitest", [
      "run",
      `--config=${config}`,
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${resultFile}`,
    ]);
    const result = readJson(resultFile);
    const passed = result?.numPassedTests ?? 0;
    const failed = result?.numFailedTests ?? 0;
    // A file that cannot be loaded has no failed test, but does fail the run.
    return { passed, failed: code === 0 ? failed : Math.max(failed, 1), output };
  });
}

async function runWorkbenchTests(): Promise<SuiteResult> {
  // Here rather than inside vitest, so that a long installation is seen on the terminal.
  await installVsCodeServer(latest);
  await findChromium();
  return runVitest("test/e2e/vitest.config.ts");
}

async function runHostTests(): Promise<SuiteResult> {
  const bundling = await check(["node", "esbuild.mjs"], ["node", "esbuild.mjs", "--tests"]);
  if (bundling.failed > 0) return bundling;
  return withResultFile(async (resultFile) => {
    const args = ["--enable-source-maps", join(testBundles, "hostTests.mjs"), resultFile];
    const { code, output } = await runTool("node", args, { showErrors: true });
    const { passed = 0, failed = 0 } = readJson(resultFile) ?? {};
    return { passed, failed: code === 0 ? failed : Math.max(failed, 1), output };
  });
}

interface ResultFile {
  readonly numPassedTests?: number;
  readonly numFailedTests?: number;
  readonly passed?: number;
  readonly failed?: number;
}

function withResultFile<T>(use: (path: string) => Promise<T>): Promise<T> {
  return withTemporaryFolder((folder) => use(join(folder, "result.json")));
}

function readJson(path: string): ResultFile | undefined {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as ResultFile;
  } catch {
    return undefined;
  }
}
