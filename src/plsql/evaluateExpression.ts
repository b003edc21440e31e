import { assertNever } from "../base/assertNever.ts";
import type { CallExpression, Declaration, Expression, Reference } from "./block.ts";
import {
  type ArrayVariable,
  createLocals,
  deleteElements,
  findVariable,
  forget,
  listOf,
  type Locals,
  putElement,
  spend,
} from "./locals.ts";
import { callPlainFunction, concatenate } from "./plainFunctions.ts";
import { ordsConstants } from "./procedures.ts";
import { nullValue, numberValue, textValue, unknownValue, type Value } from "./value.ts";

/**
 * What an expression is worth now. Never throws; what depends on the database, or on PL/SQL that we
 * do not know, is `unknown`, and a bind without a value is `bind`. Functions of ORDS packages that
 * do something are unknown too: who runs them assigns their result.
 */
export function evaluate(expression: Expression, locals: Locals): Value {
  if (locals.budget.left < 0) {
    return unknownValue;
  }
  switch (expression.kind) {
    case "text":
      return textValue(expression.value);
    case "number":
      return numberValue(expression.value);
    case "boolean":
      return { kind: "boolean", value: expression.value };
    case "null":
      return nullValue;
    case "bind":
      return (
        locals.binds.get(expression.name.toLowerCase()) ?? { kind: "bind", name: expression.name }
      );
    case "concat":
      return concatenate(expression.parts.map((part) => evaluate(part, locals)));
    case "sum":
      return add(expression, locals);
    case "reference":
      return evaluateReference(expression, locals);
    case "callExpression":
      return evaluateCall(expression, locals);
    case "unknown":
      return unknownValue;
    default:
      return assertNever(expression);
  }
}

/** The locals of a block with the initial values of its declarations. */
export function openLocals(
  declarations: readonly Declaration[],
  binds: Readonly<Record<string, Value>> = {},
  outer?: Locals,
): Locals {
  const locals = createLocals(declarations, binds, outer);
  for (const { name, initial, range } of declarations) {
    if (initial !== undefined) {
      const target: Reference = { kind: "reference", path: [name], index: undefined, range };
      assign(target, evaluate(initial, locals), locals);
    }
  }
  return locals;
}

/**
 * Assigns to a variable, a field, an element of an array or a bind (its path begins with a colon).
 * Gives why it cannot be done, in one sentence, or undefined.
 */
export function assign(target: Reference, value: Value, locals: Locals): string | undefined {
  const [name, ...fields] = target.path;
  if (name === undefined) {
    return "It is not understood what this assigns to.";
  }
  if (name.startsWith(":")) {
    locals.binds.set(name.slice(1).toLowerCase(), value);
    return undefined;
  }
  const variable = findVariable(locals, name);
  if (variable === undefined) {
    return `${name} is not declared.`;
  }
  if (variable.kind === "plain") {
    if (target.index !== undefined) {
      variable.value = unknownValue;
      return `${name} is not an OWA.VC_ARR.`;
    }
    variable.value = withField(variable.value, fields, value);
    return undefined;
  }
  if (target.index === undefined) {
    return assignArray(name, value, locals);
  }
  const index = evaluate(target.index, locals);
  if (index.kind !== "number") {
    forget(locals, name);
    return undefined;
  }
  if (variable.known) {
    putElement(variable, index.value, { value, range: target.range });
  }
  return undefined;
}

/**
 * Runs a method of an array that stands as a statement: `l_roles.DELETE;`, `l_roles.DELETE(1);`.
 * False when the call is something else.
 */
export function runArrayMethod(call: CallExpression, locals: Locals): boolean {
  const [name, method, ...more] = call.path;
  if (name === undefined || method === undefined || more.length > 0) {
    return false;
  }
  const variable = findVariable(locals, name);
  if (variable?.kind !== "array") {
    return false;
  }
  const indexes = call.args.map((argument) => evaluate(argument.value, locals));
  const [first, last = first] = indexes;
  if (method.toUpperCase() !== "DELETE") {
    forget(locals, name);
  } else if (first === undefined || last === undefined) {
    deleteElements(variable, undefined);
  } else if (
    first.kind === "number" &&
    last.kind === "number" &&
    (first === last || spend(locals, variable.elements.size))
  ) {
    deleteElements(variable, { first: first.value, last: last.value });
  } else {
    forget(locals, name);
  }
  return true;
}

function assignArray(name: string, value: Value, locals: Locals): string | undefined {
  const variable = findVariable(locals, name);
  forget(locals, name);
  if (variable?.kind === "array" && value.kind === "list") {
    if (spend(locals, value.items.length)) {
      variable.known = true;
      value.items.forEach((item, i) => variable.elements.set(i + 1, item));
      variable.version++;
    }
  }
  return undefined;
}

function evaluateCall(call: CallExpression, locals: Locals): Value {
  const args = call.args.map(({ name, value }) => ({
    name: name?.toLowerCase(),
    value: evaluate(value, locals),
  }));
  const cost = args.reduce((sum, { value }) => sum + sizeOf(value), 0);
  return spend(locals, cost) ? callPlainFunction(call.path, args) : unknownValue;
}

function sizeOf(value: Value): number {
  return value.kind === "text" ? value.value.length : 1;
}

function evaluateReference(reference: Reference, locals: Locals): Value {
  const [name, ...rest] = reference.path;
  if (name === undefined) {
    return unknownValue;
  }
  const variable = findVariable(locals, name);
  if (variable === undefined) {
    return constantOf(reference.path) ?? callPlainFunction(reference.path, []);
  }
  if (variable.kind === "plain") {
    return reference.index === undefined ? fieldOf(variable.value, rest) : unknownValue;
  }
  if (reference.index !== undefined) {
    const index = evaluate(reference.index, locals);
    const element = index.kind === "number" ? variable.elements.get(index.value) : undefined;
    return variable.known && element !== undefined ? element : unknownValue;
  }
  const [attribute] = rest;
  return attribute === undefined
    ? listOf(variable, locals)
    : attributeOf(variable, attribute.toUpperCase(), locals);
}

/** `l_roles.COUNT` and the like. */
function attributeOf(variable: ArrayVariable, attribute: string, locals: Locals): Value {
  const { elements, known } = variable;
  if (!known) {
    return unknownValue;
  }
  if (attribute === "COUNT") {
    return numberValue(elements.size);
  }
  if ((attribute !== "FIRST" && attribute !== "LAST") || !spend(locals, elements.size)) {
    return unknownValue;
  }
  const indexes = [...elements.keys()].toSorted((a, b) => a - b);
  const index = attribute === "FIRST" ? indexes[0] : indexes.at(-1);
  return index === undefined ? nullValue : numberValue(index);
}

/** `ORDS.source_type_plsql`, also with the owner of the packages before it. */
function constantOf(path: readonly string[]): Value | undefined {
  const [owner = "", name = ""] = path.slice(-2).map((part) => part.toUpperCase());
  if (owner === "ORDS" || owner === "ORDS_ADMIN") {
    const text = ordsConstants.get(name);
    return text === undefined ? undefined : textValue(text);
  }
  if (owner !== "ORDS_CONSTANTS") {
    return undefined;
  }
  switch (name) {
    case "OAUTH_CLIENT_SECRET_SKIP":
      // "Register no secret": what leaving the parameter out does too.
      return nullValue;
    case "OAUTH_CLIENT_SECRET_DEFAULT":
      return callPlainFunction(["ORDS_TYPES", "OAUTH_CLIENT_SECRET"], []);
    default:
      return undefined;
  }
}

function fieldOf(value: Value, fields: readonly string[]): Value {
  let inner = value;
  for (const field of fields) {
    const found = inner.kind === "record" ? inner.fields[field.toLowerCase()] : undefined;
    inner = found ?? unknownValue;
  }
  return inner;
}

function withField(whole: Value, fields: readonly string[], value: Value): Value {
  const [field, ...rest] = fields;
  if (field === undefined) {
    return value;
  }
  const known = whole.kind === "record" ? whole.fields : {};
  if (Object.keys(known).length > mostFields) {
    return unknownValue;
  }
  const name = field.toLowerCase();
  return {
    kind: "record",
    fields: { ...known, [name]: withField(known[name] ?? nullValue, rest, value) },
  };
}

/** More than a record has: each assignment makes a new list of all. */
const mostFields = 100;

function add(sum: Extract<Expression, { kind: "sum" }>, locals: Locals): Value {
  const left = evaluate(sum.left, locals);
  const right = evaluate(sum.right, locals);
  if (left.kind !== "number" || right.kind !== "number") {
    return unknownValue;
  }
  return numberValue(sum.operator === "+" ? left.value + right.value : left.value - right.value);
}
