import { nameInWords } from "../../access/nameInWords.ts";
import type { Finding } from "../finding.ts";
import { completeFix, makeFinding } from "../makeFinding.ts";
import type { Rule } from "../rule.ts";

/** Field problem 19: 404 for one service. */
export const moduleNotPublished: Rule = {
  id: "moduleNotPublished",
  severity: "information",
  title: "Module not published",
  why: "A module that is not published is answered 404 as if it did not exist, whatever token a caller brings.",
  check: ({ index: { catalog } }) =>
    catalog.modules
      .filter(({ published, templates }) => !published && templates.length > 0)
      .map(({ name }): Finding => {
        return makeFinding(moduleNotPublished, {
          subject: { kind: "module", name },
          message: `Module ${nameInWords(name)} is not published: all of it is answered 404.`,
          fixes: [completeFix("Publish module", "publishModule", { module: name })],
          assumptions: ["unpublishedModuleAnswers404"],
        });
      }),
};
