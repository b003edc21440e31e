/** A Content-Type, taken apart. */
export interface MediaType {
  /** In lower case, without parameters: `application/problem+json`. Empty when there was none. */
  readonly essence: string;
  readonly kind: BodyKind;
  /** In lower case; undefined when it is not said. */
  readonly charset: string | undefined;
}

/** How a body can be looked at. */
export type BodyKind = "json" | "xml" | "html" | "text" | "image" | "binary";

/** Reads a Content-Type header, however it is written. A missing or broken one is "binary" with no essence. */
export function parseMediaType(header: string | undefined): MediaType {
  const [first, ...parameters] = (header ?? "").slice(0, longestHeader).split(";");
  const essence = (first ?? "").trim().toLowerCase();
  if (!/^[^\s/]+\/[^\s/]+$/.test(essence))
    return { essence: "", kind: "binary", charset: undefined };
  return { essence, kind: kindOf(essence), charset: charsetOf(parameters) };
}

const longestHeader = 1000;

function kindOf(essence: string): BodyKind {
  if (essence === "text/html" || essence === "application/xhtml+xml") return "html";
  if (essence.endsWith("/json") || essence.endsWith("+json")) return "json";
  // An SVG is shown as its text: a picture from a stranger may hold script.
  if (essence.endsWith("/xml") || essence.endsWith("+xml")) return "xml";
  if (essence.startsWith("text/") || textual.has(essence)) return "text";
  return essence.startsWith("image/") ? "image" : "binary";
}

const textual: ReadonlySet<string> = new Set([
  "application/javascript",
  "application/sql",
  "application/x-www-form-urlencoded",
  "application/yaml",
]);

function charsetOf(parameters: readonly string[]): string | undefined {
  for (const parameter of parameters) {
    const [name, value] = parameter.split("=", 2);
    if (name?.trim().toLowerCase() !== "charset" || value === undefined) continue;
    return value.trim().replaceAll('"', "").toLowerCase() || undefined;
  }
  return undefined;
}
