import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { atExit } from "./atExit.ts";
import { editorSettings } from "./editorSettings.ts";
import type { VsCodeServerProgram } from "./installVsCodeServer.ts";
import { killGroup } from "./runProgram.ts";

export interface VsCodeServerOptions {
  /** Folders of extensions to run as if they were installed. */
  readonly extensions?: readonly string[];
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly env?: NodeJS.ProcessEnv;
  /** Asks whether the workspace is to be trusted, as a person's VS Code does. Not asked without it. */
  readonly asksForTrust?: boolean;
  /** The port to listen on when it is free; otherwise, and without it, any free one. */
  readonly preferredPort?: number;
  /** A folder whose user data outlives the server. Without it everything is temporary. */
  readonly keepIn?: string;
}

export interface VsCodeServer {
  readonly url: string;
  /** What stands in the address bar before the path, and in every URI of this workbench. */
  readonly authority: string;
  /** Holds data, extensions and home; a test may put more temporary things into it. */
  readonly folder: string;
  readonly output: () => string;
  readonly ended: Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Starts a code-server of its own: own port, own user data, own HOME, own process group. */
export async function startVsCodeServer(
  program: VsCodeServerProgram,
  {
    extensions = [],
    settings = {},
    env = {},
    asksForTrust = false,
    preferredPort,
    keepIn,
  }: VsCodeServerOptions = {},
): Promise<VsCodeServer> {
  // A short path, because unix sockets are made inside it.
  const folder = keepIn ?? mkdtempSync(join(tmpdir(), "ords-"));
  const data = join(folder, "data");
  const home = join(folder, "home");
  const temporaryFiles = join(folder, "tmp");
  prepareData(data, settings, keepIn !== undefined);
  linkExtensions(join(folder, "ext"), extensions);
  mkdirSync(home, { recursive: true });
  rmSync(temporaryFiles, { recursive: true, force: true });
  mkdirSync(temporaryFiles);
  writeFileSync(join(folder, "config.yaml"), "auth: none\n");

  const port = await freePort(preferredPort);
  const authority = `127.0.0.1:${port}`;
  const child = spawn(
    program.nodePath,
    [
      program.entryPath,
      "--config",
      join(folder, "config.yaml"),
      "--user-data-dir",
      data,
      "--extensions-dir",
      join(folder, "ext"),
      "--bind-addr",
      authority,
      "--disable-telemetry",
      "--disable-update-check",
      ...(asksForTrust ? [] : ["--disable-workspace-trust"]),
      "--disable-getting-started-override",
      "--ignore-last-opened",
    ],
    {
      env: serverEnv(home, temporaryFiles, env),
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    },
  );
  const temporary = keepIn ? undefined : folder;
  const forget = endWithThisProcess(child, temporary);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8");
    stream.on("data", (text: string) => (output = (output + text).slice(-100_000)));
  }
  const ended = once(child, "exit").then(() => undefined);
  const stop = async () => {
    await stopGroup(child, ended);
    forget();
    if (temporary) rmSync(temporary, { recursive: true, force: true, maxRetries: 5 });
  };
  const server = {
    url: `http://${authority}`,
    authority,
    folder,
    output: () => output,
    ended,
    stop,
  };
  try {
    await untilReady(server.url, child, () => output);
  } catch (error) {
    await stop();
    throw error;
  }
  return server;
}

/** The address that opens a folder in this server. */
export function folderUrl(server: VsCodeServer, folder: string): string {
  return `${server.url}/?folder=${encodeURI(resolve(folder))}`;
}

function prepareData(
  data: string,
  settings: Readonly<Record<string, unknown>>,
  isKept: boolean,
): void {
  const file = join(data, "User", "settings.json");
  // What a person changed in a kept one is theirs.
  if (isKept && existsSync(file)) return;
  mkdirSync(join(data, "User"), { recursive: true });
  writeFileSync(file, JSON.stringify({ ...editorSettings, ...settings }, undefined, 2));
}

/** Linked, not installed: the extension runs from where it is built. */
function linkExtensions(folder: string, extensions: readonly string[]): void {
  mkdirSync(folder, { recursive: true });
  // The list that VS Code keeps beside them would hide whatever was linked after it was written.
  rmSync(join(folder, "extensions.json"), { force: true });
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isSymbolicLink()) rmSync(join(folder, entry.name));
  }
  for (const extension of extensions) {
    const manifest = JSON.parse(readFileSync(join(extension, "package.json"), "utf8")) as {
      readonly publisher: string;
      readonly name: string;
      readonly version: string;
    };
    const name = `${manifest.publisher}.${manifest.name}-${manifest.version}`;
    symlinkSync(resolve(extension), join(folder, name));
  }
}

function serverEnv(
  home: string,
  temporaryFiles: string,
  extra: NodeJS.ProcessEnv,
): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { ...process.env };
  // In a terminal of VS Code these would lead the server to that window.
  for (const name of Object.keys(env)) {
    if (/^(VSCODE_(?!TEST_)|ELECTRON_|CODE_SERVER_|npm_)/.test(name)) delete env[name];
  }
  return {
    ...env,
    HOME: home,
    XDG_CONFIG_HOME: join(home, ".config"),
    XDG_DATA_HOME: join(home, ".local", "share"),
    // Its sockets, which nobody would remove elsewhere.
    XDG_RUNTIME_DIR: temporaryFiles,
    TMPDIR: temporaryFiles,
    ...extra,
  };
}

/** A killed process cannot clean up, so a shell that outlives it watches a pipe from it. */
function endWithThisProcess(child: ChildProcess, temporary: string | undefined): () => void {
  const script = 'cat >/dev/null; kill -KILL -- "-$1"; [ -z "$2" ] || rm -rf -- "$2"';
  const guard = spawn("sh", ["-c", script, "sh", String(child.pid), temporary ?? ""], {
    stdio: ["pipe", "ignore", "ignore"],
    detached: true,
  });
  guard.unref();
  const forget = atExit(() => {
    killGroup(child.pid, "SIGKILL");
    if (temporary) rmSync(temporary, { recursive: true, force: true, maxRetries: 3 });
    killGroup(guard.pid, "SIGKILL");
  });
  return () => {
    forget();
    killGroup(guard.pid, "SIGKILL");
  };
}

async function stopGroup(child: ChildProcess, ended: Promise<void>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  killGroup(child.pid, "SIGTERM");
  const force = setTimeout(() => killGroup(child.pid, "SIGKILL"), 4000);
  await ended;
  clearTimeout(force);
  // Whatever of the group outlived its leader.
  killGroup(child.pid, "SIGKILL");
}

async function untilReady(url: string, child: ChildProcess, output: () => string): Promise<void> {
  const limit = Date.now() + 60_000;
  while (Date.now() < limit) {
    if (child.exitCode !== null || child.signalCode !== null) {
      throw new Error(`code-server ended before it was ready:\n${output().trim()}`);
    }
    // The second request loads VS Code itself.
    if ((await answers(`${url}/healthz`)) && (await answers(`${url}/?ew=true`))) return;
    await sleep(100);
  }
  throw new Error(`code-server did not answer within a minute:\n${output().trim()}`);
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}

async function freePort(preferred = 0): Promise<number> {
  // The next few first: an address that stays the same keeps what the browser has stored for it.
  const wanted = preferred > 0 ? Array.from({ length: 20 }, (_, next) => preferred + next) : [];
  for (const port of wanted) {
    if (await listenOnce(port)) return port;
  }
  const port = await listenOnce(0);
  if (port === undefined) throw new Error("No free port was found on 127.0.0.1.");
  return port;
}

function listenOnce(port: number): Promise<number | undefined> {
  return new Promise((found) => {
    const server = createServer();
    server.once("error", () => found(undefined));
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      const chosen = typeof address === "object" ? address?.port : undefined;
      server.close(() => found(chosen));
    });
  });
}
