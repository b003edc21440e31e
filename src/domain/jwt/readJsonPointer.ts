/** What a JSON pointer (RFC 6901) leads to; undefined where it leads nowhere, or is none. */
export function readJsonPointer(pointer: string, value: unknown): unknown {
  if (pointer === "") return value;
  if (!pointer.startsWith("/")) return undefined;
  let found = value;
  for (const step of pointer.slice(1).split("/")) {
    if (typeof found !== "object" || found === null) return undefined;
    const name = step.replaceAll("~1", "/").replaceAll("~0", "~");
    const member = Object.entries(found).find(([key]) => key === name);
    if (!member) return undefined;
    found = member[1];
  }
  return found;
}
