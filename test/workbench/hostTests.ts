import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { downloadAndUnzipVSCode, runTests } from "@vscode/test-electron";
import { hasCompiler, installVsCodeServer } from "./installVsCodeServer.ts";
import { messageOf } from "./messageOf.ts";
import { cacheFolder, projectRoot, sampleWorkspace, testBundles } from "./projectFolders.ts";
import { say } from "./say.ts";
import { latest, minimum, type VsCodeVersion } from "./vsCodeVersions.ts";
import { withTemporaryFolder } from "./withTemporaryFolder.ts";

/** What the runner in test/host writes when it has finished. */
interface HostResult {
  readonly node: string;
  readonly vsCode: string;
  readonly passed: number;
  readonly failed: number;
}

/**
 * Runs the tests of test/host in the oldest and the newest VS Code that are supported, through
 * @vscode/test-electron either way: in a desktop VS Code where one can be had, in a code-server
 * otherwise. VSCODE_TEST_HOST=desktop or =server insists on one of them, VSCODE_EXECUTABLE names an
 * installed desktop one. Prints the counts as a line of JSON at the end.
 */
const counts = { passed: 0, failed: 0 };
for (const version of [minimum, latest]) {
  const result = await runIn(version);
  counts.passed += result.passed;
  counts.failed += result.failed;
}
writeFileSync(process.argv[2] ?? join(testBundles, "host-result.json"), JSON.stringify(counts));
process.exit(counts.failed > 0 ? 1 : 0);

async function runIn(version: VsCodeVersion): Promise<{ passed: number; failed: number }> {
  const desktop = await desktopVsCode(version);
  if (!desktop && version === minimum && !hasCompiler()) {
    say(
      `VS Code ${version.vsCode} is left out: its server cannot be built without a C++ compiler.`,
    );
    return { passed: 0, failed: 0 };
  }
  return withTemporaryFolder(async (temporary) => {
    const executable = desktop ?? (await serverAsDesktop(version));
    const resultPath = join(temporary, "result.json");
    const failure = await runTests({
      vscodeExecutablePath: executable,
      extensionDevelopmentPath: projectRoot,
      extensionTestsPath: join(testBundles, "host.js"),
      launchArgs: [sampleWorkspace, "--disable-extensions", `--user-data-dir=${temporary}/data`],
      extensionTestsEnv: { HOST_RESULT: resultPath, VSCODE_TEST_VERSION: version.name },
    }).then(() => undefined, messageOf);
    return judge(version, readResult(resultPath), failure);
  });
}

function judge(version: VsCodeVersion, result: HostResult | undefined, failure?: string) {
  if (!result) {
    console.log(`VS Code ${version.vsCode}: the tests did not finish. ${failure ?? ""}`);
    return { passed: 0, failed: 1 };
  }
  const { passed, failed, vsCode, node } = result;
  console.log(`VS Code ${vsCode} on Node ${node}: ${passed} passed, ${failed} failed`);
  // The runner's file and the exit code must agree, and no test at all is no success.
  const isSound = passed > 0 && (failure === undefined || failed > 0);
  return { passed, failed: isSound ? failed : failed + 1 };
}

function readResult(path: string): HostResult | undefined {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as HostResult;
  } catch {
    return undefined;
  }
}

async function serverAsDesktop(version: VsCodeVersion): Promise<string> {
  await installVsCodeServer(version);
  return join(testBundles, "codeShim.mjs");
}

async function desktopVsCode(version: VsCodeVersion): Promise<string | undefined> {
  const wanted = process.env["VSCODE_TEST_HOST"] ?? "auto";
  if (wanted === "server") return undefined;
  if (process.env["VSCODE_EXECUTABLE"]) return process.env["VSCODE_EXECUTABLE"];
  const hasDisplay =
    process.platform !== "linux" || process.env["DISPLAY"] || process.env["WAYLAND_DISPLAY"];
  if (wanted === "auto" && !hasDisplay) return undefined;
  try {
    mkdirSync(cacheFolder, { recursive: true });
    return await downloadAndUnzipVSCode({
      version: version.vsCode,
      timeout: 15_000,
      cachePath: cacheFolder,
    });
  } catch (error) {
    if (wanted === "desktop") throw error;
    say(`A desktop VS Code cannot be downloaded here (${messageOf(error)}); taking a server.`);
    return undefined;
  }
}
