import type { Catalog } from "../../domain/model/catalog.ts";
import type { EntityRef } from "../../domain/model/entityRef.ts";
import { entityInWords } from "../explorer/entityInWords.ts";

/** What a single call deletes, or takes off line. */
export type DeletableRef = Exclude<EntityRef, { kind: "template" | "handler" }>;

/** Everything whose deletion can take access away from somebody, in the order of the sidebar. */
export function deletableThings(catalog: Catalog): readonly DeletableRef[] {
  return [
    ...catalog.privileges.map(({ name }) => ({ kind: "privilege", name }) as const),
    ...catalog.privileges.flatMap(({ name, patterns }) =>
      patterns.map((pattern) => ({ kind: "mapping", privilege: name, pattern }) as const),
    ),
    ...catalog.roles.flatMap(({ name, builtIn }) =>
      builtIn ? [] : [{ kind: "role", name } as const],
    ),
    ...catalog.clients.map(({ name }) => ({ kind: "client", name }) as const),
    ...catalog.modules.map(({ name }) => ({ kind: "module", name }) as const),
    ...catalog.objects.flatMap(({ name, enabled }) =>
      enabled ? [{ kind: "object", name } as const] : [],
    ),
    ...(catalog.jwtProfile ? [{ kind: "jwtProfile" } as const] : []),
  ];
}

/** "role HR Reader": what the form holds for a thing; undefined for what is not asked about. */
export function deletableInWords(ref: EntityRef): string | undefined {
  switch (ref.kind) {
    case "template":
    case "handler":
      return undefined;
    default:
      return entityInWords(ref);
  }
}

export function deletableOf(catalog: Catalog, words: string): DeletableRef | undefined {
  const wanted = words.trim();
  return deletableThings(catalog).find((ref) => entityInWords(ref) === wanted);
}
