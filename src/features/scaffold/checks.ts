import { checkPattern } from "../../domain/access/checkPattern.ts";
import { findSimilarName } from "../../domain/access/similarName.ts";
import type { Catalog } from "../../domain/model/catalog.ts";
import { indexForExplorer } from "../explorer/explorerIndex.ts";
import type { Check, Complaint } from "./question.ts";

/**
 * Judges a name for a new thing. ORDS compares names character by character, so a name that only looks like an
 * existing one is the classical reason for a call that is refused although "everything is right".
 */
export function checkNewName(kind: string, existing: readonly string[]): Check {
  const exact = new Set(existing);
  return (text) => {
    const form = checkForm(text);
    if (form?.severity === "error") return form;
    if (exact.has(text)) return error(`There is a ${kind} "${text}" already.`);
    const other = findSimilarName(text, existing);
    if (other !== undefined) {
      return warning(
        `There is a ${kind} "${other}". ORDS compares names character by character: these are two.`,
      );
    }
    return form;
  };
}

/** Judges a pattern as it is typed, from the schema's point of view. */
export function checkMappingPattern(catalog: Catalog, mapped: readonly string[]): Check {
  const { surroundings } = indexForExplorer(catalog);
  const present = new Set(mapped);
  return (text) => {
    if (present.has(text)) return error("The privilege is mapped to this pattern already.");
    const [problem] = checkPattern(text, surroundings).toSorted(errorsFirst);
    if (!problem) return undefined;
    const hint = problem.suggestion === undefined ? "" : ` Did you mean ${problem.suggestion}?`;
    return { severity: problem.severity, message: problem.message + hint };
  };
}

/** A redirect address must be absolute; ORDS compares it with what the application sends. */
export function checkRedirect(text: string): Complaint | undefined {
  if (!URL.canParse(text) || !/^https?:\/\/[^/]/i.test(text)) {
    return error("This is not a whole address. It looks like https://app.example.com/callback.");
  }
  const { protocol, hostname, hash } = new URL(text);
  if (hash !== "") return error("A redirect address has no part behind #.");
  const local = ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
  if (protocol === "http:" && !local) {
    return warning("Over http: the authorization code can be read on its way. Use https: instead.");
  }
  return undefined;
}

export function checkEmail(text: string): Complaint | undefined {
  return /^[^\s@]+@[^\s@]+$/.test(text)
    ? undefined
    : warning("This does not look like an e-mail address.");
}

/** Descriptions and comments take up to 4,000 characters. */
export function checkDescription(text: string): Complaint | undefined {
  return text.length > 4000
    ? error(`A description has at most 4,000 characters; this one has ${text.length}.`)
    : undefined;
}

export function error(message: string): Complaint {
  return { severity: "error", message };
}

export function warning(message: string): Complaint {
  return { severity: "warning", message };
}

function checkForm(text: string): Complaint | undefined {
  if (text.trim() === "") return error("A name is missing.");
  if (text !== text.trim()) return error("The name has blanks at its ends. Nobody will see them.");
  if (/\p{Cc}/u.test(text))
    return error("The name holds a line break or another control character.");
  if (text.length > 255) {
    return error(`A name has at most 255 characters; this one has ${text.length}.`);
  }
  if (bytesOf(text) > 255) {
    return warning("In UTF-8 the name has more than 255 bytes; the database may refuse it.");
  }
  return undefined;
}

function bytesOf(text: string): number {
  let bytes = 0;
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x1_0000 ? 3 : 4;
  }
  return bytes;
}

function errorsFirst(
  a: { readonly severity: "error" | "warning" },
  b: { readonly severity: "error" | "warning" },
): number {
  return Number(a.severity === "warning") - Number(b.severity === "warning");
}
