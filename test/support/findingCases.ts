import { indexAccess } from "../../src/domain/access/accessIndex.ts";
import type { Finding } from "../../src/domain/lint/finding.ts";
import { findingsOf } from "../../src/domain/lint/findingsOf.ts";
import type { Catalog } from "../../src/domain/model/catalog.ts";
import { refKey } from "../../src/domain/model/entityRef.ts";
import { catalog } from "./catalogBuilder.ts";
import { withSchemaRow } from "./schemaRows.ts";

/** One schema of a file of test/fixtures/findings, and its findings as they were recorded. */
export interface FindingCase {
  /** What stands behind "schema". */
  readonly name: string;
  /** The lines that say what the schema has. */
  readonly rows: readonly string[];
  readonly catalog: Catalog;
}

/** The day on which all fixtures are looked at. */
export const fixtureDay = Date.UTC(2026, 10, 25);

/** Throws an Error that names the line when something is not understood. */
export function parseFindingCases(text: string): readonly FindingCase[] {
  const cases: { name: string; rows: string[] }[] = [];
  let recorded = false;
  for (const line of text.split("\n")) {
    if (line.startsWith("#") || line.trim() === "") continue;
    if (line.startsWith("schema")) {
      cases.push({ name: line, rows: [] });
      recorded = false;
    } else if (line.startsWith("finds")) recorded = true;
    else if (!recorded) cases.at(-1)?.rows.push(line.trim());
  }
  return cases.map(({ name, rows }) => ({
    name,
    rows,
    catalog: rows.reduce(withSchemaRow, catalog()).build(),
  }));
}

/** The file with what is found today. */
export function writeFindingCases(text: string): string {
  const head = text.split("\n").filter((line) => line.startsWith("#"));
  const cases = parseFindingCases(text).map(({ name, rows, catalog: schema }) => {
    const found = findingsOf(indexAccess(schema), fixtureDay).map(findingText);
    const lines = found.length === 0 ? ["finds nothing"] : ["finds", ...found];
    return [name, ...rows.map((row) => `  ${row}`), ...lines].join("\n");
  });
  return `${[...head, "", cases.join("\n\n")].join("\n")}\n`;
}

function findingText({ rule, severity, subject, message, fixes, assumptions }: Finding): string {
  const about = subject === undefined ? "the schema" : refKey(subject);
  return [
    `  ${severity} ${rule} at ${about}`,
    `    ${message}`,
    ...fixes.map(({ label, scaffold, arguments: answers, complete }) => {
      const known = Object.entries(answers).map(
        ([id, answer]) => `${id} ${JSON.stringify(answer)}`,
      );
      return `    fix: ${label} (${[scaffold, ...known].join(", ")})${complete ? "" : " in part"}`;
    }),
    ...(assumptions.length === 0 ? [] : [`    believing ${assumptions.join(", ")}`]),
  ].join("\n");
}
