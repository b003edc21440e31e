import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Workbench } from "./openWorkbench.ts";

/** Where the editor runs apart from the window, settings of the machine are those of the server. */
export function setMachineSettings(
  { server }: Workbench,
  settings: Readonly<Record<string, unknown>>,
): void {
  const folder = join(server.folder, "data", "Machine");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "settings.json"), JSON.stringify(settings));
}
