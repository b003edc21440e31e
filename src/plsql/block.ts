import type { TextRange } from "../base/textRange.ts";

/**
 * A PL/SQL block as far as we understand PL/SQL: declarations, and a list of statements in order.
 * What we do not understand is kept as `other`, with its place, and never guessed at. Names are as
 * written; compare them with `sameName`, since PL/SQL does not mind case.
 */
export interface Block {
  readonly declarations: readonly Declaration[];
  /**
   * Procedures and functions with a body: local ones of a block, those of a package, or the one
   * that a CREATE makes.
   */
  readonly subprograms: readonly Subprogram[];
  readonly statements: readonly Statement[];
  /** Whether the block has an EXCEPTION section; its handlers are not read. */
  readonly handlesExceptions: boolean;
  readonly range: TextRange;
}

export interface Subprogram {
  readonly name: string;
  /** The names of its parameters: their values are not known when it is read. */
  readonly parameters: readonly string[];
  readonly block: Block;
  readonly range: TextRange;
}

export interface Declaration {
  readonly name: string;
  /** As written: `owa.vc_arr`, `ords_types.t_client_credentials`, `VARCHAR2(100)`. */
  readonly type: string;
  readonly constant: boolean;
  readonly initial: Expression | undefined;
  readonly range: TextRange;
}

export type Statement =
  | {
      readonly kind: "assign";
      /** The path of a bind, `:out := …`, is its name with the colon: `[":out"]`. */
      readonly target: Reference;
      readonly value: Expression;
      readonly range: TextRange;
    }
  /** A procedure call, also without parentheses: `l_roles.DELETE;`, `ORDS.CREATE_ROLE('x');`. */
  | { readonly kind: "call"; readonly call: CallExpression; readonly range: TextRange }
  | { readonly kind: "commit"; readonly range: TextRange }
  | { readonly kind: "rollback"; readonly range: TextRange }
  | { readonly kind: "null"; readonly range: TextRange }
  | { readonly kind: "block"; readonly block: Block; readonly range: TextRange }
  /** IF, LOOP, SELECT … INTO, EXECUTE IMMEDIATE … : `what` is its first word in upper case. */
  | {
      readonly kind: "other";
      readonly what: string;
      /** Statements found inside (of an IF, of a LOOP): they may or may not run. */
      readonly inside: readonly Statement[];
      /**
       * The names, in upper case, of what it may fill by itself: those after INTO, the variable of
       * a FOR.
       */
      readonly fills: readonly string[];
      readonly range: TextRange;
    };

export type Expression =
  | { readonly kind: "text"; readonly value: string; readonly range: TextRange }
  | { readonly kind: "number"; readonly value: number; readonly range: TextRange }
  | { readonly kind: "boolean"; readonly value: boolean; readonly range: TextRange }
  | { readonly kind: "null"; readonly range: TextRange }
  | { readonly kind: "concat"; readonly parts: readonly Expression[]; readonly range: TextRange }
  /** Plus and minus of numbers, such as `l_roles.COUNT + 1`. */
  | {
      readonly kind: "sum";
      readonly operator: "+" | "-";
      readonly left: Expression;
      readonly right: Expression;
      readonly range: TextRange;
    }
  /** `:client_secret`; the name without its colon. */
  | { readonly kind: "bind"; readonly name: string; readonly range: TextRange }
  | Reference
  | CallExpression
  /** What is not understood; `inside` is what could be read of its beginning. */
  | { readonly kind: "unknown"; readonly inside?: Expression; readonly range: TextRange };

/**
 * A variable, constant or field, or an element of an array: `l_roles(1)`,
 * `l_client.client_secret.secret`.
 */
export interface Reference {
  readonly kind: "reference";
  readonly path: readonly string[];
  /**
   * In `l_roles(1)` the 1. A call with one positional argument looks the same: it is a reference
   * when the name is declared in the block or stands left of `:=`, else a call.
   */
  readonly index: Expression | undefined;
  readonly range: TextRange;
}

export interface CallExpression {
  readonly kind: "callExpression";
  /** `["ORDS", "DEFINE_PRIVILEGE"]`, `["ORDS_METADATA", "ORDS", "CREATE_ROLE"]`, `["chr"]`. */
  readonly path: readonly string[];
  /** Where the path stands. */
  readonly pathRange: TextRange;
  readonly args: readonly Argument[];
  readonly range: TextRange;
}

export interface Argument {
  /** The parameter's name in `name => value`; undefined = positional. */
  readonly name: string | undefined;
  readonly nameRange: TextRange | undefined;
  readonly value: Expression;
}

/** From the name, or from the value where there is none, to the end of the value. */
export function rangeOfArgument({ nameRange, value }: Argument): TextRange {
  const isMissing = value.range.end === value.range.start;
  return nameRange === undefined
    ? value.range
    : { start: nameRange.start, end: isMissing ? nameRange.end : value.range.end };
}

export function sameName(a: string, b: string): boolean {
  return a.toUpperCase() === b.toUpperCase();
}
