import { l10n } from "vscode";
import { Secret } from "../../base/secret.ts";
import { bindsOf } from "../../features/scriptRun/bindsOf.ts";
import type { Binds, BindValue } from "../../services/sql/sqlRunner.ts";
import { askPrompts } from "../prompts/askPrompts.ts";
import type { Prompt } from "../prompts/prompt.ts";

/** A value for each bind of a script: those that are known, and for the others what the person types. */
export async function askBinds(text: string, known: Binds): Promise<Binds> {
  const missing = bindsOf(text).filter((name) => !(name in known));
  if (missing.length === 0) return known;
  const answers = await askPrompts({
    title: l10n.t("Values for the script"),
    drafts: {},
    startAt: "first",
    prompts: () => missing.map(toPrompt),
  });
  const typed = Object.entries(answers).flatMap(([name, answer]) =>
    typeof answer === "string" || answer instanceof Secret
      ? [[name, answer] as const satisfies readonly [string, BindValue]]
      : [],
  );
  return { ...known, ...Object.fromEntries(typed) };
}

function toPrompt(name: string): Prompt {
  const prompt = l10n.t("Value of :{0}", name);
  const common = { id: name, prompt, placeholder: undefined, check: () => undefined };
  return /secret|password|token/i.test(name)
    ? { ...common, kind: "secret" }
    : { ...common, kind: "text", initial: "", optional: true };
}
