import type { TextRange } from "../../../base/textRange.ts";
import { lex, textOfToken } from "../../../plsql/lexer.ts";
import type { CallSite } from "../../../plsql/procedureCall.ts";
import type { Value } from "../../../plsql/value.ts";
import { argumentOf } from "../scriptEdits.ts";
import type { ScriptContext } from "../scriptContext.ts";
import { noFixes, type ScriptFinding, type ScriptRule } from "../scriptRule.ts";
import { createSecretBinds } from "../createSecretBinds.ts";

export const secretInClearText: ScriptRule = {
  id: "secretInClearText",
  severity: "warning",
  why: "Whoever reads the file or its history can call as this client: make a new secret if the file has been shared.",
  check: (context) => [
    ...context.analysis.script.calls.flatMap((site) => findSecret(context, site)),
    ...findTokens(context),
  ],
};

function findSecret(context: ScriptContext, site: CallSite): readonly ScriptFinding[] {
  const secret = textOf(site.call.args["p_client_secret"]);
  const argument = argumentOf(site, "p_client_secret");
  if (secret === undefined || argument === undefined) return [];
  const range = literalIn(context, argument.valueRange, secret);
  const message = "A client's secret stands in the script.";
  if (range === undefined) return [{ range: argument.valueRange, message, fixes: noFixes }];
  const statement = context.statementAt(range.start);
  const stored = statement === undefined || /^create\b/i.test(statement.text);
  return [
    {
      range,
      message,
      fixes: () => {
        if (stored) return [];
        const text = createSecretBinds(context)();
        return [
          { title: `Pass it as the bind ${text}`, edits: [{ range, text }], isPreferred: true },
        ];
      },
    },
  ];
}

function textOf(value: Value | undefined): string | undefined {
  if (value?.kind === "clientSecret") return textOf(value.supplied);
  return value?.kind === "text" && value.value !== "" ? value.value : undefined;
}

function literalIn(
  { text }: ScriptContext,
  { start, end }: TextRange,
  secret: string,
): TextRange | undefined {
  const code = text.slice(start, end);
  const token = lex(code).find(
    (each) => each.kind === "text" && textOfToken(code, each) === secret,
  );
  return token && { start: start + token.start, end: start + token.end };
}

/** A token is pasted anywhere: into a comment, the source of a handler, a call of UTL_HTTP. */
function findTokens({ text }: ScriptContext): readonly ScriptFinding[] {
  const found: TextRange[] = [];
  for (const { 0: token, index } of text.matchAll(/\beyJ[\w-]{8,}\.[\w-]{4,}(?:\.[\w-]*)?/g)) {
    found.push({ start: index, end: index + token.length });
  }
  for (const { 0: whole, 1: token = "", index } of text.matchAll(/\bbearer +([\w.~+/=-]{16,})/gi)) {
    const end = index + whole.length;
    const looksMade = /\d/.test(token) && /[a-z]/i.test(token) && !token.startsWith("eyJ");
    if (looksMade) found.push({ start: end - token.length, end });
  }
  return found.map((range) => ({
    range,
    message: "An access token stands in the file.",
    fixes: () => [
      { title: "Take the token out", edits: [{ range, text: "<token>" }], isPreferred: true },
    ],
  }));
}
