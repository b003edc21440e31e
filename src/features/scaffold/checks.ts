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

/** An alias of a schema or an object. */
export function checkAlias(text: string): Complaint | undefined {
  return /^[\p{L}\p{N}._~-]+$/u.test(text)
    ? undefined
    : error("An alias is one part of an address: letters, digits, dots, hyphens, underscores.");
}

/** What a browser sends as Origin: scheme, host and port, and nothing behind it. ORDS takes them with commas between. */
export function checkOrigin(text: string): Complaint | undefined {
  if (text === "*") {
    return warning("Whether ORDS takes * for all origins is not documented. Name them instead.");
  }
  if (text.includes(",")) return error("One origin at a time, without commas.");
  if (!URL.canParse(text) || new URL(text).origin === "null") {
    return error("An origin looks like https://app.example.com or http://localhost:3000.");
  }
  const { origin } = new URL(text);
  return text === origin ? undefined : error(`A browser sends ${origin}, without anything else.`);
}

/** A duration in whole seconds. */
export function checkSeconds(text: string): Complaint | undefined {
  const seconds = Number(text);
  if (!/^\d+$/.test(text.trim()) || seconds < 1 || seconds > 999_999_999) {
    return error("A duration is a whole number of seconds, such as 3600 for an hour.");
  }
  if (seconds > 24 * 60 * 60) {
    return warning("This is longer than a day: as long can whoever finds a token use it.");
  }
  return undefined;
}

/** The name of a table, view … as the data dictionary has it. */
export function checkObjectName(text: string): Complaint | undefined {
  if (text.includes(".")) return error("Name the object alone: it is one of this schema.");
  if (text.length > 128) return error("A name of Oracle has at most 128 characters.");
  return text === text.toUpperCase()
    ? undefined
    : warning(
        `Oracle keeps names in upper case, unless they were created in quotes. Did you mean ${text.toUpperCase()}?`,
      );
}

/** A client id that is brought along: unlike a name it must not differ by a blank or two dots. */
export function checkClientId(existing: readonly string[]): Check {
  return (text) => {
    if (text.trim() === "") return error("Paste the client ID.");
    if (/\s/.test(text)) return error("A client ID has no blanks.");
    if (existing.includes(text)) return error("A client of this schema has this ID already.");
    return /^[\w-]{22}\.\.$/.test(text)
      ? undefined
      : warning("Those that ORDS makes have 22 characters and two dots at their end.");
  };
}

/** The base path of a module: where it stands below the schema. */
export function checkBasePath(
  others: readonly { readonly name: string; readonly basePath: string }[],
): Check {
  const bare = (path: string): string => path.split("/").filter(Boolean).join("/");
  return (text) => {
    if (/[\s?#:{}*]/.test(text)) return error("A base path is plain text between slashes: /hr/.");
    const other = others.find(({ basePath }) => bare(basePath) === bare(text));
    if (other) return error(`The module "${other.name}" is there.`);
    if (text.startsWith("/") && text.endsWith("/")) return undefined;
    return warning("A base path usually begins and ends with a slash: /hr/.");
  };
}

export function checkNotEmpty(message: string): Check {
  return (text) => (text.trim() === "" ? error(message) : undefined);
}

/** ORDS takes keys over https only. */
export function checkJwkUrl(text: string): Complaint | undefined {
  return /^https:\/\/[^/]/.test(text) && URL.canParse(text)
    ? undefined
    : error("The address of the keys has to begin with https://.");
}

/** At most a minute; zero switches the tolerance off. */
export function checkSkew(text: string): Complaint | undefined {
  const seconds = Number(text);
  return /^\d+$/.test(text.trim()) && seconds <= 60
    ? undefined
    : error("The difference is a whole number of seconds, 60 at the most.");
}

/** A JSON pointer into the token. */
export function checkRoleClaim(text: string): Complaint | undefined {
  return text.startsWith("/")
    ? undefined
    : error("The claim is named by a JSON pointer, such as /roles or /realm_access/roles.");
}

export function checkUri(text: string): Complaint | undefined {
  return URL.canParse(text) ? undefined : warning("This is not a whole address.");
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
