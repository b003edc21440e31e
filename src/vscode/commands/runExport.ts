import { exportOptionsIn, exportQuestions } from "../../features/export/exportQuestions.ts";
import { exportScript } from "../../features/export/exportScript.ts";
import type { ExportScope } from "../../features/export/exportScope.ts";
import { escapeSnippet } from "../../features/scaffold/toSnippet.ts";
import type { ProfileId } from "../../services/profiles/profile.ts";
import type { App } from "../app.ts";
import { askPrompts } from "../prompts/askPrompts.ts";
import { chooseSession } from "./chooseSession.ts";
import { plainAnswers } from "./plainAnswers.ts";
import { scaffoldContext } from "./scaffoldContext.ts";

export interface ExportRequest {
  readonly profile: ProfileId | undefined;
  readonly scope: ExportScope | undefined;
  readonly title: (name: string) => string;
}

/** Asks how the script is meant and opens it. Nothing is run. */
export async function runExport(
  app: Pick<App, "sessions" | "settings" | "scripts">,
  { profile, scope, title }: ExportRequest,
): Promise<void> {
  const session = await chooseSession(app.sessions, profile);
  const context = { ...scaffoldContext(session, app.settings.dialect), scope };
  const answers = await askPrompts({
    title: title(session.profile.name),
    drafts: {},
    startAt: "first",
    prompts: (known) => exportQuestions(context, plainAnswers(known)),
  });
  const text = exportScript(context.catalog, exportOptionsIn(context, plainAnswers(answers)));
  // A tab stop at the beginning leaves the cursor there, where a long text is read from.
  await app.scripts.open(session.profile.id, `$0${escapeSnippet(text)}`);
}
