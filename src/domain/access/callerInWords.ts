import { assertNever } from "../../base/assertNever.ts";
import type { Caller } from "./caller.ts";
import { listInWords, nameInWords } from "./nameInWords.ts";

/** A caller as it stands in a sentence: "anonymous", "client payroll", "a database user with role HR". */
export function callerInWords(caller: Caller): string {
  switch (caller.kind) {
    case "anonymous":
      return "anonymous";
    case "client":
      return `client ${nameInWords(caller.name)}`;
    case "user":
      return `a database user${withNames(caller.roles, "role")}`;
    case "endUser":
      return `a person${withNames(caller.roles, "role")} through client ${nameInWords(caller.client)}`;
    case "jwt": {
      const names = [
        withNames(caller.scopes, "scope"),
        withNames(caller.roles, "role").replace(
          /^ with/,
          caller.scopes.length > 0 ? " and" : " with",
        ),
      ];
      return `a JWT${names.join("")}`;
    }
    default:
      return assertNever(caller);
  }
}

/** A text that is the same for the same caller and for no other one. */
export function callerKey(caller: Caller): string {
  switch (caller.kind) {
    case "anonymous":
      return "anonymous";
    case "client":
      return `client ${caller.name}`;
    case "user":
      return `user ${listKey(caller.roles)}`;
    case "endUser":
      return `endUser ${JSON.stringify(caller.client)} ${listKey(caller.roles)}`;
    case "jwt":
      return `jwt ${listKey(caller.scopes)} ${listKey(caller.roles)}`;
    default:
      return assertNever(caller);
  }
}

function listKey(names: readonly string[]): string {
  return JSON.stringify([...new Set(names)].toSorted());
}

function withNames(names: readonly string[], word: string): string {
  if (names.length === 0) return "";
  return ` with ${word}${names.length > 1 ? "s" : ""} ${listInWords(names.map(nameInWords), "and")}`;
}
