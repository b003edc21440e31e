import type { Catalog } from "../../src/domain/model/catalog.ts";
import { catalog } from "./catalogBuilder.ts";

/** A schema in which everything is as it should be. */
export const tidyCatalog: Catalog = catalog()
  .module("hr", "/hr/")
  .handler("GET", "employees/")
  .handler("GET", "employees/:id")
  .role("HR")
  .privilege("hr.read", { roles: ["HR"], patterns: ["/hr/*"] })
  .client("payroll", { roles: ["HR"] })
  .privilege("oracle.soda.privilege.developer", {
    roles: ["SODA Developer"],
    patterns: ["/soda/*"],
  })
  .privilege("catalogs", {
    roles: ["HR"],
    patterns: ["/metadata-catalog/*", "/open-api-catalog/*"],
  })
  .build();
