import type { QuestionView } from "../../features/accessExplanation/questionDraft.ts";
import type { App } from "../app.ts";
import { chooseSession } from "./chooseSession.ts";
import type { CommandHandler, CommandTable } from "./commandIds.ts";
import { parseCommandTarget } from "./commandTarget.ts";

type ExplanationApp = Pick<App, "sessions" | "explorer" | "explainAccess">;

/** Who can call what, and why: about a line of the sidebar, or about a call that another part of the extension names. */
export function explanationCommands({ sessions, explorer, explainAccess }: ExplanationApp) {
  const on =
    (view: QuestionView): CommandHandler =>
    async (argument) => {
      // Not needed before the first question.
      const { parseExplanationTarget } =
        await import("../../features/accessExplanation/parseExplanationTarget.ts");
      const given = parseExplanationTarget(argument, view);
      if (given) return explainAccess(given);
      const { profile: about, ref } = parseCommandTarget(argument ?? explorer.selection);
      const { profile } = await chooseSession(sessions, about);
      explainAccess({ profile: profile.id, view, ref });
    };
  return {
    "ordsSecurity.explainAccess": on("call"),
    "ordsSecurity.showReach": on("reach"),
    "ordsSecurity.showCallers": on("callers"),
    "ordsSecurity.showLoss": on("loss"),
  } satisfies Partial<CommandTable>;
}
