import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { installVsCodeServer } from "../workbench/installVsCodeServer.ts";
import { projectRoot, sampleWorkspace, testBundles } from "../workbench/projectFolders.ts";
import { runInHost } from "../workbench/runInHost.ts";
import { runProgramOrFail } from "../workbench/runProgram.ts";
import { say } from "../workbench/say.ts";
import { latest } from "../workbench/vsCodeVersions.ts";
import { withTemporaryFolder } from "../workbench/withTemporaryFolder.ts";
import type { ActivationTime } from "./activationMarks.ts";

const sizeBudget = 60_000;
const timeBudgetMs = 25;
const runs = 5;

const product = "ords-security.ords-security";
const empty = "ords-security-development.empty";

/**
 * What a start of VS Code pays for the extension: the bytes that are read, and the time until it is
 * active beside an extension that does nothing. True when the size is within its budget; a time
 * depends on the machine, so it is only told.
 */
export async function run(): Promise<boolean> {
  await runProgramOrFail(process.execPath, ["esbuild.mjs", "--production"]);
  const isSmall = reportSize();
  await reportTime();
  return isSmall;
}

function reportSize(): boolean {
  const bundle = readFileSync(join(projectRoot, "dist", "extension.js"));
  const zipped = gzipSync(bundle, { level: 9 }).length;
  const strangers = foreignInputs();
  const isSmall = zipped <= sizeBudget;
  const verdict = isSmall ? "within" : "OVER BUDGET of";
  console.log(`dist/extension.js  ${kilobytes(bundle.length)}, gzip ${kilobytes(zipped)}`);
  console.log(`                   ${verdict} ${kilobytes(sizeBudget)} gzip`);
  console.log(
    strangers.length === 0
      ? "                   holds no driver, no SQL engine and no page code"
      : `                   HOLDS WHAT BELONGS ELSEWHERE: ${strangers.join(", ")}`,
  );
  for (const [path, bytes] of largestFolders()) {
    console.log(`                   ${kilobytes(bytes).padStart(8)}  ${path}`);
  }
  return isSmall && strangers.length === 0;
}

/** Where the bytes come from, for whoever has to find some to save. */
function largestFolders(): readonly (readonly [string, number])[] {
  const folders = new Map<string, number>();
  for (const [path, bytes] of inputs()) {
    const folder = path.split("/").slice(0, 2).join("/");
    folders.set(folder, (folders.get(folder) ?? 0) + bytes);
  }
  return [...folders].toSorted(([, a], [, b]) => b - a).slice(0, 6);
}

/** Parts of the bundle that only some people need, and that are loaded when they do. */
function foreignInputs(): string[] {
  return inputs()
    .map(([path]) => path)
    .filter((path) =>
      /^node_modules\/(oracledb|sql\.js|lit|@vscode-elements)\/|^src\/(webviews|practice)\//.test(
        path,
      ),
    );
}

/** Every file of which something is in the bundle, with how many bytes. */
function inputs(): readonly (readonly [string, number])[] {
  const text = readFileSync(join(projectRoot, "dist", "meta.json"), "utf8");
  const metafiles = [JSON.parse(text) as unknown].flat() as Metafile[];
  const found = metafiles
    .map(({ outputs }) => outputs["dist/extension.js"])
    .flatMap((output) => Object.entries(output?.inputs ?? {}))
    .map(([path, { bytesInOutput }]) => [path, bytesInOutput] as const)
    .filter(([, bytes]) => bytes > 0);
  if (found.length === 0) throw new Error("dist/meta.json does not tell of dist/extension.js.");
  return found;
}

interface Metafile {
  readonly outputs: Readonly<
    Record<string, { readonly inputs: Record<string, { readonly bytesInOutput: number }> }>
  >;
}

async function reportTime(): Promise<void> {
  const testsPath = join(testBundles, "activationMarks.js");
  await build({
    absWorkingDir: projectRoot,
    entryPoints: ["test/bench/activationMarks.ts"],
    outfile: testsPath,
    bundle: true,
    platform: "node",
    format: "cjs",
    external: ["vscode"],
    logLevel: "warning",
  });
  const samples: Record<string, ActivationTime>[] = [];
  for (let index = 0; index < runs; index++) {
    say(`Starting VS Code ${latest.vsCode}, ${index + 1} of ${runs} …`);
    // By turns, so that being the first to wake up is nobody's privilege.
    samples.push(await measure(testsPath, index % 2 === 0 ? [product, empty] : [empty, product]));
  }
  const rows = [product, empty].map((id) => {
    const load = median(samples.map((sample) => sample[id]?.load ?? Number.NaN));
    const activate = median(samples.map((sample) => sample[id]?.activate ?? Number.NaN));
    return { id, load, activate, both: load + activate };
  });
  console.log(`\n${"median of " + runs + ", ms".padEnd(18)}           load  activate  both`);
  for (const { id, load, activate, both } of rows) {
    console.log(`${id.padEnd(32)}${cell(load, 6)}${cell(activate, 10)}${cell(both, 6)}`);
  }
  const difference = (rows[0]?.both ?? Number.NaN) - (rows[1]?.both ?? Number.NaN);
  const verdict = difference <= timeBudgetMs ? "within the budget of" : "over budget:";
  console.log(`${"difference".padEnd(48)}${cell(difference, 6)}`);
  console.log(`${verdict} ${timeBudgetMs} ms`);
}

async function measure(
  testsPath: string,
  ids: readonly string[],
): Promise<Record<string, ActivationTime>> {
  return withTemporaryFolder(async (temporary) => {
    const resultPath = join(temporary, "times.json");
    let output = "";
    const succeeded = await runInHost({
      program: await installVsCodeServer(latest),
      extensions: [projectRoot, join(projectRoot, "test", "bench", "emptyExtension")],
      testsPath,
      folder: sampleWorkspace,
      env: { ACTIVATION_IDS: ids.join(","), ACTIVATION_RESULT: resultPath },
      print: (text) => (output += `${text}\n`),
    });
    if (!succeeded) throw new Error(`The extension host could not be measured:\n${output}`);
    return JSON.parse(readFileSync(resultPath, "utf8")) as Record<string, ActivationTime>;
  });
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function cell(value: number, width: number): string {
  return String(value).padStart(width);
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
