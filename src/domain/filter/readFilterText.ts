import { readJson, type JsonMember, type JsonNode } from "../json/readJson.ts";
import {
  comparisonOperators,
  emptyFilter,
  nullOperators,
  textOperators,
  type FilterCondition,
  type FilterMoment,
  type FilterObject,
  type FilterOrder,
  type FilterValue,
} from "./filterObject.ts";

/** A filter, or why a text is none that a list of conditions can say; it may be good for ORDS all the same. */
export type ReadFilter =
  | { readonly kind: "filter"; readonly filter: FilterObject }
  | { readonly kind: "unreadable"; readonly why: string };

/**
 * Reads the parameter `q`. What it cannot say exactly it does not read: writing the filter again never loses a
 * condition or a digit. Never throws; the cost is linear.
 */
export function readFilterText(text: string): ReadFilter {
  if (text.trim() === "") return { kind: "filter", filter: emptyFilter };
  if (text.length > longestText) return unreadable("it is too long");
  const root = readJson(text);
  if (root.kind === "error") return unreadable("it is not valid JSON");
  if (root.kind !== "object") return unreadable("it is no JSON object");
  if (hasLongNumber(text)) return unreadable("it has a number of more than 15 digits");
  const parts = readMembers(root.members);
  return typeof parts === "string" ? unreadable(parts) : { kind: "filter", filter: parts };
}

const longestText = 100_000;

/** JSON numbers are read as floating-point ones, which have about as many digits. */
function hasLongNumber(text: string): boolean {
  const numbers = text.replaceAll(/"[^"\\]*(?:\\.[^"\\]*)*"/gs, "").match(/\d[\d.]*/g) ?? [];
  return numbers.some((digits) => digits.replace(".", "").length > 15);
}

/** A reading gives its value, or in words why there is none. */
type Read<Value> = Value | string;

function readMembers(members: readonly JsonMember[]): Read<FilterObject> {
  const twice = nameTwice(members);
  if (twice !== undefined) return `it names ${shown(twice)} twice`;
  let filter = emptyFilter;
  for (const { name, value } of members) {
    const next = withMember(filter, name, value);
    if (typeof next === "string") return next;
    filter = next;
  }
  return filter;
}

function withMember(filter: FilterObject, name: string, value: JsonNode): Read<FilterObject> {
  switch (name) {
    case "$orderby": {
      const order = readOrder(value);
      return typeof order === "string" ? order : { ...filter, order };
    }
    case "$asof": {
      const asOf = readMoment(value);
      return typeof asOf === "string" ? asOf : { ...filter, asOf };
    }
    case "$or": {
      if (filter.conditions.length > 0) return mixed;
      const conditions = readList(value, 1);
      return typeof conditions === "string" ? conditions : { ...filter, match: "any", conditions };
    }
    default: {
      if (filter.match === "any") return mixed;
      const conditions = name === "$and" ? readList(value) : readCondition(name, value);
      if (typeof conditions === "string") return conditions;
      return { ...filter, conditions: [...filter.conditions, ...conditions] };
    }
  }
}

const mixed = "it mixes conditions that all have to hold with some of which one has to";

/** The conditions of `$and` or `$or`; `mostEach` is how many conditions one part may have. */
function readList(value: JsonNode, mostEach = Infinity): Read<readonly FilterCondition[]> {
  if (value.kind !== "array" || value.items.length === 0) return "it has an empty list";
  const conditions: FilterCondition[] = [];
  for (const item of value.items) {
    const part = item.kind === "object" ? readPart(item.members) : nested;
    if (typeof part === "string") return part;
    if (part.length > mostEach) return nested;
    conditions.push(...part);
  }
  return conditions;
}

const nested = "it has conditions within conditions";

function readPart(members: readonly JsonMember[]): Read<readonly FilterCondition[]> {
  if (nameTwice(members) !== undefined || members.length === 0) return nested;
  const conditions: FilterCondition[] = [];
  for (const { name, value } of members) {
    const read = readCondition(name, value);
    if (typeof read === "string") return read;
    conditions.push(...read);
  }
  return conditions;
}

/** `{"salary":{"$gt":1000}}`, or in short `{"job":"CLERK"}`. */
function readCondition(column: string, value: JsonNode): Read<readonly FilterCondition[]> {
  if (column === "$and" || column === "$or") return nested;
  if (column === "" || column.startsWith("$")) return `${shown(column)} is no column`;
  const plain = readValue(value);
  if (plain) return [{ column, operator: "$eq", value: plain }];
  if (value.kind !== "object" || value.members.length === 0) return notUnderstood(column);
  if (nameTwice(value.members) !== undefined) return notUnderstood(column);
  const conditions: FilterCondition[] = [];
  for (const { name, value: operand } of value.members) {
    const condition = readOperator(column, name, operand);
    if (!condition) return notUnderstood(column);
    conditions.push(condition);
  }
  return conditions;
}

function readOperator(
  column: string,
  name: string,
  operand: JsonNode,
): FilterCondition | undefined {
  const comparison = comparisonOperators.find((one) => one === name);
  if (comparison) {
    const value = readValue(operand);
    return value && { column, operator: comparison, value };
  }
  const textual = textOperators.find((one) => one === name);
  if (textual) {
    const value = readValue(operand);
    return value?.kind === "text" ? { column, operator: textual, text: value.text } : undefined;
  }
  const nullness = nullOperators.find((one) => one === name);
  if (nullness) return isNull(operand) ? { column, operator: nullness } : undefined;
  return name === "$between" ? readBetween(column, operand) : undefined;
}

function readBetween(column: string, operand: JsonNode): FilterCondition | undefined {
  if (operand.kind !== "array" || operand.items.length !== 2) return undefined;
  const values = operand.items.flatMap((one) => readValue(one) ?? []);
  const [first] = values;
  const isRead = operand.items.every((one) => isNull(one) || readValue(one));
  // In a form, an end without a text is one that is open.
  if (!first || !isRead || values.some(({ kind, text }) => kind !== first.kind || text === "")) {
    return undefined;
  }
  const [from, to] = operand.items.map((one) => readValue(one)?.text);
  return { column, operator: "$between", kind: first.kind, from, to };
}

/** A text, a number, or `{"$date":"…"}`; undefined for everything else. */
function readValue(node: JsonNode): FilterValue | undefined {
  if (node.kind === "scalar") {
    const { value } = node;
    if (typeof value === "string") return { kind: "text", text: value };
    return typeof value === "number" ? readNumber(value) : undefined;
  }
  const text = onlyMember(node, "$date");
  return text?.kind === "scalar" && typeof text.value === "string"
    ? { kind: "date", text: text.value }
    : undefined;
}

function readNumber(value: number): FilterValue | undefined {
  return Number.isFinite(value) ? { kind: "number", text: String(value) } : undefined;
}

function readOrder(value: JsonNode): Read<readonly FilterOrder[]> {
  if (value.kind !== "object" || nameTwice(value.members) !== undefined) return orderless;
  const order: FilterOrder[] = [];
  for (const { name, value: node } of value.members) {
    const direction =
      node.kind === "scalar" ? directions.get(String(node.value).toLowerCase()) : undefined;
    if (direction === undefined || name === "") return orderless;
    order.push({ column: name, direction });
  }
  return order;
}

const orderless = "its $orderby is not understood";

const directions: ReadonlyMap<string, FilterOrder["direction"]> = new Map([
  ["asc", "asc"],
  ["1", "asc"],
  ["desc", "desc"],
  ["-1", "desc"],
]);

/** A date or a system change number, also without `$date` or `$scn` around it. */
function readMoment(node: JsonNode): Read<FilterMoment> {
  const scn = readValue(onlyMember(node, "$scn") ?? node);
  if (scn?.kind === "number") return { kind: "scn", text: scn.text };
  const date = readValue(node);
  return date && date.kind !== "number"
    ? { kind: "date", text: date.text }
    : "its $asof is not understood";
}

function onlyMember(node: JsonNode, name: string): JsonNode | undefined {
  if (node.kind !== "object") return undefined;
  const [member, ...more] = node.members;
  return more.length === 0 && member?.name === name ? member.value : undefined;
}

function isNull(node: JsonNode): boolean {
  return node.kind === "scalar" && node.value === null;
}

/** ORDS knows columns in any case. */
function nameTwice(members: readonly JsonMember[]): string | undefined {
  const seen = new Set<string>();
  return members.find(({ name }) => {
    const key = name.toLowerCase();
    const isKnown = seen.has(key);
    seen.add(key);
    return isKnown;
  })?.name;
}

function notUnderstood(column: string): string {
  return `its condition on ${shown(column)} is not understood`;
}

function shown(name: string): string {
  return name.length > 40 ? `${name.slice(0, 40)}…` : name;
}

function unreadable(why: string): ReadFilter {
  return { kind: "unreadable", why };
}
