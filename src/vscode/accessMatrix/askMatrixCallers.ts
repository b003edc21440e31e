import { l10n } from "vscode";
import type { MatrixEffect } from "../../features/accessMatrix/matrixEffect.ts";
import { listIn } from "../../features/scaffold/question.ts";
import { plainAnswers } from "../commands/plainAnswers.ts";
import { askPrompts } from "../prompts/askPrompts.ts";

/** Which callers the person wants to see, by their keys; undefined when it is all of them. */
export async function askMatrixCallers({
  callers,
  chosen,
}: Extract<MatrixEffect, { kind: "askCallers" }>): Promise<readonly string[] | undefined> {
  const answers = await askPrompts({
    title: l10n.t("Choose callers"),
    drafts: {},
    startAt: "first",
    prompts: () => [
      {
        kind: "pickMany",
        id: "callers",
        prompt: l10n.t("Whose access is shown?"),
        placeholder: l10n.t("Type to find a caller"),
        options: callers.map(({ key, label }) => ({
          value: key,
          label,
          description: undefined,
          detail: undefined,
        })),
        initial: chosen,
        other: undefined,
        checkAll: (values) =>
          values.length > 0
            ? undefined
            : { severity: "error", message: l10n.t("Choose one caller at least.") },
      },
    ],
  });
  const keys = listIn(plainAnswers(answers), "callers");
  return keys.length === callers.length ? undefined : keys;
}
