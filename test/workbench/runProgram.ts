import { spawn } from "node:child_process";
import { atExit } from "./atExit.ts";
import { projectRoot } from "./projectFolders.ts";

export interface ProgramResult {
  readonly code: number;
  /** Standard output and errors, in the order in which they came. */
  readonly output: string;
}

export interface ProgramOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Lets what the program says on stderr through to the terminal instead of keeping it. */
  readonly showErrors?: boolean;
}

/** Runs a program to its end and keeps what it says. It dies with this process. */
export function runProgram(
  command: string,
  args: readonly string[],
  { cwd = projectRoot, env = process.env, showErrors = false }: ProgramOptions = {},
): Promise<ProgramResult> {
  return new Promise((resolve) => {
    // Its own process group, so that its children can be ended together with it.
    const child = spawn(command, args, {
      cwd,
      env,
      stdio: ["ignore", "pipe", showErrors ? "inherit" : "pipe"],
      detached: true,
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8");
      stream?.on("data", (text: string) => (output += text));
    }
    const forget = atExit(() => killGroup(child.pid, "SIGTERM"));
    child.once("error", (error) => {
      forget();
      resolve({ code: 127, output: `${command} could not be started: ${error.message}\n` });
    });
    child.once("close", (code) => {
      forget();
      resolve({ code: code ?? 1, output });
    });
  });
}

/** As above, but anything other than success is an error that carries what the program said. */
export async function runProgramOrFail(
  command: string,
  args: readonly string[],
  options: ProgramOptions = {},
): Promise<string> {
  const { code, output } = await runProgram(command, args, options);
  if (code === 0) return output;
  throw new Error(`\`${command} ${args.join(" ")}\` ended with code ${code}:\n${output.trim()}`);
}

export function killGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // The group is already gone.
  }
}
