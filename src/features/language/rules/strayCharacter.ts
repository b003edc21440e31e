import type { ScriptFinding, ScriptRule } from "../scriptRule.ts";

export const strayCharacter: ScriptRule = {
  id: "strayCharacter",
  severity: "error",
  why: "It often cannot be seen, and the database says only that it has met an invalid character.",
  fixAll: { title: "Mend all stray characters in the file", isSafe: true },
  check: ({ text, analysis }) =>
    analysis.script.problems
      .filter(({ code }) => code === "strayCharacter")
      .map(({ message, range }): ScriptFinding => {
        const meant = meantBy(text.slice(range.start, range.end));
        const title = titleFor(meant);
        const edits = [{ range, text: meant }];
        return { range, message, fixes: () => [{ title, edits, isPreferred: true }] };
      }),
};

/** What typesetting has made the character of; nothing where it has only crept in. */
function meantBy(character: string): string {
  if (/[\u00a0\u2000-\u200a\u202f\u205f\u3000]/.test(character)) return " ";
  if (/[\u2010-\u2015\u2212]/.test(character)) return "-";
  if (/[´′‵ʹ＇]/.test(character)) return "'";
  // The wide forms of ASCII, as they are typed between East Asian letters.
  const code = character.charCodeAt(0);
  return code > 0xff00 && code < 0xff5f ? String.fromCharCode(code - 0xfee0) : "";
}

function titleFor(meant: string): string {
  if (meant === "") return "Remove the character";
  return meant === " " ? "Write a plain blank" : `Write ${meant}`;
}
