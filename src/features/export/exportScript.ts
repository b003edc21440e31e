import { nameInWords } from "../../domain/access/nameInWords.ts";
import type { Catalog } from "../../domain/model/catalog.ts";
import { clientPackage } from "../../plsql/dialect.ts";
import { refusalOf, scriptOfParts } from "../../plsql/scripts.ts";
import { wrapText } from "../scaffold/wrapText.ts";
import { type ExportOptions, type ExportPart, exportParts } from "./exportParts.ts";

/**
 * The security of a schema, or of a part of it, as one script: one block with one COMMIT, so that it happens wholly or
 * not at all, and in it a block for each thing, so that a change of one thing changes no line of another. It holds no
 * date and nothing else that differs between two exports of the same schema. Never a secret.
 */
export function exportScript(catalog: Catalog, options: ExportOptions): string {
  const { dialect } = options;
  const parts = exportParts(catalog, options).map((part) => withRefusals(part, options));
  const comment = wrapText(headerOf(catalog, options), width);
  if (parts.every(({ changes }) => changes.length === 0)) {
    return `${comment.replace(/^/gm, "-- ")}\n-- There is nothing to export.\n`;
  }
  return scriptOfParts(
    parts.map(({ title, notes, changes }) => ({
      comment: wrapText([title, ...notes].join("\n"), width),
      changes,
    })),
    { dialect, comment },
  );
}

/** Less than a line of the editor's width, with the comment signs and the indentation. */
const width = 94;

/** What the dialect cannot say is said in words, instead of failing the whole export. */
function withRefusals(part: ExportPart, { dialect }: ExportOptions): ExportPart {
  const refusals = part.changes.flatMap((change) => refusalOf(change, dialect) ?? []);
  if (refusals.length === 0) return part;
  return {
    ...part,
    notes: [...part.notes, ...refusals.map((refusal) => `NOT EXPORTED: ${refusal}`)],
    changes: part.changes.filter((change) => refusalOf(change, dialect) === undefined),
  };
}

function headerOf({ schema, release }: Catalog, { dialect, runs, scope }: ExportOptions): string {
  return [
    `Security of the schema ${nameInWords(schema.name)}${scope.kind === "schema" ? "" : ", in part"}, on ORDS ${release.text}`,
    `Written by ORDS Security, for ${clientPackage(dialect)}.`,
    "",
    runs === "again"
      ? "Can be run again: what exists is made as it is here. What is not here stays as it is."
      : "To be run once: it fails where one of its roles or clients exists already, and then changes nothing.",
    "Not in it: secrets of clients; modules with their templates and handlers, which have to be there before; objects that are not published; the roles and privileges that ORDS makes itself.",
  ].join("\n");
}
