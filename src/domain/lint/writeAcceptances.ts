import { compareText } from "../../base/compareText.ts";
import type { Acceptance } from "./acceptance.ts";

/**
 * The text of the file of accepted findings. The same acceptances always give the same text, one member on each line,
 * so that version control shows what was decided. `jsonSchema` is what the file names as its schema, if it does.
 */
export function writeAcceptances(acceptances: readonly Acceptance[], jsonSchema?: string): string {
  const accepted = acceptances.toSorted(compare).map(toEntry);
  const file = jsonSchema === undefined ? { accepted } : { $schema: jsonSchema, accepted };
  return `${JSON.stringify(file, undefined, 2)}\n`;
}

function toEntry({ schema, key, reason, until, on, by }: Acceptance): Record<string, string> {
  const colon = key.indexOf(":");
  return {
    schema,
    rule: key.slice(0, colon),
    subject: key.slice(colon + 1),
    reason,
    ...(until === undefined ? {} : { until }),
    on,
    ...(by === undefined ? {} : { by }),
  };
}

function compare(a: Acceptance, b: Acceptance): number {
  return (
    compareText(a.schema, b.schema) ||
    compareText(a.key, b.key) ||
    compareText(a.on, b.on) ||
    compareText(a.until ?? "", b.until ?? "")
  );
}
