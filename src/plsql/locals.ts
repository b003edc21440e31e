import type { Declaration } from "./block.ts";
import { nullValue, unknownValue, type Value } from "./value.ts";

/**
 * The variables of a block while it is run or followed: what each is worth at this moment. Names
 * are compared without case. Used the same by who runs a block (the practice server, with values
 * for binds) and by who only reads it.
 */
export interface Locals {
  readonly variables: Map<string, Variable>;
  /** Values of binds by name in lower case; assigning to `:name` adds to them. */
  readonly binds: Map<string, Value>;
  /** Those of the block around this one. */
  readonly outer: Locals | undefined;
}

export type Variable =
  | { readonly kind: "plain"; readonly constant: boolean; value: Value }
  /** An `owa.vc_arr`: only the filled elements count. */
  | {
      readonly kind: "array";
      readonly elements: Map<number, Value>;
      /**
       * False as long as something happened to it that is not known; DELETE makes it known again.
       */
      known: boolean;
    };

/**
 * Variables as a block declares them; initial values are given by `initialize`, which needs the
 * evaluator.
 */
export function createLocals(
  declarations: readonly Declaration[],
  binds: Readonly<Record<string, Value>> = {},
  outer?: Locals,
): Locals {
  const locals: Locals = {
    variables: new Map(),
    binds:
      outer?.binds ??
      new Map(Object.entries(binds).map(([name, value]) => [name.toLowerCase(), value])),
    outer,
  };
  for (const declaration of declarations) {
    locals.variables.set(declaration.name.toUpperCase(), variableOf(declaration));
  }
  return locals;
}

/** A variable or parameter from outside, `USER` for example. */
export function declare(locals: Locals, name: string, value: Value): void {
  locals.variables.set(name.toUpperCase(), { kind: "plain", constant: false, value });
}

export function findVariable(locals: Locals, name: string): Variable | undefined {
  const wanted = name.toUpperCase();
  for (let scope: Locals | undefined = locals; scope !== undefined; scope = scope.outer) {
    const variable = scope.variables.get(wanted);
    if (variable !== undefined) {
      return variable;
    }
  }
  return undefined;
}

/** Says that something happened to a variable that is not known. A constant stays what it is. */
export function forget(locals: Locals, name: string): void {
  const variable = findVariable(locals, name);
  if (variable?.kind === "array") {
    variable.known = false;
    variable.elements.clear();
  } else if (variable?.constant === false) {
    variable.value = unknownValue;
  }
}

/**
 * What an array is worth: its filled elements in the order of their indexes, unknown when it is not
 * known or endless.
 */
export function listOf(variable: Extract<Variable, { kind: "array" }>): Value {
  if (!variable.known || variable.elements.size > longestList) {
    return unknownValue;
  }
  const items = [...variable.elements.entries()].toSorted(([a], [b]) => a - b);
  return { kind: "list", items: items.map(([, value]) => value) };
}

/**
 * No privilege has so many roles; a list that a script passes again and again must not cost its
 * square.
 */
const longestList = 10_000;

function variableOf({ type, constant }: Declaration): Variable {
  const name = type.replaceAll(/\s/g, "").toUpperCase();
  if (/(?:^|\.)VC_ARR$/.test(name)) {
    return { kind: "array", elements: new Map(), known: true };
  }
  const value = emptyRecords.get(name.replace(/^.*\./, "")) ?? nullValue;
  return { kind: "plain", constant, value };
}

const keyFields = { id: nullValue, name: nullValue, client_id: nullValue };
const secretFields = {
  secret: nullValue,
  slot: nullValue,
  stored: nullValue,
  issued_on: nullValue,
};

/** The record types of ORDS_TYPES (assumption `secretTypeNames`). */
const emptyRecords: ReadonlyMap<string, Value> = new Map<string, Value>([
  ["T_CLIENT_KEY", { kind: "record", fields: keyFields }],
  ["T_CLIENT_SECRET", { kind: "record", fields: secretFields }],
  [
    "T_CLIENT_CREDENTIALS",
    {
      kind: "record",
      fields: {
        client_key: { kind: "record", fields: keyFields },
        client_secret: { kind: "record", fields: secretFields },
      },
    },
  ],
]);
