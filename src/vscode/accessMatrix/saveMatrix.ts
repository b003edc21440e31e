import { l10n, workspace } from "vscode";
import type { MatrixEffect } from "../../features/accessMatrix/matrixEffect.ts";
import { withProgress } from "../withProgress.ts";
import { inSlices } from "./inSlices.ts";
import { askFile, tellSaved } from "./saveFile.ts";

/** Writes what the matrix shows into a file of the person's choice. */
export async function saveMatrix({
  name,
  format,
  lines,
}: Extract<MatrixEffect, { kind: "save" }>): Promise<void> {
  const kind =
    format === "csv"
      ? { label: l10n.t("Comma-separated values"), ending: "csv" }
      : { label: l10n.t("Markdown"), ending: "md" };
  const uri = await askFile({ title: l10n.t("Export access matrix"), name, kind });
  if (!uri) return;
  await withProgress(l10n.t("Exporting the access matrix"), async (signal) => {
    // In parts: the matrix of a large schema is longer than one text can be.
    const parts: Buffer[] = [];
    await inSlices(lines, (line) => parts.push(Buffer.from(line)), signal);
    await workspace.fs.writeFile(uri, Buffer.concat(parts));
  });
  tellSaved(uri);
}
