import { parseOneOf } from "../../base/parse.ts";
import { withoutCredentials } from "../../base/withoutCredentials.ts";
import type { FileProblem } from "../../domain/json/fileProblem.ts";
import { readJson, type JsonMember, type JsonNode } from "../../domain/json/readJson.ts";
import { methods } from "../../domain/model/catalog.ts";
import { emptyDraft, type Row } from "./draft.ts";
import type { SavedCaller, SavedRequest } from "./savedRequest.ts";

/** What was read of the file of saved requests, and what is wrong with it. */
export interface ParsedSavedRequests {
  readonly requests: readonly SavedRequest[];
  /** By the name of a request, the line where it begins, from 1. */
  readonly lines: ReadonlyMap<string, number>;
  readonly problems: readonly FileProblem[];
  /** What the member "$schema" says; undefined where there is none. */
  readonly jsonSchema?: string | undefined;
}

/**
 * Reads the file of saved requests, which people edit by hand. A request with an error does not count; the others do.
 * An empty text is an empty file. Never throws. Where there is an error, the file must not be written over.
 */
export function parseSavedRequests(text: string): ParsedSavedRequests {
  if (text.trim() === "") return { requests: [], lines: new Map(), problems: [] };
  const root = readJson(text);
  if (root.kind === "error") return failed(root.line, root.message);
  if (root.kind !== "object") return failed(root.line, "The file begins with a brace.");
  const reading: Reading = { problems: [] };
  const members = membersOf(reading, root.members, ["requests", "$schema"]);
  const list = members.get("requests");
  if (list?.kind !== "array") return failed((list ?? root).line, 'The list "requests" is missing.');
  const requests: SavedRequest[] = [];
  const lines = new Map<string, number>();
  for (const item of list.items) {
    const request = readRequest(reading, item);
    if (!request) continue;
    if (lines.has(request.name)) {
      tell(reading, item.line, `The name "${request.name}" is there twice.`);
    } else {
      lines.set(request.name, item.line);
      requests.push(request);
    }
  }
  const schema = members.get("$schema");
  const jsonSchema = schema && readText(reading, "$schema", schema);
  const problems = reading.problems.toSorted((a, b) => a.line - b.line);
  return { requests, lines, problems, jsonSchema };
}

interface Reading {
  readonly problems: FileProblem[];
}

const known = [
  "name",
  "method",
  "address",
  "parameters",
  "query",
  "headers",
  "body",
  "caller",
  "connection",
] as const;

function readRequest(reading: Reading, item: JsonNode): SavedRequest | undefined {
  if (item.kind !== "object") {
    tell(reading, item.line, "A request begins with a brace.");
    return undefined;
  }
  const before = reading.problems.filter(isError).length;
  const members = membersOf(reading, item.members, known);
  const required = (name: string): JsonNode | undefined => {
    const node = members.get(name);
    if (!node) tell(reading, item.line, `"${name}" is missing.`);
    return node;
  };
  const name = readName(reading, required("name"));
  const method = readMethod(reading, required("method"));
  const address = readAddress(reading, required("address"));
  const parameters = readRows(reading, "parameters", members.get("parameters"));
  const query = readRows(reading, "query", members.get("query"));
  const headers = readRows(reading, "headers", members.get("headers"));
  const body = readBody(reading, members.get("body"));
  const caller = readCaller(reading, required("caller"));
  const connection = readConnection(reading, members.get("connection"));
  if (reading.problems.filter(isError).length > before) return undefined;
  if (name === undefined || method === undefined || address === undefined) return undefined;
  if (body === undefined || !caller) return undefined;
  const request = { name, method, address, parameters, query, headers, body, caller, connection };
  warnOfCredentials(reading, request, members);
  return request;
}

/** Of those that a row does not tell by its name. */
function warnOfCredentials(
  reading: Reading,
  request: SavedRequest,
  members: ReadonlyMap<string, JsonNode>,
): void {
  const kept = withoutCredentials(request);
  for (const name of ["address", "body"] as const) {
    if (kept[name] === request[name]) continue;
    const message = `"${name}" may hold a credential, which does not belong in this file.`;
    reading.problems.push({ line: members.get(name)?.line ?? 1, message, severity: "warning" });
  }
}

/** The members by name, of which each is known and there once. */
function membersOf(
  reading: Reading,
  members: readonly JsonMember[],
  names: readonly string[],
): ReadonlyMap<string, JsonNode> {
  const found = new Map<string, JsonNode>();
  for (const { name, line, value } of members) {
    if (!names.includes(name)) tell(reading, line, `"${name}" is not known here.`);
    else if (found.has(name)) tell(reading, line, `"${name}" is there twice.`);
    else found.set(name, value);
  }
  return found;
}

function readName(reading: Reading, node: JsonNode | undefined): string | undefined {
  const name = node && readText(reading, "name", node);
  if (node && name?.trim() === "") tell(reading, node.line, "A name is missing.");
  return name;
}

function readConnection(reading: Reading, node: JsonNode | undefined): string | undefined {
  const connection = node && readText(reading, "connection", node);
  return connection?.trim() === "" ? undefined : connection;
}

function readMethod(
  reading: Reading,
  node: JsonNode | undefined,
): SavedRequest["method"] | undefined {
  if (!node) return undefined;
  const method = node.kind === "scalar" && methods.find((one) => one === node.value);
  if (method) return method;
  tell(reading, node.line, `"method" is one of ${methods.join(", ")}.`);
  return undefined;
}

function readAddress(reading: Reading, node: JsonNode | undefined): string | undefined {
  const address = node && readText(reading, "address", node);
  if (node && address !== undefined && !address.startsWith("/")) {
    tell(reading, node.line, '"address" begins with a slash, below the root of the schema.');
  }
  return address;
}

function readRows(reading: Reading, what: string, node: JsonNode | undefined): readonly Row[] {
  if (!node) return [];
  if (node.kind !== "object") {
    tell(reading, node.line, `"${what}" has names and values in braces.`);
    return [];
  }
  const told = new Set<string>();
  return node.members.flatMap(({ name, line, value }) => {
    if (name.trim() === "") tell(reading, line, "A name is missing.");
    if (told.has(name)) {
      tell(reading, line, `"${name}" is there twice; several values are a list.`);
    }
    told.add(name);
    const values = readTexts(reading, name, value);
    if (values.some((one) => mayBeCredential({ name, value: one }))) {
      const message = `"${name}" may hold a credential, which does not belong in this file.`;
      reading.problems.push({ line, message, severity: "warning" });
    }
    return values.map((one) => ({ name, value: one }));
  });
}

function mayBeCredential(row: Row): boolean {
  const kept = withoutCredentials({ ...emptyDraft, headers: [row] });
  return kept.headers[0]?.value !== row.value;
}

function readBody(reading: Reading, node: JsonNode | undefined): string | undefined {
  return node ? readTexts(reading, "body", node).join("\n") : "";
}

function readCaller(reading: Reading, node: JsonNode | undefined): SavedCaller | undefined {
  if (!node) return undefined;
  const kind = node.kind === "scalar" ? parseCallerWord(node.value) : undefined;
  if (kind) return { kind };
  if (node.kind === "object") {
    const client = membersOf(reading, node.members, ["client"]).get("client");
    const name = client && readText(reading, "client", client);
    if (name !== undefined && name.trim() !== "") return { kind: "client", name };
  }
  const ways = '"anonymous", "user", "pastedToken", or { "client": "its name" }';
  tell(reading, node.line, `"caller" is ${ways}.`);
  return undefined;
}

const parseCallerWord = parseOneOf(["anonymous", "user", "pastedToken"]);

/** A text, or several in a list. */
function readTexts(reading: Reading, what: string, node: JsonNode): readonly string[] {
  if (node.kind === "array") {
    return node.items.flatMap((item) => readText(reading, what, item) ?? []);
  }
  const text = readText(reading, what, node);
  return text === undefined ? [] : [text];
}

function readText(reading: Reading, what: string, node: JsonNode): string | undefined {
  if (node.kind === "scalar" && typeof node.value === "string") return node.value;
  tell(reading, node.line, `"${what}" is a text in double quotes.`);
  return undefined;
}

function isError({ severity }: FileProblem): boolean {
  return severity === "error";
}

function tell(reading: Reading, line: number, message: string): void {
  reading.problems.push({ line, message, severity: "error" });
}

function failed(line: number, message: string): ParsedSavedRequests {
  return { requests: [], lines: new Map(), problems: [{ line, message, severity: "error" }] };
}
