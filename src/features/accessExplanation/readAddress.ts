import type { Method } from "../../domain/model/catalog.ts";
import { methods } from "../../domain/model/catalog.ts";

/** What is known of where the schema lives. */
export interface AddressPlace {
  /** `https://host/ords/hr`; empty while it is not known where ORDS is. */
  readonly schemaUrl: string;
  /** The schema's part of the address; undefined while nothing is connected. */
  readonly alias: string | undefined;
}

export interface ReadAddress {
  /** Below the schema's root, with parameters by name; undefined when it does not lead into the schema. */
  readonly path: string | undefined;
  /** When a whole line of a log was pasted. */
  readonly method: Method | undefined;
  /** What was left out, or why it does not lead here. */
  readonly note: string | undefined;
}

/**
 * Understands what people have at hand: a path below the schema, one that begins at the server (`/ords/hr/x`), a whole
 * address, and a line of an access log (`"GET /ords/hr/x?y=1 HTTP/1.1"`, alone or with all that stands around it).
 * Which host answers does not matter, since a proxy may give another one.
 */
export function readAddress(text: string, place: AddressPlace): ReadAddress {
  const line = alone.exec(text.trim()) ?? withinLine.exec(text);
  const method = methods.find((one) => one === line?.[1]);
  const address = method === undefined ? text.trim() : (line?.[2] ?? "");
  const isWhole = /^[a-z][a-z0-9+.-]*:\/\//i.test(address);
  const local = isWhole ? withoutHost(address) : rooted(address);
  const roots = rootsOf(place).filter((root) => isWhole || root.startsWith("/ords/"));
  const below = belowOneOf(roots, local);
  if (below !== undefined) {
    const isElsewhere = isWhole && place.schemaUrl !== "" && !address.startsWith(place.schemaUrl);
    return { path: below, method, note: isElsewhere ? otherHost(below) : undefined };
  }
  if (!isWhole) return { path: local, method, note: undefined };
  const where = place.alias === undefined ? "this schema" : `the schema's alias “${place.alias}”`;
  const note = `This address does not lead through ${where}. Type the path below the schema.`;
  return { path: undefined, method, note };
}

/** The call alone, as it is written down, or cut out of a log. */
const alone = /^["']?([A-Z]+) +(\S+)(?: +HTTP\/[\d.]+)?["']?$/;

/** In the line of a server's log, between the address of the caller and the status. */
const withinLine = /(?<=^|[\s"'])([A-Z]+) +(\S+) +HTTP\/[\d.]+(?=$|[\s"'])/;

function otherHost(path: string): string {
  return `Another host than this connection's; read as ${path}.`;
}

/** Where the schema may begin on its server; a typed path may begin like one that is not below `/ords`. */
function rootsOf({ schemaUrl, alias }: AddressPlace): readonly string[] {
  const root = schemaUrl === "" ? "" : withoutHost(schemaUrl).replace(/\/+$/, "");
  return [root, alias === undefined ? "" : `/ords/${alias}`].filter((one) => one !== "");
}

/** Undefined when the path does not pass through one of the roots. */
function belowOneOf(roots: readonly string[], local: string): string | undefined {
  for (const root of roots) {
    if (local === root) return "/";
    if (local.startsWith(`${root}/`)) return local.slice(root.length);
    if (local.startsWith(`${root}?`)) return `/${local.slice(root.length)}`;
  }
  return undefined;
}

/** Path and query of an address as they were typed: a parser would follow dots and encode what is a variable. */
function withoutHost(address: string): string {
  const path = /^[^:]+:\/\/[^/?#]*([^#]*)/.exec(address)?.[1] ?? "";
  return rooted(path);
}

function rooted(path: string): string {
  return path.startsWith("/") ? path : `/${path}`;
}
