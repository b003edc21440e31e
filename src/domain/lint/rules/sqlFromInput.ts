import { callInWords } from "../callInWords.ts";
import { findSqlFromInput } from "../findSqlFromInput.ts";
import type { Finding } from "../finding.ts";
import type { Rule } from "../rule.ts";
import { makeFinding } from "../makeFinding.ts";

/** SQL that is put together from what a caller sends (PLL005 of plsql-lint). Only where the source has been read. */
export const sqlFromInput: Rule = {
  id: "sqlFromInput",
  severity: "error",
  title: "SQL out of what callers send",
  why: "A value that becomes part of a statement can be a statement itself: whoever calls can read and change what was never meant. Bind it with USING instead.",
  check: ({ index: { catalog } }) =>
    catalog.modules.flatMap((module) =>
      module.templates.flatMap(({ uriTemplate, handlers }) =>
        handlers.flatMap(({ method, source }): readonly Finding[] => {
          const bind = source === undefined ? undefined : findSqlFromInput(source);
          if (bind === undefined) return [];
          return [
            makeFinding(sqlFromInput, {
              subject: { kind: "handler", module: module.name, uriTemplate, method },
              message: `${callInWords(module, uriTemplate, method)} puts ${bind} into a statement that it runs: whoever calls decides what it does.`,
            }),
          ];
        }),
      ),
    ),
};
