import { l10n, workspace } from "vscode";
import { writeCatalogSnapshot } from "../../features/accessMatrix/catalogSnapshot.ts";
import type { ChosenSession } from "../commands/chooseSession.ts";
import { askFile, tellSaved } from "./saveFile.ts";

/** Writes what decides about access in a schema into a file, for a matrix to be compared with later. */
export async function saveCatalogSnapshot({ profile, catalog }: ChosenSession): Promise<void> {
  const name = `${catalog.schema.alias || catalog.schema.name}-catalog`.replaceAll(
    /[^\p{L}\p{N}-]+/gu,
    "-",
  );
  const uri = await askFile({
    title: l10n.t("Save catalog snapshot of {0}", profile.name),
    name,
    kind: { label: l10n.t("Catalog snapshots"), ending: "json" },
  });
  if (!uri) return;
  const text = writeCatalogSnapshot(catalog, new Date().toISOString());
  await workspace.fs.writeFile(uri, Buffer.from(text));
  tellSaved(uri);
}
