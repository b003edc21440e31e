import { readPieces } from "./readPieces.ts";
import type { Script } from "./script.ts";
import { plainSubstitution, type Substitution } from "./substitution.ts";

/**
 * Reads a script as people write it: every call of an ORDS package with its exact place and the
 * values of its arguments at that moment, as far as the text alone tells them. Never throws; what
 * is wrong or not understood is a problem with a place, in the order of the text. Its time is in
 * proportion to the length of the text. It is read as SQL*Plus would run it, which replaces `&name`
 * in texts, unless `noSubstitution` is given.
 */
export function readScript(text: string, substitution: Substitution = plainSubstitution): Script {
  const pieces = readPieces(text, undefined, substitution);
  return {
    statements: pieces.flatMap(({ statement }) => statement ?? []),
    calls: pieces.flatMap(({ calls }) => calls),
    problems: pieces.flatMap(({ problems }) => problems),
  };
}
