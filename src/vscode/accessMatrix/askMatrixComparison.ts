import { l10n, type Uri, window } from "vscode";
import type { ComparisonTarget } from "../../features/accessMatrix/matrixMemento.ts";
import { placeInWords } from "../../features/explorer/placeInWords.ts";
import { textIn, type Option } from "../../features/scaffold/question.ts";
import type { ProfileId } from "../../services/profiles/profile.ts";
import type { App } from "../app.ts";
import { openSession } from "../commands/chooseSession.ts";
import { plainAnswers } from "../commands/plainAnswers.ts";
import { askPrompts } from "../prompts/askPrompts.ts";

/**
 * What a matrix is to be compared with: another connection, which is opened when it is not, or the snapshot of a catalog
 * in a file. Undefined when no file is chosen.
 */
export async function askMatrixComparison(
  sessions: App["sessions"],
  own: ProfileId,
): Promise<ComparisonTarget | undefined> {
  const others = sessions.list().filter(({ profile }) => profile.id !== own);
  const file: Option = {
    value: "file",
    label: l10n.t("A catalog snapshot…"),
    description: undefined,
    detail: l10n.t("A file that “Save catalog snapshot” has written before."),
  };
  const answers = await askPrompts({
    title: l10n.t("Compare with"),
    drafts: {},
    startAt: "first",
    prompts: () => [
      {
        kind: "pickOne",
        id: "other",
        prompt: l10n.t("What is it compared with?"),
        placeholder: undefined,
        options: [
          ...others.map(({ profile }) => ({
            value: `profile ${profile.id}`,
            label: profile.name,
            description: placeInWords(profile),
            detail: undefined,
          })),
          file,
        ],
        other: undefined,
      },
    ],
  });
  const chosen = textIn(plainAnswers(answers), "other");
  const other = others.find(({ profile }) => `profile ${profile.id}` === chosen);
  if (!other) return await chooseSnapshot();
  if (other.state.kind !== "open") {
    await openSession(sessions, other.profile.id);
    sessions.setActive(own);
  }
  return { kind: "connection", profile: other.profile.id };
}

async function chooseSnapshot(): Promise<ComparisonTarget | undefined> {
  const [uri] =
    (await window.showOpenDialog({
      title: l10n.t("Choose catalog snapshot"),
      openLabel: l10n.t("Compare"),
      filters: { [l10n.t("Catalog snapshots")]: ["json"] },
    })) ?? [];
  return uri && { kind: "snapshot", uri: uri.toString(), name: nameOf(uri) };
}

function nameOf(uri: Uri): string {
  return uri.path.split("/").at(-1) ?? uri.path;
}
