import type { Catalog } from "../model/catalog.ts";
import type { RoleName } from "../model/names.ts";

/** What a role of the product opens besides the services of a schema. */
export interface ProductReach {
  readonly danger: "great" | "some";
  /** Goes on after "it can". */
  readonly can: string;
}

/**
 * What a role lets a client do that was made for people, or for more than one service (sections C.1 and E.1: since 18.3
 * a client with `SQL Developer` may use REST-Enabled SQL); undefined for all other roles.
 */
export function productReachOf(
  { schema }: Pick<Catalog, "schema">,
  role: RoleName,
): ProductReach | undefined {
  return role === `oracle.dbtools.role.autorest.any.${schema.name}`
    ? everyObject
    : reaches.get(role);
}

const everyObject: ProductReach = {
  danger: "some",
  can: "read and change every AutoREST object of the schema",
};

const sql = "run any SQL in the schema, where REST-Enabled SQL is switched on";
const reaches: ReadonlyMap<string, ProductReach> = new Map([
  ["SQL Developer", { danger: "great", can: sql }],
  ["SQL Administrator", { danger: "great", can: "use the services that administer the database" }],
  ["System Administrator", { danger: "great", can: "use the services that administer ORDS" }],
  ["Listener Administrator", { danger: "great", can: "use the services that administer ORDS" }],
  ["Schema Administrator", { danger: "great", can: "use the services that administer schemas" }],
  ["Oracle APEX Administrator", { danger: "great", can: "use what is for administrators of APEX" }],
  [
    "oracle.dbtools.autorest.any.schema",
    { danger: "great", can: "read and change the AutoREST objects of every schema" },
  ],
  ["RESTful Services", { danger: "some", can: "change the services themselves" }],
  ["OAuth2 Client Developer", { danger: "some", can: "register further clients" }],
]);
