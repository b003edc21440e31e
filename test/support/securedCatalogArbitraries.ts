import fc from "fast-check";
import type { Catalog } from "../../src/domain/model/catalog.ts";
import type { Change, ChangeKind } from "../../src/domain/model/change.ts";
import {
  clientName,
  moduleName,
  privilegeName,
  roleName,
  uriPattern,
} from "../../src/domain/model/names.ts";
import { changesByKind } from "./changeArbitraries.ts";
import { catalog } from "./catalogBuilder.ts";

/** Schemas and scripts in which few names and paths meet each other in every way that decides about access. */

const pattern = fc.constantFrom(
  "/*",
  "/a/*",
  "/a/t/*",
  "/a/t/",
  "/a/t/1",
  "/b/*",
  "/b/t",
  "/A/*",
  "a/*",
  "/a/*/x",
  "/metadata-catalog/*",
  "/soda/*",
  "/o/*",
);
const role = fc.constantFrom("ra", "rb", "SQL Developer", "oracle.dbtools.autorest.any.schema");
const privilege = fc.constantFrom(
  "pa",
  "pb",
  "pc",
  "oracle.dbtools.autorest.privilege.HR.O",
  "oracle.dbtools.autorest.privilege.HR",
);
const module = fc.constantFrom("ma", "mb");
const client = fc.constantFrom("ca", "cb", "cc");
const basePath = fc.constantFrom("/a/", "/b/", "/c/");
const template = fc.constantFrom("t/", "t/:id", "t", "t/1", ":x/*");
const object = fc.constantFrom("O", "Q");
const alias = fc.constantFrom("o", "q", "a");
const method = fc.constantFrom("GET", "POST");
const grantType = fc.constantFrom("client_credentials", "client_credentials", "authorization_code");
const list = <T>(one: fc.Arbitrary<T>, most = 2) => fc.uniqueArray(one, { maxLength: most });
const byName = { selector: ({ name }: { readonly name: string }) => name, maxLength: 3 } as const;
const claim = fc.constantFrom(undefined, "/roles");

export const anySecuredCatalog: fc.Arbitrary<Catalog> = fc
  .record({
    enabled: fc.boolean().chain((one) => (one ? fc.constant(true) : fc.boolean())),
    autoRestAuth: fc.boolean(),
    modules: fc.uniqueArray(
      fc.record({
        name: module,
        basePath,
        published: fc.constantFrom(true, true, false),
        handlers: fc.uniqueArray(fc.record({ method, template }), {
          selector: (one) => `${one.method} ${one.template}`,
          maxLength: 4,
        }),
      }),
      byName,
    ),
    privileges: fc.uniqueArray(
      fc.record({
        name: privilege,
        roles: list(role),
        patterns: list(pattern),
        modules: list(module),
      }),
      byName,
    ),
    clients: fc.uniqueArray(
      fc.record({ name: client, grantType, roles: list(role), privileges: list(privilege) }),
      byName,
    ),
    objects: fc.uniqueArray(
      fc.record({
        name: object,
        alias,
        enabled: fc.boolean(),
        requiresAuthorization: fc.boolean(),
      }),
      byName,
    ),
    profile: fc.option(
      claim.map((roleClaimName) => ({ roleClaimName })),
      { nil: undefined },
    ),
  })
  .map(({ enabled, autoRestAuth, modules, privileges, clients, objects, profile }) => {
    let built = catalog().schema({ enabled, autoRestAuth });
    for (const name of ["ra", "rb"]) built = built.role(name);
    for (const { name, basePath: path, published, handlers } of modules) {
      built = built.module(name, path, { published });
      for (const one of handlers) built = built.handler(one.method, one.template);
    }
    const taken = new Set<string>();
    for (const { name, ...facts } of privileges) {
      const free = facts.modules.filter((one) => !taken.has(one));
      for (const one of free) taken.add(one);
      built = built.privilege(name, { ...facts, modules: free });
    }
    for (const { name, ...facts } of clients) built = built.client(name, facts);
    for (const { name, ...facts } of objects) built = built.object(name, facts);
    return (profile ? built.jwtProfile(profile) : built).build();
  });

type Some<K extends ChangeKind> = Partial<{
  readonly [F in keyof Extract<Change, { readonly kind: K }>]: fc.Arbitrary<
    Extract<Change, { readonly kind: K }>[F]
  >;
}>;

/** A change of the kind, with names that meet those of the schemas. */
function change<K extends ChangeKind>(kind: K, fields: Some<K>): fc.Arbitrary<Change> {
  return fc
    .tuple(
      changesByKind[kind] as fc.Arbitrary<Change>,
      fc.record(fields as Record<string, fc.Arbitrary<unknown>>),
    )
    .map(([any, own]) => ({ ...any, ...own }));
}

const roles = list(role.map(roleName));
const privileges = list(privilege.map(privilegeName));
const modules = list(module.map(moduleName));
const patterns = list(pattern.map(uriPattern));

/** One to four changes, without a new name for anything. */
export const anyScript: fc.Arbitrary<readonly Change[]> = fc.array(
  fc.oneof(
    change("enableSchema", { schema: fc.constant(undefined), alias: fc.constant("hr") }),
    change("enableObject", { object, alias }),
    change("defineModule", { name: module.map(moduleName), basePath }),
    change("defineTemplate", { module: module.map(moduleName), uriTemplate: template }),
    change("defineHandler", { module: module.map(moduleName), uriTemplate: template, method }),
    change("deleteModule", { name: module.map(moduleName) }),
    change("publishModule", { name: module.map(moduleName) }),
    change("renameModule", {
      name: module.map(moduleName),
      newName: fc.constant(undefined),
      newBasePath: basePath,
    }),
    change("setModulePrivilege", {
      module: module.map(moduleName),
      privilege: fc.option(privilege.map(privilegeName)),
    }),
    change("deleteRole", { name: role.map(roleName) }),
    change("createPrivilege", { name: privilege.map(privilegeName), roles }),
    change("definePrivilege", { name: privilege.map(privilegeName), roles, patterns, modules }),
    change("deletePrivilege", { name: privilege.map(privilegeName) }),
    change("createPrivilegeMapping", { privilege: privilege.map(privilegeName), patterns }),
    change("deletePrivilegeMapping", {
      privilege: privilege.map(privilegeName),
      pattern: pattern.map(uriPattern),
    }),
    change("registerClient", { name: client.map(clientName), grantType, privileges }),
    change("updateClientPrivileges", { name: client.map(clientName), privileges }),
    change("deleteClient", { name: client.map(clientName) }),
    change("grantClientRole", { client: client.map(clientName), role: role.map(roleName) }),
    change("revokeClientRole", { client: client.map(clientName), role: role.map(roleName) }),
    changesByKind.createJwtProfile,
    changesByKind.deleteJwtProfile,
  ),
  { minLength: 1, maxLength: 4 },
);
