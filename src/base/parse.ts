import { isRecord } from "./isRecord.ts";

/** Reads what came from elsewhere: a page, a stored state, a command's argument. Undefined is what is not understood. */
export type Parse<T> = (value: unknown) => T | undefined;

/** A text of at most so many UTF-16 units. */
export function parseTextUpTo(longest: number): Parse<string> {
  return (value) => (typeof value === "string" && value.length <= longest ? value : undefined);
}

export function parseFlag(value: unknown): boolean | undefined {
  return typeof value === "boolean" ? value : undefined;
}

/** A whole number from 0. */
export function parseCount(value: unknown): number | undefined {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

export function parseOneOf<const T extends string>(known: readonly T[]): Parse<T> {
  return (value) => known.find((one) => one === value);
}

/** A list of at most so many, all of which are understood. */
export function parseList<T>(parse: Parse<T>, most: number): Parse<readonly T[]> {
  return (value) => {
    if (!Array.isArray(value) || value.length > most) return undefined;
    const items: T[] = [];
    for (const one of value as readonly unknown[]) {
      const item = parse(one);
      if (item === undefined) return undefined;
      items.push(item);
    }
    return items;
  };
}

/** A parser for each member. */
export type Members<T> = { readonly [Name in keyof T]: Parse<T[Name]> };

type OrUndefined<T> = { readonly [Name in keyof T]: T[Name] | undefined };

/** A record with all the members, all of them understood; of those in `optional` also none. What else it has is left out. */
export function parseRecord<T, Optional = unknown>(
  members: Members<T>,
  optional?: Members<Optional>,
): Parse<T & OrUndefined<Optional>> {
  const all: readonly (readonly [string, Parse<unknown>])[] = Object.entries({
    ...members,
    ...optional,
  });
  return (value) => {
    if (!isRecord(value)) return undefined;
    const found: Record<string, unknown> = {};
    for (const [name, parse] of all) {
      found[name] = parse(value[name]);
      const isLeftOut = value[name] === undefined && Object.hasOwn(optional ?? {}, name);
      if (found[name] === undefined && !isLeftOut) return undefined;
    }
    return found as T & OrUndefined<Optional>;
  };
}

/** The members of each kind of a union, besides its `kind`. */
export type MembersByKind<Union extends { readonly kind: string }> = {
  readonly [Kind in Union["kind"]]: Members<Omit<Extract<Union, { readonly kind: Kind }>, "kind">>;
};

/** A record of one of the kinds, with the members of its kind. */
export function parseByKind<Union extends { readonly kind: string }>(
  kinds: MembersByKind<Union>,
): Parse<Union> {
  return (value) => {
    if (!isRecord(value)) return undefined;
    const { kind } = value;
    if (typeof kind !== "string" || !Object.hasOwn(kinds, kind)) return undefined;
    const members = parseRecord(kinds[kind as Union["kind"]])(value);
    return members && ({ kind, ...(members as object) } as Union);
  };
}
