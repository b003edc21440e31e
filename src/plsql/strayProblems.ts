import type { TextRange } from "../base/textRange.ts";
import { isCurlyDouble, isCurlySingle } from "./characters.ts";
import type { Token } from "./lexer.ts";
import type { Problem } from "./script.ts";

/** What to say of a character that Oracle would refuse where it stands. */
export function problemOfStray(character: string, range: TextRange): Problem {
  const code = character.codePointAt(0) ?? 0;
  if (isCurlySingle(code) || isCurlyDouble(code)) {
    const straight = isCurlySingle(code) ? "'" : '"';
    const message = `This is a curly quote, as blogs print them: PL/SQL needs the straight one, ${straight}.`;
    return { code: "curlyQuote", message, range };
  }
  const name = names.get(code);
  const number = code.toString(16).toUpperCase().padStart(4, "0");
  const what = name === undefined ? `U+${number}` : `U+${number}, ${name},`;
  const message = `The character ${what} does not belong here: Oracle would refuse it.`;
  return { code: "strayCharacter", message, range };
}

/** Those that cannot be seen, or that look like what was meant. */
const names: ReadonlyMap<number, string> = new Map([
  [0x00a0, "a no-break space"],
  [0x00ad, "a soft hyphen"],
  [0x200b, "a space without width"],
  [0x200c, "a joint without width"],
  [0x200d, "a joint without width"],
  [0x200e, "a mark of direction"],
  [0x200f, "a mark of direction"],
  [0x2010, "a hyphen of typesetting"],
  [0x2011, "a hyphen that does not break"],
  [0x2013, "a dash"],
  [0x2014, "a long dash"],
  [0x2026, "three dots in one"],
  [0x202f, "a narrow no-break space"],
  [0x3000, "a wide space"],
  [0xff08, "a wide parenthesis"],
  [0xff09, "a wide parenthesis"],
  [0xff0c, "a wide comma"],
]);

export function openMessage(token: Token): string {
  switch (token.kind) {
    case "text":
      return "The text that starts here has no closing quote.";
    case "comment":
      return "The comment that starts here has no end.";
    default:
      return "The name that starts here has no closing quote on its line.";
  }
}
