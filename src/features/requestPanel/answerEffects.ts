import type { Catalog } from "../../domain/model/catalog.ts";
import type { ProfileId } from "../../services/profiles/profile.ts";
import { answerDocument } from "./answerDocument.ts";
import { bodyDocument } from "./bodyDocument.ts";
import { diagnosedCaller } from "./diagnose.ts";
import { fileNameFor } from "./fileNameFor.ts";
import type { PanelEffect } from "./panelEffect.ts";
import { chosenClient, shortTitle } from "./panelModel.ts";
import type { ShownAnswer } from "./shownAnswer.ts";

/** What the buttons of an answer ask of the editor; undefined where there is nothing to do it with. */
export const answerEffects: {
  readonly [Kind in AnswerIntent]: (
    answer: ShownAnswer,
    place: AnswerPlace,
  ) => PanelEffect | undefined | Promise<PanelEffect | undefined>;
} = {
  runFix: ({ fix }, { profile }) =>
    fix && { kind: "runScaffold", profile, scaffold: fix.scaffold, arguments: fix.arguments },
  explain: ({ draft, path }, { profile, catalog }) => {
    const caller = diagnosedCaller(draft, catalog);
    return {
      kind: "explainAccess",
      profile,
      caller: caller.kind === "pastedToken" ? "nobodyKnows" : caller,
      method: draft.method,
      path,
    };
  },
  showTokenRequest: ({ draft }, { profile, catalog }) => {
    const client = chosenClient(draft, catalog);
    return client && { kind: "showTokenRequest", profile, client: client.name };
  },
  copyBody: async ({ body }) => {
    const whole = await body.whole();
    return whole && { kind: "copy", what: "body", text: whole.text };
  },
  openBody: async ({ draft, body }) => {
    const document = await bodyDocument({ name: shortTitle(draft), body });
    return document && { kind: "openDocument", ...document };
  },
  saveBody: ({ draft, path, response }) => {
    const name = fileNameFor(path, response.headers["content-type"]);
    return response.truncated
      ? { kind: "saveAnew", name, draft }
      : { kind: "saveBytes", name, bytes: response.body };
  },
  compareAnswers: async (answer) =>
    answer.before && {
      kind: "compareDocuments",
      before: await answerDocument(answer.before),
      after: await answerDocument(answer),
    },
};

/** Of the page's intents, those about the answer that is shown. */
export type AnswerIntent =
  | "runFix"
  | "explain"
  | "showTokenRequest"
  | "copyBody"
  | "openBody"
  | "saveBody"
  | "compareAnswers";

export interface AnswerPlace {
  readonly profile: ProfileId;
  /** As it is by now; undefined while there is no session. */
  readonly catalog: Catalog | undefined;
}
