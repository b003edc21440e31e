/**
 * A path below the schema as patterns and templates see it: decoded once (assumption `pathsAreDecodedBeforeMatching`),
 * without a query. An encoded slash stays encoded, because it does not separate segments. Text that is not valid
 * percent-encoding is taken as it is.
 */
export function toSchemaPath(path: string): string {
  const bare = path.split(/[?#]/, 1)[0] ?? "";
  const rooted = bare.startsWith("/") ? bare : `/${bare}`;
  if (!rooted.includes("%")) return rooted;
  return rooted.split("/").map(decodeSegment).join("/");
}

/** A module's base path with one slash at each end, whatever the person wrote: `/hr/`. */
export function normalBasePath(basePath: string): string {
  const inner = basePath.split("/").filter((segment) => segment !== "");
  return inner.length === 0 ? "/" : `/${inner.join("/")}/`;
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment).replaceAll("/", "%2F");
  } catch (error) {
    if (error instanceof URIError) return segment;
    throw error;
  }
}
