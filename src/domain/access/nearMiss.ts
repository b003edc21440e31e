import type { Catalog, Privilege } from "../model/catalog.ts";
import { withoutAlias } from "./checkPattern.ts";
import { nameInWords } from "./nameInWords.ts";
import { matchUriPattern, parseUriPattern } from "./uriPattern.ts";

/** A pattern that does not cover a path, but was probably meant to. */
export interface NearMiss {
  readonly privilege: Privilege;
  readonly pattern: string;
  /** The pattern that would cover the path. */
  readonly meant: string;
  /** One sentence. */
  readonly why: string;
}

/** Patterns that would cover the path if they were written a little otherwise; `path` as `toSchemaPath` gives it. */
export function findNearMisses(catalog: Catalog, path: string): readonly NearMiss[] {
  const surroundings = {
    alias: catalog.schema.alias,
    basePaths: catalog.modules.map((one) => one.basePath),
  };
  const misses: NearMiss[] = [];
  for (const privilege of catalog.privileges) {
    for (const pattern of privilege.patterns) {
      if (covers(pattern, path)) continue;
      const meant = meantPattern(pattern, path, withoutAlias(pattern, surroundings));
      if (meant) misses.push({ privilege, pattern, ...meant });
    }
  }
  return misses;
}

interface Meant {
  readonly meant: string;
  readonly why: string;
}

function meantPattern(
  pattern: string,
  path: string,
  withoutSchema: string | undefined,
): Meant | undefined {
  const shown = `Pattern ${nameInWords(pattern)}`;
  if (withoutSchema !== undefined && covers(withoutSchema, path)) {
    return {
      meant: withoutSchema,
      why: `${shown} contains the schema's alias; patterns are relative to the schema.`,
    };
  }
  const trimmed = pattern.trim();
  if (trimmed !== pattern && covers(trimmed, path)) {
    return { meant: trimmed, why: `${shown} has blanks at its ends.` };
  }
  if (!pattern.startsWith("/") && covers(`/${pattern}`, path)) {
    return { meant: `/${pattern}`, why: `${shown} does not begin with a slash.` };
  }
  if (covers(pattern, `${path}/`)) {
    return {
      meant: path,
      why: `${shown} covers ${nameInWords(`${path}/`)}, but not the path without its final slash.`,
    };
  }
  if (path.endsWith("/") && covers(pattern, path.slice(0, -1))) {
    return { meant: path, why: `${shown} covers the path without its final slash only.` };
  }
  if (covers(pattern.toLowerCase(), path.toLowerCase())) {
    const { wildcard, prefix } = parseUriPattern(pattern);
    const meant = wildcard ? `${path.slice(0, prefix.length)}*` : path;
    return { meant, why: `${shown} differs from the path in upper and lower case.` };
  }
  return undefined;
}

function covers(pattern: string, path: string): boolean {
  return matchUriPattern(parseUriPattern(pattern), path);
}
