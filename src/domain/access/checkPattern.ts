import { normalBasePath } from "./schemaPath.ts";

/** Something in a pattern that will not do what the person means. */
export interface PatternProblem {
  /** An error protects nothing or the wrong thing; a warning may be meant so. */
  readonly severity: "error" | "warning";
  readonly code: PatternProblemCode;
  /** One or two sentences. */
  readonly message: string;
  /** The pattern that was probably meant. */
  readonly suggestion: string | undefined;
}

export type PatternProblemCode =
  | "blank"
  | "spacesAround"
  | "wholeAddress"
  | "missingSlash"
  | "aliasInside"
  | "starInside"
  | "starAfterName"
  | "severalPatterns"
  | "query"
  | "variable"
  | "doubleSlash"
  | "onlyOnePath"
  | "everything";

/** What a pattern is judged by. */
export interface PatternSurroundings {
  readonly alias: string;
  /** Base paths of the schema's modules; a pattern may begin with the alias when a module does. */
  readonly basePaths: readonly string[];
}

/** Checks a pattern as a person types it. No problem means that it can be mapped as it stands. */
export function checkPattern(
  text: string,
  surroundings: PatternSurroundings,
): readonly PatternProblem[] {
  if (text.trim() === "") {
    return [error("blank", "A pattern is missing. It begins with a slash, for example /hr/*.")];
  }
  if (text !== text.trim()) {
    return [error("spacesAround", "The pattern has blanks at its ends.", text.trim())];
  }
  if (/^[a-z]+:\/\//i.test(text)) {
    const message = "This is an address. A pattern is the part after the schema's alias.";
    return [error("wholeAddress", message, pathOfAddress(text, surroundings.alias))];
  }
  if (!text.startsWith("/")) {
    const message = "A pattern begins with a slash; without it nothing is protected.";
    return [error("missingSlash", message, `/${text}`)];
  }
  return [...findAlias(text, surroundings), ...findCharacters(text), ...findReach(text)];
}

function findAlias(text: string, surroundings: PatternSurroundings): PatternProblem[] {
  const meant = withoutAlias(text, surroundings);
  if (meant === undefined) return [];
  const message =
    `Patterns are relative to the schema, so the alias "${surroundings.alias}" does not belong ` +
    `in them; no module begins with it.`;
  return [error("aliasInside", message, meant)];
}

/**
 * The pattern without a leading `/ords` and alias; undefined when it has neither, or when a module of the schema
 * really begins like this.
 */
export function withoutAlias(text: string, surroundings: PatternSurroundings): string | undefined {
  const [, first, ...rest] = text.split("/");
  if (first === undefined) return undefined;
  if (hasModuleUnder(first, surroundings)) return undefined;
  if (first === surroundings.alias) return `/${rest.join("/")}`;
  if (first === "ords" && rest[0] === surroundings.alias) return `/${rest.slice(1).join("/")}`;
  return undefined;
}

function hasModuleUnder(segment: string, surroundings: PatternSurroundings): boolean {
  return surroundings.basePaths.some((base) => normalBasePath(base).startsWith(`/${segment}/`));
}

function findCharacters(text: string): PatternProblem[] {
  const problems: PatternProblem[] = [];
  if (text.includes(",")) {
    const message = "A comma does not separate patterns here; give each pattern by itself.";
    problems.push(warning("severalPatterns", message));
  }
  // A # may well be part of a name, such as that of table EMP#: in an address it is written %23.
  if (text.includes("?")) {
    const message = "Patterns do not look at the query of an address.";
    problems.push(error("query", message, text.split("?", 1)[0]));
  }
  const segments = text.split("/");
  const variable = segments.findIndex((part) => part.startsWith(":") || part.startsWith("{"));
  if (variable > 0) {
    const message = "Patterns have no variables; a star at the end stands for everything below.";
    problems.push(error("variable", message, `${segments.slice(0, variable).join("/")}/*`));
  }
  if (text.includes("//")) {
    const message = "There are two slashes in a row; no path matches that.";
    problems.push(error("doubleSlash", message, text.split(/\/+/).join("/")));
  }
  return problems;
}

function findReach(text: string): PatternProblem[] {
  const star = text.indexOf("*");
  if (star >= 0 && star < text.length - 1) {
    const message = "A star counts only at the end of a pattern.";
    return [error("starInside", message, `${text.slice(0, text.lastIndexOf("/", star))}/*`)];
  }
  if (text === "/*") {
    const message = "This covers every service of the schema, also those that are added later.";
    return [warning("everything", message)];
  }
  if (star >= 0 && !text.endsWith("/*")) {
    const message = `This also covers every name that begins like it: ${text.slice(0, -1)}…`;
    return [warning("starAfterName", message, `${text.slice(0, -1)}/*`)];
  }
  if (text.endsWith("/")) {
    const message = "Without a star this covers only this one path, and nothing below it.";
    return [warning("onlyOnePath", message, `${text}*`)];
  }
  return [];
}

function pathOfAddress(text: string, alias: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const [, , ...segments] = new URL(text).pathname.split("/");
  if (segments[0] !== alias) return undefined;
  return `/${segments.slice(1).join("/")}`;
}

function error(code: PatternProblemCode, message: string, suggestion?: string): PatternProblem {
  return { severity: "error", code, message, suggestion };
}

function warning(code: PatternProblemCode, message: string, suggestion?: string): PatternProblem {
  return { severity: "warning", code, message, suggestion };
}
