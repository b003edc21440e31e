import { l10n } from "vscode";
import { isDate } from "../../domain/lint/parseAcceptances.ts";

/** Why an acceptance cannot end on that day; undefined when it can. */
export function endingProblem(text: string, today: string): string | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return l10n.t("A day is written {0}.", today);
  if (!isDate(text)) return l10n.t("There is no such day.");
  return text < today ? l10n.t("This day is over.") : undefined;
}
