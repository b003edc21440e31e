import {
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { atExit } from "./atExit.ts";
import { findOnPath } from "./findOnPath.ts";
import { headersOf, nodePathOf, nodeSourceFor, type NodeSource } from "./nodeForServer.ts";
import { cacheFolder } from "./projectFolders.ts";
import { runProgram, runProgramOrFail } from "./runProgram.ts";
import { elapsed, say, sayWhile } from "./say.ts";
import type { VsCodeVersion } from "./vsCodeVersions.ts";

/** An installed code-server: the real VS Code workbench, with a real extension host in Node. */
export interface VsCodeServerProgram {
  readonly version: VsCodeVersion;
  readonly nodePath: string;
  readonly entryPath: string;
}

/**
 * Installs a code-server from the npm registry into the clone; the second time it is just there.
 * It is built in a folder of another name and renamed at the end, so that an interrupted
 * installation never looks like a whole one.
 */
export async function installVsCodeServer(version: VsCodeVersion): Promise<VsCodeServerProgram> {
  const source = nodeSourceFor(version);
  const folder = join(cacheFolder, `code-server-${version.codeServer}`);
  const program = {
    version,
    nodePath: nodePathOf(source, folder),
    entryPath: join(folder, "node_modules", "code-server", "out", "node", "entry.js"),
  };
  const isWhole = () => existsSync(program.nodePath) && existsSync(program.entryPath);
  if (isWhole()) return program;
  await waitForOtherInstallation(folder);
  if (isWhole()) return program;

  const started = Date.now();
  say(
    `Installing VS Code ${version.vsCode} (code-server ${version.codeServer}) from the npm ` +
      `registry into .vscode-test, once: ${version.cost}.`,
  );
  const building = `${folder}.installing-${process.pid}`;
  const removeBuilding = () => rmSync(building, { recursive: true, force: true });
  const forget = atExit(removeBuilding);
  try {
    mkdirSync(building, { recursive: true });
    await installInto(building, version, source);
    // An older folder is not whole, for example because it was installed for another Node.
    rmSync(folder, { recursive: true, force: true });
    renameSync(building, folder);
  } finally {
    forget();
    removeBuilding();
  }
  say(`VS Code ${version.vsCode} is installed (${elapsed(started)}).`);
  return program;
}

/** Whether small native parts of VS Code can be compiled here. */
export function hasCompiler(): boolean {
  const compiler = findOnPath("g++", "c++", "clang++");
  return Boolean(compiler && findOnPath("make") && findOnPath("python3"));
}

async function installInto(
  folder: string,
  version: VsCodeVersion,
  source: NodeSource,
): Promise<void> {
  writeFileSync(join(folder, "package.json"), '{ "name": "vscode-for-tests", "private": true }\n');
  if (source.kind === "package") {
    const node = `${source.name}@${source.version}`;
    await sayWhile(`Node ${source.version}`, () => npmInstall(folder, npmEnv(), node));
  }
  const env = npmEnv(nodePathOf(source, folder));
  await sayWhile(`code-server ${version.codeServer}`, () =>
    npmInstall(folder, env, `code-server@${version.codeServer}`),
  );
  const vsCode = join(folder, "node_modules", "code-server", "lib", "vscode");
  await sayWhile("the packages of VS Code", () => npmInstall(vsCode, env, "--omit=dev"));
  await compileNativeParts(folder, vsCode, env, nodePathOf(source, folder));
  linkRipgrep(vsCode);
}

/**
 * Install scripts are left out because some of them download from places other than the registry.
 * What they would have compiled and matters here is compiled afterwards, by name.
 */
async function npmInstall(cwd: string, env: NodeJS.ProcessEnv, what: string): Promise<void> {
  const args = ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", what];
  await runProgramOrFail("npm", args, { cwd, env });
}

function npmEnv(nodePath = process.execPath): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    PATH: `${dirname(nodePath)}${delimiter}${process.env["PATH"] ?? ""}`,
  };
  // Flags that an outer `npm test` was given are not meant for these installations.
  for (const name of Object.keys(env)) {
    if (/^npm_(package_|lifecycle_|command$|config_(json|loglevel|local_prefix)$)/i.test(name)) {
      delete env[name];
    }
  }
  const headers = headersOf(nodePath);
  if (headers) env["npm_config_nodedir"] = headers;
  return env;
}

async function compileNativeParts(
  folder: string,
  vsCode: string,
  env: NodeJS.ProcessEnv,
  nodePath: string,
): Promise<void> {
  const hasArgon2 = await canLoadArgon2(nodePath, folder);
  if (!hasCompiler()) {
    if (!hasArgon2) {
      throw new Error(
        "This version of code-server has to compile argon2, and there is no C++ compiler, make " +
          "and python3 here. Install them (Debian: apt-get install g++ make python3).",
      );
    }
    say("  No C++ compiler here: VS Code does without its log files, and says so at its start.");
    return;
  }
  if (!hasArgon2) {
    await sayWhile("compiling argon2", () => npmRebuild(folder, env, ["argon2"]));
    // npm also succeeds when there was nothing that it recognized as something to rebuild.
    if (!(await canLoadArgon2(nodePath, folder))) {
      throw new Error("argon2 was compiled but cannot be loaded, so code-server cannot start.");
    }
  }
  const modules = ["@vscode/spdlog", "@vscode/native-watchdog", "native-watchdog"].filter((name) =>
    existsSync(join(vsCode, "node_modules", name)),
  );
  await sayWhile(`compiling ${modules.join(", ")}`, () => npmRebuild(vsCode, env, modules));
}

async function canLoadArgon2(nodePath: string, folder: string): Promise<boolean> {
  return (await runProgram(nodePath, ["-e", "require('argon2')"], { cwd: folder })).code === 0;
}

async function npmRebuild(
  cwd: string,
  env: NodeJS.ProcessEnv,
  names: readonly string[],
): Promise<void> {
  await runProgramOrFail("npm", ["rebuild", "--loglevel=error", ...names], { cwd, env });
}

/** Older releases download ripgrep; only file search needs it, so the system's own one will do. */
function linkRipgrep(vsCode: string): void {
  const ripgrep = findOnPath("rg");
  const bin = join(vsCode, "node_modules", "@vscode", "ripgrep", "bin");
  if (!ripgrep || !existsSync(dirname(bin)) || existsSync(join(bin, "rg"))) return;
  mkdirSync(bin, { recursive: true });
  symlinkSync(ripgrep, join(bin, "rg"));
}

/** Two runs in one clone share the installation; what a dead run left behind is removed. */
async function waitForOtherInstallation(folder: string): Promise<void> {
  let told = false;
  while (findOtherInstallation(folder)) {
    if (!told) say("Another run in this clone is installing VS Code; waiting for it …");
    told = true;
    await sleep(1000);
  }
}

function findOtherInstallation(folder: string): boolean {
  if (!existsSync(cacheFolder)) return false;
  const prefix = `${folder.slice(dirname(folder).length + 1)}.installing-`;
  return readdirSync(cacheFolder)
    .filter((name) => name.startsWith(prefix))
    .some((name) => {
      if (isAlive(Number(name.slice(prefix.length)))) return true;
      rmSync(join(cacheFolder, name), { recursive: true, force: true });
      return false;
    });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
