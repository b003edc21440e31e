import { distinct } from "../../base/distinct.ts";
import { groupBy } from "../../base/groupBy.ts";
import type { Caller } from "./caller.ts";
import { listInWords, nameInWords } from "./nameInWords.ts";

export interface CallersInWords {
  readonly words: string;
  /** Whether a verb that follows is in the plural. */
  readonly many: boolean;
}

/** How much is said: all that there is room for in a text, or only what fits on a line. */
export type Length = "full" | "short";

/**
 * Several callers as they stand in a sentence: "anonymous, client payroll and people who sign in without role HR".
 * `others` are those that are not meant, of which a caller with a role or scope is an exception where callers of its kind
 * without any are meant.
 */
export function callersInWords(
  callers: readonly Caller[],
  others: readonly Caller[],
  length: Length = "full",
): CallersInWords {
  const parts = [
    ...(callers.some(({ kind }) => kind === "anonymous") ? ["anonymous"] : []),
    ...clientsInWords(callers, length),
    ...peopleInWords(callers, others, length),
    ...tokensInWords(callers, others),
  ];
  const words = listInWords(parts, "and");
  const [first = ""] = parts;
  const isCut = length === "short" && parts.length > 1 && words.length > shortest;
  return {
    words: isCut ? `${first} and others` : words,
    many: callers.length > 1 || !isOne(callers[0]),
  };
}

/** On a line, more than one part is told as long as they have no more letters than these. */
const shortest = 60;

/** Whether they are people by virtue of roles that ORDS makes for AutoREST and whose names say little. */
export function haveOnlyRolesOfAutoRest(callers: readonly Caller[]): boolean {
  return callers.every((one) => {
    const names = isUser(one) || isEndUser(one) || isToken(one) ? namesOf(one) : [];
    return names.length > 0 && names.every(isOfAutoRest);
  });
}

function isOne(caller: Caller | undefined): boolean {
  return caller?.kind === "anonymous" || caller?.kind === "client";
}

function clientsInWords(callers: readonly Caller[], length: Length): readonly string[] {
  const names = callers.flatMap((one) => (one.kind === "client" ? [one.name] : []));
  return names.length === 0 ? [] : [someClients(names, length)];
}

function someClients(names: readonly string[], length: Length): string {
  const sorted = names.toSorted();
  const most = length === "short" ? 2 : 5;
  // "and 1 more" says less than the name does.
  const shown = sorted.length > most + 1 ? sorted.slice(0, most) : sorted;
  const left = sorted.length - shown.length;
  const words = [...shown.map(nameInWords), ...(left > 0 ? [`${left} more`] : [])];
  return `${names.length === 1 ? "client" : "clients"} ${listInWords(words, "and")}`;
}

/** People by themselves and through clients; those that fare alike are told together. */
function peopleInWords(
  callers: readonly Caller[],
  others: readonly Caller[],
  length: Length,
): readonly string[] {
  const own = holdingInWords(callers.filter(isUser), others.filter(isUser));
  const byClient = groupBy(callers.filter(isEndUser), ({ client }) => client);
  const otherByClient = groupBy(others.filter(isEndUser), ({ client }) => client);
  const clients = [...byClient].map(([client, group]) => {
    return { client, suffix: holdingInWords(group, otherByClient.get(client) ?? []) ?? "" };
  });
  const suffixes = new Set([...(own === undefined ? [] : [own]), ...clients.map((c) => c.suffix)]);
  return [...suffixes].map((suffix) => {
    const names = clients.filter((one) => one.suffix === suffix).map(({ client }) => client);
    const ways = [
      ...(own === suffix ? ["sign in"] : []),
      ...(names.length > 0 ? [`use ${someClients(names, length)}`] : []),
    ];
    return `people who ${ways.join(" or ")}${suffix}`;
  });
}

function tokensInWords(callers: readonly Caller[], others: readonly Caller[]): readonly string[] {
  const suffix = holdingInWords(callers.filter(isToken), others.filter(isToken));
  return suffix === undefined ? [] : [`JWTs${suffix}`];
}

type Holder = Extract<Caller, { kind: "user" | "endUser" | "jwt" }>;

/** " with role HR", " without role HR", or nothing for all of a kind; undefined where there is none. */
function holdingInWords(callers: readonly Holder[], others: readonly Holder[]): string | undefined {
  if (callers.length === 0) return undefined;
  const hasPlain = callers.some((one) => namesOf(one).length === 0);
  const told = hasPlain ? others : callers;
  const roles = distinct(told.flatMap((one) => one.roles));
  const scopes = distinct(told.flatMap((one) => (one.kind === "jwt" ? one.scopes : [])));
  const holdings = [...oneOf("scope", scopes), ...oneOf("role", roles)];
  if (holdings.length === 0) return "";
  return ` ${hasPlain ? "without" : "with"} ${holdings.join(" or ")}`;
}

function isOfAutoRest(name: string): boolean {
  return name.startsWith("oracle.dbtools.");
}

/** ORDS makes roles and privileges for AutoREST; their names are long and say little (assumption `autoRestPrivilegeNames`). */
function oneOf(word: string, names: readonly string[]): readonly string[] {
  const named = names.filter((name) => !isOfAutoRest(name));
  return [
    ...(named.length > 0 ? [`${word} ${listInWords(named.map(nameInWords), "or")}`] : []),
    ...(named.length < names.length ? [`a ${word} of AutoREST`] : []),
  ];
}

function namesOf(caller: Holder): readonly string[] {
  return caller.kind === "jwt" ? [...caller.scopes, ...caller.roles] : caller.roles;
}

function isUser(caller: Caller): caller is Extract<Caller, { kind: "user" }> {
  return caller.kind === "user";
}

function isEndUser(caller: Caller): caller is Extract<Caller, { kind: "endUser" }> {
  return caller.kind === "endUser";
}

function isToken(caller: Caller): caller is Extract<Caller, { kind: "jwt" }> {
  return caller.kind === "jwt";
}
