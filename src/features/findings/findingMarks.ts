import { refKey } from "../../domain/model/entityRef.ts";
import type { Finding } from "../../domain/lint/finding.ts";
import { countsInWords } from "./describeFinding.ts";
import { openFindings, type SchemaFindings } from "./schemaFindings.ts";

/** What a line of the connections tree is marked with. */
export interface FindingMark {
  /** At most two characters, which is what VS Code draws. */
  readonly badge: string;
  /** "1 error, 2 warnings" */
  readonly tooltip: string;
  /** undefined for a connection: one error in its schema does not make the whole of it bad. */
  readonly worst: "error" | "warning" | undefined;
}

/** Errors and warnings by the key of the thing that they are about; the schema itself has the key "". */
export function findingMarks(schema: SchemaFindings): ReadonlyMap<string, FindingMark> {
  const groups = new Map<string, Finding[]>();
  const add = (key: string, finding: Finding): void => {
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  };
  for (const finding of openFindings(schema)) {
    if (finding.severity === "information") continue;
    add("", finding);
    if (finding.subject) add(refKey(finding.subject), finding);
  }
  return new Map(
    [...groups].map(([key, all]): [string, FindingMark] => [
      key,
      {
        badge: all.length > 99 ? "99" : String(all.length),
        tooltip: `Findings: ${countsInWords(all)}`,
        worst: key === "" ? undefined : worstOf(all),
      },
    ]),
  );
}

function worstOf(all: readonly Finding[]): "error" | "warning" {
  return all.some(({ severity }) => severity === "error") ? "error" : "warning";
}
