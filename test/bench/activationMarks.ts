import { writeFileSync } from "node:fs";
import { extensions } from "vscode";

/** What VS Code notes about itself in the extension host; whole milliseconds. */
interface HostMarks {
  readonly MonacoPerformanceMarks?: {
    getMarks(): readonly { readonly name: string; readonly startTime: number }[];
  };
}

export interface ActivationTime {
  readonly load: number;
  readonly activate: number;
}

/** Runs in the extension host: wakes the extensions up in the order given and writes their times. */
export async function run(): Promise<void> {
  const { ACTIVATION_IDS: ids = "", ACTIVATION_RESULT: resultPath = "" } = process.env;
  const times: Record<string, ActivationTime> = {};
  for (const id of ids.split(",")) {
    const extension = extensions.getExtension(id);
    if (!extension) throw new Error(`VS Code does not know the extension ${id}.`);
    await extension.activate();
    times[id] = {
      load: between("willLoadExtensionCode", "didLoadExtensionCode", extension.id),
      activate: between("willActivateExtension", "didActivateExtension", extension.id),
    };
  }
  writeFileSync(resultPath, JSON.stringify(times));
}

function between(start: string, end: string, id: string): number {
  const marks = (globalThis as HostMarks).MonacoPerformanceMarks?.getMarks() ?? [];
  const timeOf = (mark: string) =>
    marks.findLast(({ name }) => name === `code/extHost/${mark}/${id}`)?.startTime ?? Number.NaN;
  return timeOf(end) - timeOf(start);
}
