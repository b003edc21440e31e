import type { Catalog } from "../model/catalog.ts";
import type { Caller } from "./caller.ts";
import type { Endpoint } from "./endpoints.ts";

/** Something that takes part in the answer and stands in no catalog. */
export type OutsideFactor =
  | "preHook"
  | "gateway"
  | "handlerCode"
  | "origins"
  | "poolJwtProfile"
  | "databaseLogin"
  | "tokenAge"
  | "serviceSwitchedOff";

/**
 * What the catalog cannot tell about a call (ORDS Developer's Guide on pre-hooks, JWT profiles and REST-Enabled SQL).
 * `endpoint` is what answers; undefined where nothing does.
 */
export function outsideFactorsOf(
  catalog: Catalog,
  caller: Caller,
  endpoint: Endpoint | undefined,
): readonly OutsideFactor[] {
  const factors: OutsideFactor[] = ["gateway"];
  if (!endpoint) return factors;
  if (endpoint.kind === "sql" || endpoint.kind === "soda") factors.unshift("serviceSwitchedOff");
  else factors.unshift("preHook");
  if (endpoint.kind === "handler") factors.push("handlerCode");
  if (hasOrigins(catalog, endpoint)) factors.push("origins");
  switch (caller.kind) {
    case "jwt":
      factors.push("poolJwtProfile", "tokenAge");
      break;
    case "user":
      factors.push("databaseLogin");
      break;
    case "client":
    case "endUser":
      factors.push("tokenAge");
      break;
    case "anonymous":
      break;
  }
  return factors;
}

/** One sentence for the person. */
export function outsideInWords(factor: OutsideFactor): string {
  return sentences[factor];
}

const sentences: Readonly<Record<OutsideFactor, string>> = {
  preHook: "A pre-hook of the pool (procedure.rest.preHook) may refuse the call with 403.",
  gateway: "A proxy or gateway in front of ORDS may ask for more, or keep the token from it.",
  handlerCode: "The handler's own code may answer any status, also 401 and 403.",
  origins: "From a page in a browser only the origins that the module allows may call.",
  poolJwtProfile:
    "A JWT profile of the pool (security.jwt.profile.mode) takes the place of the schema's.",
  databaseLogin:
    "Database users can sign in only where the pool allows it (jdbc.auth.enabled or restEnabledSql.active).",
  tokenAge: "The token has to be valid: neither expired nor revoked.",
  serviceSwitchedOff:
    "Whether this service is switched on is a setting of the pool; if it is not, the answer is 404.",
};

function hasOrigins({ modules }: Catalog, { ref }: Endpoint): boolean {
  if (ref?.kind !== "handler") return false;
  const module = modules.find((one) => one.name === ref.module);
  return module !== undefined && module.originsAllowed.length > 0;
}
