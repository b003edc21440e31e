import type { Catalog } from "./catalog.ts";
import type { PrivilegeName } from "./names.ts";
import { objectPrivilegeName, schemaPrivilegeName } from "./objectPrivilege.ts";

/**
 * The catalog without a privilege, which goes from the lists of clients, too. What was protected by a privilege that the
 * product had made for it asks nobody any more.
 */
export function withoutPrivilege(catalog: Catalog, name: PrivilegeName): Catalog {
  const { schema, objects, privileges, clients } = catalog;
  const isThere = privileges.some((one) => one.name === name);
  return {
    ...catalog,
    schema:
      isThere && schema.autoRestAuth && schemaPrivilegeName(schema.name) === name
        ? { ...schema, autoRestAuth: false }
        : schema,
    objects:
      isThere && objects.some((one) => objectPrivilegeName(schema.name, one.name) === name)
        ? objects.map((one) =>
            objectPrivilegeName(schema.name, one.name) === name
              ? { ...one, requiresAuthorization: false }
              : one,
          )
        : objects,
    privileges: privileges.filter((one) => one.name !== name),
    clients: clients.map((client) => ({
      ...client,
      privileges: client.privileges.filter((one) => one !== name),
    })),
  };
}
