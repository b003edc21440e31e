/**
 * The keywords and symbols that the reader knows, by number: a script has tens of thousands of them,
 * and comparing numbers costs less than cutting texts out of it.
 */
export type Mark = number;

/** The mark of everything that is neither keyword nor symbol. */
export const noMark: Mark = 0;

/** The keyword in upper case, or the symbol; empty for `noMark`. */
export function markName(mark: Mark): string {
  return names[mark] ?? "";
}

/** How many characters a symbol has. */
export function symbolLength(mark: Mark): number {
  return mark === noMark ? 0 : mark < firstPair ? 1 : 2;
}

const singles = "()+-*/<>=,;:.%@!^~|?[]{}\\";
const pairs = ":= => || .. << >> <= >= <> != ^= ~= **".split(" ");
const keywords = (
  "AND AS BEGIN BETWEEN CASE CLOSE COMMIT COMPOUND CONSTANT CONSTRUCTOR CONTINUE CREATE CURSOR DECLARE DEFAULT " +
  "DELETE ELSE ELSIF END EXCEPTION EXECUTE EXISTS EXIT EXTERNAL FALSE FETCH FINAL FOR FORALL FROM FUNCTION GOTO " +
  "IF IN INSERT INTO IS LANGUAGE LIKE LOCK LOOP MAP MEMBER MERGE NEW NOT NULL OPEN OR ORDER OVERRIDING PACKAGE " +
  "PIPE PRAGMA PROCEDURE RAISE RETURN ROLLBACK SAVEPOINT SELECT SET STATIC SUBTYPE THEN TO TRIGGER TRUE TYPE " +
  "UPDATE USING VALUES WHEN WHERE WHILE WITH"
).split(" ");

const names: readonly string[] = ["", ...singles.split(""), ...pairs, ...keywords];
const firstPair = 1 + singles.length;
const firstKeyword = firstPair + pairs.length;

/** The symbol that two characters begin with, one character of it or both. */
export function symbolAt(code: number, next: number): Mark {
  if (isSecondOfPair(next)) {
    const pair = pairMarks.get(code * 0x80 + next);
    if (pair !== undefined) {
      return pair;
    }
  }
  return code < 0x80 ? (singleMarks[code] ?? noMark) : noMark;
}

function isSecondOfPair(code: number): boolean {
  return (
    code === 0x3d ||
    code === 0x3e ||
    code === 0x7c ||
    code === 0x2e ||
    code === 0x3c ||
    code === 0x2a
  );
}

const pairMarks: ReadonlyMap<number, Mark> = new Map(
  pairs.map((pair, i) => [pair.charCodeAt(0) * 0x80 + pair.charCodeAt(1), firstPair + i]),
);

const singleMarks = Uint8Array.from(
  { length: 0x80 },
  (_, code) => 1 + singles.indexOf(String.fromCharCode(code)),
);

/** The word between two places, if it is a keyword in whatever case. */
export function keywordAt(text: string, start: number, end: number): Mark {
  const length = end - start;
  // A bit tells upper from lower case in ASCII; what is no letter cannot become one by it.
  const candidates = byShape[(text.charCodeAt(start) & ~0x20) * shapes + length];
  if (candidates === undefined || length >= shapes) {
    return noMark;
  }
  for (const mark of candidates) {
    const keyword = names[mark] ?? "";
    let i = 1;
    while (i < length && (text.charCodeAt(start + i) & ~0x20) === keyword.charCodeAt(i)) {
      i++;
    }
    if (i === length) {
      return mark;
    }
  }
  return noMark;
}

/** More than the longest keyword has letters. */
const shapes = 16;

/** By first letter and length. */
const byShape: (readonly Mark[] | undefined)[] = Array.from({ length: 0x80 * shapes });
keywords.forEach((keyword, i) => {
  const shape = keyword.charCodeAt(0) * shapes + keyword.length;
  byShape[shape] = [...(byShape[shape] ?? []), firstKeyword + i];
});
