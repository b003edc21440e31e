import type { Catalog } from "../../../src/domain/model/catalog.ts";

/** A REST-enabled schema in which nothing has been defined yet. */
export const emptyCatalog: Catalog = {
  release: { text: "25.2.0.r1650555", major: 25, minor: 2, hasOrdsSecurity: true },
  schema: { name: "HR", alias: "hr", enabled: true, autoRestAuth: false },
  modules: [],
  privileges: [],
  roles: [],
  clients: [],
  objects: [],
  problems: [],
};
