import type { Catalog } from "../../domain/model/catalog.ts";
import { indexCatalog } from "../../domain/model/catalogIndex.ts";
import type { EntityRef } from "../../domain/model/entityRef.ts";

/** Whether the sidebar has a line for a thing. */
export function hasEntity(catalog: Catalog, ref: EntityRef): boolean {
  const index = indexCatalog(catalog);
  switch (ref.kind) {
    case "role":
      return index.roleByName(ref.name) !== undefined;
    case "privilege":
      return index.privilegeByName(ref.name) !== undefined;
    case "mapping":
      return index.privilegeByName(ref.privilege)?.patterns.includes(ref.pattern) === true;
    case "client":
      return index.clientByName(ref.name) !== undefined;
    case "module":
      return index.moduleByName(ref.name) !== undefined;
    case "object":
      return catalog.objects.some(({ name }) => name === ref.name);
    case "jwtProfile":
      return catalog.jwtProfile !== undefined;
    default: {
      const templates = index.moduleByName(ref.module)?.templates ?? [];
      const template = templates.find(({ uriTemplate }) => uriTemplate === ref.uriTemplate);
      return ref.kind === "template"
        ? template !== undefined
        : template?.handlers.some(({ method }) => method === ref.method) === true;
    }
  }
}
