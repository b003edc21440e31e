import { accessDifferences } from "../../domain/access/accessDifferences.ts";
import { differencesInWords } from "../../domain/access/differencesInWords.ts";
import { applyWithRenames } from "../../domain/model/applyWithRenames.ts";
import type { Change } from "../../domain/model/change.ts";
import { scriptOf } from "../../plsql/scripts.ts";
import { describeChanges } from "./describeChange.ts";
import { describeSurprises } from "./describeSurprises.ts";
import type { ScaffoldContext } from "./scaffold.ts";
import { wrapText } from "./wrapText.ts";

export interface ChangesScript {
  readonly text: string;
  /** In plain words what the script does and whom that shuts out or lets in; it also stands above the script. */
  readonly summary: string;
}

/**
 * The one way from changes to a script that a person is shown. `written` are the same changes with marks where a value is
 * left to fill in: the script has them, the summary does not. Throws as `scriptOf` does: ask `refusalOfChanges` before.
 */
export function changesScript(
  { catalog, dialect }: ScaffoldContext,
  changes: readonly Change[],
  written: readonly Change[] = changes,
): ChangesScript {
  const { after, renames } = applyWithRenames(catalog, changes);
  const summary = [
    describeChanges(changes),
    ...describeSurprises(catalog, changes),
    // Where all is lost it has been said.
    catalog.schema.enabled && !after.schema.enabled
      ? ""
      : differencesInWords(accessDifferences(catalog, after, { renames })),
  ]
    .filter(Boolean)
    .join("\n");
  return { summary, text: scriptOf(written, { dialect, comment: wrapText(summary, 95) }) };
}
