import type { AccessIndex } from "../../domain/access/accessIndex.ts";
import type { Endpoint } from "../../domain/access/endpoints.ts";
import { protectionOfRoute, type Protector } from "../../domain/access/protection.ts";

/** What stands before an endpoint, also where it covers only some paths of a template. */
export function privilegesBefore(index: AccessIndex, { path }: Endpoint): readonly Protector[] {
  const protection = protectionOfRoute(index.protection, path);
  switch (protection.kind) {
    case "protected":
      return protection.by;
    case "partly":
      return [...protection.by, ...protection.some];
    default:
      return [];
  }
}
