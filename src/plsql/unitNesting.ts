import type { Token } from "./lexer.ts";
import { readCode, upperWord } from "./scriptTokens.ts";

/**
 * Follows BEGIN, IF, LOOP, CASE and the declaring sections, until the END that closes the first of
 * them.
 */
export function createUnitNesting(unit: UnitKind): UnitNesting {
  const open: ("declaring" | "running" | "other")[] = [];
  let awaitsBody = unit === "named";
  let parentheses = 0;
  let opened = false;
  let closed = false;
  let complete = false;
  let previous = "";

  const push = (frame: "declaring" | "running" | "other") => {
    open.push(frame);
    opened = true;
  };

  const takeWord = (word: string) => {
    switch (word) {
      case "DECLARE":
        push("declaring");
        return;
      case "BEGIN":
        if (open.at(-1) === "declaring") {
          open[open.length - 1] = "running";
        } else {
          push("running");
        }
        return;
      case "IF":
      case "LOOP":
      case "CASE":
        if (previous !== "END") {
          push("other");
        }
        return;
      case "PROCEDURE":
      case "FUNCTION":
        awaitsBody ||= open.at(-1) === "declaring";
        return;
      case "IS":
      case "AS":
        if (awaitsBody && parentheses === 0) {
          awaitsBody = false;
          push("declaring");
        }
        return;
      case "LANGUAGE":
      case "EXTERNAL":
        // A body in another language: `IS LANGUAGE JAVA NAME '…'` has no END.
        if ((previous === "IS" || previous === "AS") && open.at(-1) === "declaring") {
          open.pop();
          closed = open.length === 0;
        }
        return;
      case "COMPOUND":
        // Its parts close with `END BEFORE STATEMENT`: only the `/` line tells the end.
        if (unit === "trigger" && open.length === 0) {
          push("other");
          push("other");
        }
        return;
      case "END":
        open.pop();
        closed = opened && open.length === 0;
        return;
      default:
    }
  };

  return {
    take(mark: string): void {
      if (!followed.has(mark)) {
        previous = mark;
        return;
      }
      switch (mark) {
        case "(":
          parentheses++;
          break;
        case ")":
          parentheses = Math.max(0, parentheses - 1);
          break;
        case ";":
          parentheses = 0;
          complete = closed || (!opened && unit === "named");
          awaitsBody = false;
          break;
        default:
          if (previous !== ".") {
            takeWord(mark);
          }
      }
      previous = mark;
    },
    isComplete: () => complete,
  };
}

/** Most tokens are none of them. */
const followed = new Set(
  "( ) ; DECLARE BEGIN IF LOOP CASE PROCEDURE FUNCTION IS AS LANGUAGE EXTERNAL COMPOUND END".split(
    " ",
  ),
);

export interface UnitNesting {
  /** The next token: its keyword in upper case or its symbol, empty for any other. */
  take(mark: string): void;
  /** Whether the token taken last is the `;` that ends the unit. */
  isComplete(): boolean;
}

/** `named` begins with a name and IS or AS, a trigger with its conditions. */
export type UnitKind = "block" | "named" | "trigger";

/**
 * What a CREATE makes, if it is PL/SQL: a unit with a body, a specification, a trigger; undefined
 * for SQL.
 */
export function unitOfCreate(text: string, create: Token): UnitKind | undefined {
  let token = readCode(text, create.end);
  // CREATE [OR REPLACE] [EDITIONABLE] … : the word that says what it is comes within the first few.
  for (let i = 0; i < 8 && token !== undefined; i++) {
    const word = upperWord(text, token);
    switch (word) {
      case "PROCEDURE":
      case "FUNCTION":
      case "PACKAGE":
        return "named";
      case "TRIGGER":
        return "trigger";
      case "TYPE": {
        const next = readCode(text, token.end);
        return next !== undefined && upperWord(text, next) === "BODY" ? "named" : undefined;
      }
      case "OR":
      case "REPLACE":
      case "EDITIONABLE":
      case "NONEDITIONABLE":
      case "IF":
      case "NOT":
      case "EXISTS":
        token = readCode(text, token.end);
        break;
      default:
        return undefined;
    }
  }
  return undefined;
}
