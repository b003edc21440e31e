import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { atExit } from "../../workbench/atExit.ts";
import { projectRoot } from "../../workbench/projectFolders.ts";
import { killGroup } from "../../workbench/runProgram.ts";

/** A practice server that VS Code knows nothing of: as good as the ORDS of somebody else. */
export interface OutsidePractice {
  readonly url: string;
  readonly alias: string;
  readonly user: string;
  readonly password: string;
  /** It goes on listening and answers nobody, until it is resumed. */
  readonly pause: () => void;
  readonly resume: () => void;
  /** Runs a script as its user. */
  readonly run: (script: string) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** What `npm run practice -- --json …` runs, and the line that it prints. */
export async function outsidePractice(...options: readonly string[]): Promise<OutsidePractice> {
  const entry = join(projectRoot, "test", "workbench", "bootstrap.mjs");
  const child = spawn(process.execPath, [entry, "practice", "--json", ...options], {
    cwd: projectRoot,
    stdio: ["ignore", "pipe", "inherit"],
    detached: true,
  });
  const forget = atExit(() => killGroup(child.pid, "SIGKILL"));
  const ended = once(child, "exit");
  const stop = async () => {
    killGroup(child.pid, "SIGTERM");
    await ended;
    forget();
  };
  const lines = createInterface({ input: child.stdout });
  const first = await Promise.race([once(lines, "line"), ended.then(() => undefined)]);
  if (!first) throw new Error("The practice server ended before it was ready.");
  const line = JSON.parse(String(first[0])) as Pick<
    OutsidePractice,
    "url" | "alias" | "user" | "password"
  >;
  return {
    ...line,
    pause: () => killGroup(child.pid, "SIGSTOP"),
    resume: () => killGroup(child.pid, "SIGCONT"),
    run: async (script) => {
      const login = Buffer.from(`${line.user}:${line.password}`).toString("base64");
      const answered = await fetch(`${line.url}/${line.alias}/_/sql`, {
        method: "POST",
        headers: { authorization: `Basic ${login}`, "content-type": "application/sql" },
        body: script,
      });
      const text = await answered.text();
      if (answered.status !== 200 || /errorCode/.test(text)) throw new Error(text);
    },
    stop,
  };
}
