import { presumedOfCode, verdictOfCode } from "./cellCode.ts";

/** A cell in a text: `allowed`, `unknown (presumably denied)`. */
export function cellInWords(code: string): string {
  const presumed = presumedOfCode(code);
  const words = verdictWords[verdictOfCode(code)];
  return presumed === undefined ? words : `${words} (presumably ${verdictWords[presumed]})`;
}

const verdictWords = {
  allowed: "allowed",
  denied: "denied",
  notFound: "not found",
  unknown: "unknown",
} as const;
