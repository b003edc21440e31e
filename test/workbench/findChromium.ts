import { existsSync } from "node:fs";
import { findOnPath } from "./findOnPath.ts";
import { runProgramOrFail } from "./runProgram.ts";
import { say, sayWhile } from "./say.ts";

/** The browser that drives the workbench; installed where that can be done without asking. */
export async function findChromium(): Promise<string> {
  const found = findInstalled();
  if (found) return found;
  const install = "apt-get install -y --no-install-recommends chromium fonts-dejavu-core";
  const apt = findOnPath("apt-get");
  if (!apt || process.getuid?.() !== 0) {
    throw new Error(
      "No Chromium was found on PATH, and the workbench is driven in one. " +
        (apt
          ? `Install it: sudo ${install}`
          : "Install Chromium or Chrome, or name its program in the variable CHROMIUM."),
    );
  }
  say("Installing Chromium from Debian, once: about 110 MB to download, 350 MB on disk.");
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  await sayWhile("apt-get", async () => {
    await runProgramOrFail(apt, ["update", "-qq"], { env });
    await runProgramOrFail(apt, install.split(" ").slice(1), { env });
  });
  const installed = findInstalled();
  if (installed) return installed;
  throw new Error(`\`${install}\` succeeded, but no chromium stands on PATH. Set CHROMIUM to it.`);
}

function findInstalled(): string | undefined {
  const named = process.env["CHROMIUM"];
  if (named) {
    if (existsSync(named)) return named;
    throw new Error(`The variable CHROMIUM names ${named}, which does not exist. Correct it.`);
  }
  const onMac = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";
  return (
    findOnPath("chromium", "chromium-browser", "google-chrome", "google-chrome-stable") ??
    (existsSync(onMac) ? onMac : undefined)
  );
}
