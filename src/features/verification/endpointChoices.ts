import { assertNever } from "../../base/assertNever.ts";
import type { AccessIndex } from "../../domain/access/accessIndex.ts";
import { endpointKey, type Endpoint } from "../../domain/access/endpoints.ts";
import { productEndpoints } from "../../domain/access/productEndpoints.ts";
import { isWrite } from "../../domain/access/isWrite.ts";
import type { EntityRef } from "../../domain/model/entityRef.ts";
import type { EndpointChoice, EndpointGroup } from "./verificationProtocol.ts";

/** Each method of each path once, in the order of the catalog. */
export function endpointsByKey(index: AccessIndex): ReadonlyMap<string, Endpoint> {
  const byKey = new Map<string, Endpoint>();
  for (const endpoint of [...index.endpoints.endpoints, ...productEndpoints]) {
    const key = endpointKey(endpoint);
    // Of two templates with one path the published one is the one that can answer.
    if (byKey.get(key)?.published !== true) byKey.set(key, endpoint);
  }
  return byKey;
}

/** Every endpoint of the schema, by module, then the objects and what ORDS brings itself. */
export function endpointGroups(index: AccessIndex): readonly EndpointGroup[] {
  const groups = new Map<string, { group: Omit<EndpointGroup, "endpoints">; rows: Endpoint[] }>();
  for (const endpoint of endpointsByKey(index).values()) {
    const group = groupOf(endpoint, index);
    const known = groups.get(group.key);
    if (known) known.rows.push(endpoint);
    else groups.set(group.key, { group, rows: [endpoint] });
  }
  return [...groups.values()].map(({ group, rows }) => ({
    ...group,
    endpoints: rows.map(toChoice),
  }));
}

/** Whether a thing of the tree stands for an endpoint. */
export function standsFor(ref: EntityRef, { ref: own, path }: Endpoint): boolean {
  switch (ref.kind) {
    case "module":
      return own?.kind === "handler" && own.module === ref.name;
    case "template":
      return (
        own?.kind === "handler" && own.module === ref.module && own.uriTemplate === ref.uriTemplate
      );
    case "handler":
      return (
        own?.kind === "handler" &&
        own.module === ref.module &&
        own.uriTemplate === ref.uriTemplate &&
        own.method === ref.method
      );
    case "object":
      return own?.kind === "object" && own.name === ref.name;
    case "mapping":
      return ref.pattern.endsWith("*")
        ? path.startsWith(ref.pattern.slice(0, -1))
        : path === ref.pattern;
    case "privilege":
    case "role":
    case "client":
    case "jwtProfile":
      return false;
    default:
      return assertNever(ref);
  }
}

export function runsPlsql({ sourceType }: Pick<Endpoint, "sourceType">): boolean {
  return /plsql/i.test(sourceType ?? "");
}

function toChoice(endpoint: Endpoint): EndpointChoice {
  const { method, path, published } = endpoint;
  const notes = [
    ...(runsPlsql(endpoint) ? ["runs PL/SQL"] : []),
    ...(published ? [] : [endpoint.kind === "object" ? "switched off" : "not published"]),
  ];
  return {
    key: endpointKey(endpoint),
    method,
    path,
    changes: isWrite(endpoint),
    note: notes.length === 0 ? undefined : notes.join(", "),
    refused: undefined,
  };
}

function groupOf(endpoint: Endpoint, { catalog }: AccessIndex): Omit<EndpointGroup, "endpoints"> {
  const { ref, kind } = endpoint;
  if (kind === "handler" && ref?.kind === "handler") {
    const module = catalog.modules.find((one) => one.name === ref.module);
    return {
      key: `module ${ref.module}`,
      title: ref.module,
      detail: `${module?.basePath ?? ""}${module?.published === false ? ", not published" : ""}`,
    };
  }
  if (kind === "object") return { key: "objects", title: "AutoREST objects", detail: "" };
  if (kind === "catalog") return { key: "catalogs", title: "Metadata catalogs", detail: "" };
  return { key: "product", title: "Services of ORDS", detail: "" };
}
