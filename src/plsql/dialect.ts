import type { OrdsRelease } from "../domain/model/catalog.ts";
import type { OrdsPackage } from "./procedureCall.ts";

/** With which packages a script says what it changes. */
export interface Dialect {
  /** `oauth` before 24.4, `ordsSecurity` since. */
  readonly api: "oauth" | "ordsSecurity";
  /**
   * Another schema than one's own: then the `_ADMIN` packages are used, and it is their `p_schema`.
   */
  readonly schema: string | undefined;
}

/** The dialect of this release: for one's own schema, or for another one that an administrator names. */
export function dialectFor(release: OrdsRelease, otherSchema?: string): Dialect {
  return { api: release.hasOrdsSecurity ? "ordsSecurity" : "oauth", schema: otherSchema };
}

/** The package for modules, privileges and roles. */
export function servicePackage(dialect: Dialect): OrdsPackage {
  return dialect.schema === undefined ? "ORDS" : "ORDS_ADMIN";
}

/** The package for clients. */
export function clientPackage(dialect: Dialect): OrdsPackage {
  if (dialect.api === "oauth") {
    return dialect.schema === undefined ? "OAUTH" : "OAUTH_ADMIN";
  }
  return dialect.schema === undefined ? "ORDS_SECURITY" : "ORDS_SECURITY_ADMIN";
}
