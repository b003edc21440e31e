import { endpointsOf, templatePath, type Endpoint } from "../../domain/access/endpoints.ts";
import { listInWords } from "../../domain/access/nameInWords.ts";
import { indexProtection, protectionOfRoute } from "../../domain/access/protection.ts";
import { applyChange } from "../../domain/model/applyChange.ts";
import { methods, type Catalog } from "../../domain/model/catalog.ts";
import type { Change } from "../../domain/model/change.ts";

/**
 * Which endpoints the changes close or open, in one or two sentences; "" when none. Only what stands in the catalog
 * now is looked at, and only whether a privilege covers it, not which callers have its roles.
 */
export function describeEffect(catalog: Catalog, changes: readonly Change[]): string {
  const after = changes.reduce(applyChange, catalog);
  const was = indexProtection(catalog);
  const is = indexProtection(after);
  const closed: Endpoint[] = [];
  const opened: Endpoint[] = [];
  for (const endpoint of endpointsOf(catalog)) {
    if (endpoint.kind === "catalog" || !endpoint.published) continue;
    const before = protectionOfRoute(was, endpoint.path).kind;
    const path = pathAfter(endpoint, changes);
    const now = protectionOfRoute(is, path).kind;
    if (before === "public" && now === "protected") closed.push({ ...endpoint, path });
    if (before === "protected" && now === "public") opened.push({ ...endpoint, path });
  }
  return [
    sentence(closed, "asks for a token from now on", "ask for a token from now on"),
    sentence(opened, "becomes public", "become public"),
  ]
    .filter(Boolean)
    .join(" ");
}

/** A module that moves takes its endpoints along, and may leave what protected them. */
function pathAfter({ ref, path }: Endpoint, changes: readonly Change[]): string {
  if (ref?.kind !== "handler") return path;
  const move = changes.find(
    (change) => change.kind === "renameModule" && change.name === ref.module,
  );
  return move?.kind === "renameModule" && move.newBasePath !== undefined
    ? templatePath(move.newBasePath, ref.uriTemplate)
    : path;
}

function byPath(a: Endpoint, b: Endpoint): number {
  if (a.path !== b.path) return a.path < b.path ? -1 : 1;
  return methods.indexOf(a.method) - methods.indexOf(b.method);
}

function sentence(endpoints: readonly Endpoint[], one: string, many: string): string {
  if (endpoints.length === 0) return "";
  const calls = endpoints.toSorted(byPath).map(({ method, path }) => `${method} ${path}`);
  return `${listInWords(calls, "and")} ${endpoints.length === 1 ? one : many}.`;
}
