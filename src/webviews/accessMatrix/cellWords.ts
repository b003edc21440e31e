import type { CellCode } from "../../features/accessMatrix/cellCode.ts";
import type { AccessMatrixTexts } from "../../features/accessMatrix/accessMatrixTexts.ts";
import { fillIn } from "../shared/fillIn.ts";

/** How a verdict looks and sounds. */
export interface CellWords {
  /** The class that gives it its icon and its color. */
  readonly look: "allowed" | "denied" | "notFound" | "unknown";
  /** A character of the icon font; the letter or the word beside it says the same. */
  readonly icon: string;
  readonly letter: string;
  readonly word: string;
  /** The word, and what is presumed where the verdict is unknown. */
  readonly spoken: string;
}

export type WordsOf = (code: string) => CellWords;

/** The words are made once, since a screen has a thousand cells. */
export function createCellWords(texts: AccessMatrixTexts): WordsOf {
  const plain = {
    allowed: {
      look: "allowed",
      letter: texts.letterAllowed,
      word: texts.allowed,
      icon: icons.check,
    },
    denied: {
      look: "denied",
      letter: texts.letterDenied,
      word: texts.denied,
      icon: icons["circle-slash"],
    },
    notFound: {
      look: "notFound",
      letter: texts.letterNotFound,
      word: texts.notFound,
      icon: icons.dash,
    },
    unknown: {
      look: "unknown",
      letter: texts.letterUnknown,
      word: texts.unknown,
      icon: icons.question,
    },
  } as const;
  const spoken = (of: keyof typeof plain): CellWords => ({ ...plain[of], spoken: plain[of].word });
  const presumed = (of: keyof typeof plain): CellWords => ({
    ...plain.unknown,
    spoken: fillIn(texts.presumably, plain[of].word.toLowerCase()),
  });
  const words: Readonly<Record<CellCode, CellWords>> = {
    a: spoken("allowed"),
    d: spoken("denied"),
    n: spoken("notFound"),
    u: spoken("unknown"),
    p: presumed("allowed"),
    q: presumed("denied"),
    r: presumed("notFound"),
  };
  const known = new Map<string, CellWords>(Object.entries(words));
  return (code) => known.get(code) ?? words.u;
}

/** Codicons by their names. As characters of a text they cost nothing; as elements they would double the table. */
export const icons = {
  check: "\ueab2",
  "circle-slash": "\ueabd",
  dash: "\ueacc",
  question: "\ueb32",
} as const;
