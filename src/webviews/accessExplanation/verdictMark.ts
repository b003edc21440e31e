import { html, type TemplateResult } from "lit";
import type { Verdict } from "../../domain/access/decision.ts";

/** A verdict by its icon and its word. */
export function verdictMark(verdict: Verdict, word: string): TemplateResult {
  return html`<span class="status ${verdict}"
    ><vscode-icon name=${verdictIcons[verdict]}></vscode-icon> ${word}</span
  >`;
}

const verdictIcons: Readonly<Record<Verdict, string>> = {
  allowed: "pass",
  denied: "error",
  notFound: "circle-slash",
  unknown: "question",
};
