import type { Catalog } from "../../domain/model/catalog.ts";
import type { EntityRef } from "../../domain/model/entityRef.ts";
import { entityInWords } from "../explorer/entityInWords.ts";

export type DeletableRef = Extract<
  EntityRef,
  { kind: "role" | "privilege" | "mapping" | "client" }
>;

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
  ];
}

/** "role HR Reader": what the form holds for a thing; undefined for what is not asked about. */
export function deletableInWords(ref: EntityRef): string | undefined {
  switch (ref.kind) {
    case "role":
    case "privilege":
    case "mapping":
    case "client":
      return entityInWords(ref);
    default:
      return undefined;
  }
}

export function deletableOf(catalog: Catalog, words: string): DeletableRef | undefined {
  const wanted = words.trim();
  return deletableThings(catalog).find((ref) => entityInWords(ref) === wanted);
}
