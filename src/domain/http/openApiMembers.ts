import { isRecord } from "../../base/isRecord.ts";
import type { Method } from "../model/catalog.ts";
import type { BodyMember, BodyMemberKind } from "./bodyMember.ts";

/** A call as far as a document knows of it. */
export interface DescribedCall {
  readonly method: Method;
  /** Below the schema's root, with or without names for its parameters: `/hr/employees/:id`. */
  readonly path: string;
  /** What the document is about, a module's base path or an object's alias, without slashes: `hr`. */
  readonly root: string;
}

/**
 * The members of the JSON body that an OpenAPI 3 document describes for a call, in its order; undefined when it
 * describes none. The document comes from a server and may be anything: what is not understood is left out, and nothing
 * is followed outside of it.
 */
export function openApiMembers(
  document: unknown,
  call: DescribedCall,
): readonly BodyMember[] | undefined {
  const operation = recordIn(operationsAt(document, call), call.method.toLowerCase());
  const body = resolve(document, operation?.["requestBody"]);
  const content = recordIn(body, "content");
  const media = Object.keys(content ?? {}).find((type) =>
    /^application\/(?:.+\+)?json\b/i.test(type),
  );
  const schema = media === undefined ? undefined : recordIn(content, media)?.["schema"];
  const members = membersOf(document, schema, deepest);
  return members.size === 0 ? undefined : [...members.values()].slice(0, mostMembers);
}

/** A body with more members than this is nothing to begin with. */
const mostMembers = 1000;
/** Documents may refer in circles. */
const deepest = 8;

/**
 * The operations of the path that fits best; it may be given below the root or from the root of the schema (assumption
 * `openApiCatalogShape`).
 */
function operationsAt(document: unknown, { path, root }: DescribedCall): JsonRecord | undefined {
  const paths = recordIn(document, "paths") ?? {};
  const whole = segmentsOf(path);
  const below = whole.slice(segmentsOf(root).length);
  const keys = Object.keys(paths).map((key) => ({ key, segments: segmentsOf(key) }));
  const fits = [below, whole].flatMap((wanted) =>
    keys.filter(({ segments }) => fitsInto(segments, wanted)),
  );
  const [best] = fits.toSorted((a, b) => weightOf(b.segments) - weightOf(a.segments));
  return best && recordIn(paths, best.key);
}

function fitsInto(pattern: readonly string[], path: readonly string[]): boolean {
  return (
    pattern.length === path.length &&
    pattern.every((segment, place) => isVariable(segment) || segment === path[place])
  );
}

/** A name fits better than a variable. */
function weightOf(segments: readonly string[]): number {
  return segments.filter((segment) => !isVariable(segment)).length;
}

function isVariable(segment: string): boolean {
  return segment.includes("{");
}

function segmentsOf(path: string): readonly string[] {
  return path.split("/").filter((segment) => segment !== "");
}

function membersOf(
  document: unknown,
  given: unknown,
  depth: number,
): ReadonlyMap<string, BodyMember> {
  const schema = resolve(document, given);
  if (!schema || depth === 0) return new Map();
  const parts = Array.isArray(schema["allOf"]) ? (schema["allOf"] as readonly unknown[]) : [];
  const inherited = parts.flatMap((part) => [...membersOf(document, part, depth - 1)]);
  const listed = schema["required"];
  const required = Array.isArray(listed) ? new Set<unknown>(listed) : undefined;
  const own = Object.entries(recordIn(schema, "properties") ?? {}).flatMap(([name, property]) => {
    const facts = resolve(document, property);
    if (!facts || facts["readOnly"] === true) return [];
    return [[name, { name, kind: kindOf(facts), required: required?.has(name) }] as const];
  });
  return new Map([...inherited, ...own]);
}

function kindOf({ type, format, properties }: JsonRecord): BodyMemberKind {
  switch (type) {
    case "number":
    case "integer":
      return "number";
    case "boolean":
      return "boolean";
    case "array":
      return "list";
    case "object":
      return "object";
    case "string":
      return format === "date-time" ? "time" : "text";
    default:
      return properties === undefined ? "text" : "object";
  }
}

/** What stands there, or what it refers to within the document. */
function resolve(document: unknown, value: unknown, depth = deepest): JsonRecord | undefined {
  if (!isRecord(value)) return undefined;
  const reference = value["$ref"];
  if (typeof reference !== "string") return value;
  if (!reference.startsWith("#/") || depth === 0) return undefined;
  const target = reference
    .slice(2)
    .split("/")
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce<unknown>((place, name) => recordOf(place)?.[name], document);
  return resolve(document, target, depth - 1);
}

type JsonRecord = Readonly<Record<string, unknown>>;

function recordIn(value: unknown, name: string): JsonRecord | undefined {
  return recordOf(recordOf(value)?.[name]);
}

function recordOf(value: unknown): JsonRecord | undefined {
  return isRecord(value) ? value : undefined;
}
