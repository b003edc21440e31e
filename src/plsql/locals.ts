import type { TextRange } from "../base/textRange.ts";
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
  /**
   * What evaluating may still cost: each list built, each long text. Who runs a block has no limit;
   * who reads one has, so that a script of variables that grow and grow costs no more than its
   * length. Once it is spent, nothing is known any more.
   */
  readonly budget: { left: number };
}

export type Variable =
  | {
      readonly kind: "plain";
      readonly constant: boolean;
      /** In upper case and without blanks; empty for what is not declared in the text. */
      readonly type: string;
      value: Value;
    }
  /** An `owa.vc_arr`: only the filled elements count. */
  | {
      readonly kind: "array";
      readonly elements: Map<number, Value>;
      /**
       * False as long as something happened to it that is not known; DELETE makes it known again.
       */
      known: boolean;
      /** Counts what happens to it. */
      version: number;
      /** Its value in one of its versions: a script passes the same list again and again. */
      list: { readonly version: number; readonly value: Value } | undefined;
      /** The last call that was given it, with the indexes that it had then and still has. */
      passed: PassedArray | undefined;
    };

export interface PassedArray {
  readonly call: TextRange;
  readonly indexes: Set<number>;
  readonly version: number;
  refilledAt: TextRange | undefined;
}

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
    budget: outer?.budget ?? { left: Number.POSITIVE_INFINITY },
  };
  for (const declaration of declarations) {
    locals.variables.set(declaration.name.toUpperCase(), variableOf(declaration));
  }
  return locals;
}

/** A variable or parameter from outside, `USER` for example. */
export function declare(locals: Locals, name: string, value: Value): void {
  locals.variables.set(name.toUpperCase(), { kind: "plain", constant: false, type: "", value });
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
    variable.passed = undefined;
    variable.version++;
  } else if (variable?.constant === false) {
    variable.value = unknownValue;
  }
}

export type ArrayVariable = Extract<Variable, { kind: "array" }>;

/** False when the budget is spent: then the work is not to be done. */
export function spend({ budget }: Locals, cost: number): boolean {
  budget.left -= cost;
  return budget.left >= 0;
}

/**
 * What an array is worth: its filled elements in the order of their indexes, unknown when it is not
 * known.
 */
export function listOf(variable: ArrayVariable, locals: Locals): Value {
  const { elements, list, version } = variable;
  // Whoever is given the list looks at all of it, so the same list costs something each time.
  if (!variable.known || !spend(locals, elements.size)) {
    return unknownValue;
  }
  if (list?.version === version) {
    return list.value;
  }
  const value: Value = { kind: "list", items: itemsOf(elements) };
  variable.list = { version, value };
  return value;
}

function itemsOf(elements: ReadonlyMap<number, Value>): readonly Value[] {
  let last = Number.NEGATIVE_INFINITY;
  for (const index of elements.keys()) {
    if (index < last) {
      return [...elements].toSorted(([a], [b]) => a - b).map(([, item]) => item);
    }
    last = index;
  }
  // Nearly all arrays are filled from the first element on.
  return [...elements.values()];
}

export function putElement(
  variable: ArrayVariable,
  index: number,
  element: { readonly value: Value; readonly range: TextRange },
): void {
  variable.elements.set(index, element.value);
  variable.version++;
  if (variable.passed !== undefined) {
    variable.passed.indexes.delete(index);
    variable.passed.refilledAt ??= element.range;
  }
}

/** All elements, or those between two indexes. */
export function deleteElements(
  variable: ArrayVariable,
  between: { readonly first: number; readonly last: number } | undefined,
): void {
  const { elements, passed } = variable;
  variable.version++;
  if (between === undefined) {
    elements.clear();
    variable.known = true;
    variable.passed = undefined;
    return;
  }
  const { first, last } = between;
  const gone =
    first === last
      ? [first]
      : [...elements.keys()].filter((index) => index >= first && index <= last);
  for (const index of gone) {
    elements.delete(index);
    passed?.indexes.delete(index);
  }
}

function variableOf({ type, constant }: Declaration): Variable {
  const name = type.replaceAll(/\s/g, "").toUpperCase();
  if (/(?:^|\.)VC_ARR$/.test(name)) {
    return {
      kind: "array",
      elements: new Map(),
      known: true,
      version: 0,
      list: undefined,
      passed: undefined,
    };
  }
  const value = emptyRecords.get(name.replace(/^.*\./, "")) ?? nullValue;
  return { kind: "plain", constant, type: name, value };
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
