import fc from "fast-check";
import { grantTypes, methods } from "../../src/domain/model/catalog.ts";
import type { Change, ChangeKind } from "../../src/domain/model/change.ts";
import {
  clientId,
  clientName,
  moduleName,
  privilegeName,
  roleName,
  uriPattern,
} from "../../src/domain/model/names.ts";

/**
 * Any text that Oracle can store and a person can type or paste: quotes, `&`, line breaks, `;`, any
 * language, very long.
 */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.string({ unit: "grapheme-ascii", minLength: 1, maxLength: 20 }) },
  { weight: 3, arbitrary: fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 }) },
  { weight: 3, arbitrary: fc.string({ unit: "binary", minLength: 1, maxLength: 20 }) },
  {
    weight: 4,
    arbitrary: fc
      .array(
        fc.constantFrom(
          "'",
          "''",
          "&",
          "&&x.",
          ";",
          "\n/\n",
          "\r\n",
          "\n",
          "--",
          "/*",
          "*/",
          "q'[",
          "]'",
          '"',
          ":b",
          "\0",
          "\t",
          "\n.\n",
          "\n@x",
          "\n#x",
          " ",
          "||",
          "\u2019",
          "한",
          "😀",
          "e\u0301",
          "BEGIN",
          "END;",
        ),
        { minLength: 1, maxLength: 12 },
      )
      .map((parts) => parts.join("")),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom("x", "'", "&", "é", "한", "😀"), fc.integer({ min: 1000, max: 5000 }))
      .map(([character, times]) => character.repeat(times)),
  },
);

/** A text that can stand in a list with commas. */
const listedText = anyText
  .map((text) => text.replaceAll(",", "").trim())
  .filter((text) => text !== "");

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const role = anyText.map(roleName);
const privilege = anyText.map(privilegeName);
const module = anyText.map(moduleName);
const client = anyText.map(clientName);
const pattern = anyText.map(uriPattern);
const method = fc.constantFrom(...methods);
const few = { maxLength: 4 } as const;
const seconds = fc.integer({ min: 1, max: 1_000_000 });
const duration = maybe(seconds);
const nullableDuration = fc.option(seconds);

/** Changes of each kind, whether a dialect can say them or not; the compiler asks for new kinds. */
export const changesByKind: {
  readonly [K in ChangeKind]: fc.Arbitrary<Extract<Change, { readonly kind: K }>>;
} = {
  enableSchema: fc.record({
    kind: fc.constant("enableSchema"),
    enabled: fc.boolean(),
    schema: maybe(anyText),
    alias: maybe(anyText),
    autoRestAuth: maybe(fc.boolean()),
  }),
  setUrlMapping: fc.record({
    kind: fc.constant("setUrlMapping"),
    schema: maybe(anyText),
    alias: anyText,
  }),
  dropRestForSchema: fc.record({ kind: fc.constant("dropRestForSchema"), schema: maybe(anyText) }),
  enableObject: fc.record({
    kind: fc.constant("enableObject"),
    enabled: fc.boolean(),
    object: anyText,
    objectType: fc.constantFrom("TABLE", "VIEW"),
    alias: maybe(anyText),
    requiresAuthorization: fc.boolean(),
  }),
  defineModule: fc.record({
    kind: fc.constant("defineModule"),
    name: module,
    basePath: anyText,
    itemsPerPage: fc.nat(),
    published: fc.boolean(),
    comments: maybe(anyText),
  }),
  defineTemplate: fc.record({
    kind: fc.constant("defineTemplate"),
    module,
    uriTemplate: anyText,
    priority: fc.integer({ min: 0, max: 9 }),
  }),
  defineHandler: fc.record({
    kind: fc.constant("defineHandler"),
    module,
    uriTemplate: anyText,
    method,
    sourceType: fc.constantFrom("json/collection", "plsql/block"),
    source: fc.oneof(
      anyText,
      fc.array(anyText, { minLength: 10, maxLength: 30 }).map((all) => all.join("\n")),
    ),
    itemsPerPage: maybe(fc.nat()),
    comments: maybe(anyText),
  }),
  defineParameter: fc.record({
    kind: fc.constant("defineParameter"),
    module,
    uriTemplate: anyText,
    method,
    parameter: fc.record({
      name: anyText,
      bindVariable: anyText,
      sourceType: fc.constantFrom("HEADER", "URI", "RESPONSE"),
      paramType: fc.constantFrom("STRING", "INT"),
      accessMethod: fc.constantFrom("IN", "OUT", "INOUT"),
    }),
  }),
  deleteModule: fc.record({ kind: fc.constant("deleteModule"), name: module }),
  renameModule: fc.record({
    kind: fc.constant("renameModule"),
    name: module,
    newName: maybe(module),
    newBasePath: maybe(anyText),
  }),
  publishModule: fc.record({
    kind: fc.constant("publishModule"),
    name: module,
    published: fc.boolean(),
  }),
  setModulePrivilege: fc.record({
    kind: fc.constant("setModulePrivilege"),
    module,
    privilege: fc.option(privilege),
  }),
  setModuleOrigins: fc.record({
    kind: fc.constant("setModuleOrigins"),
    module,
    origins: fc.array(listedText, few),
  }),
  createRole: fc.record({ kind: fc.constant("createRole"), name: role }),
  renameRole: fc.record({ kind: fc.constant("renameRole"), name: role, newName: role }),
  deleteRole: fc.record({ kind: fc.constant("deleteRole"), name: role }),
  createPrivilege: fc.record({
    kind: fc.constant("createPrivilege"),
    name: privilege,
    roles: fc.array(role, few),
    label: maybe(anyText),
    description: maybe(anyText),
  }),
  definePrivilege: fc.record({
    kind: fc.constant("definePrivilege"),
    name: privilege,
    roles: fc.array(role, few),
    patterns: maybe(fc.array(pattern, few)),
    modules: maybe(fc.array(module, few)),
    label: maybe(anyText),
    description: maybe(anyText),
    comments: maybe(anyText),
  }),
  renamePrivilege: fc.record({
    kind: fc.constant("renamePrivilege"),
    name: privilege,
    newName: privilege,
  }),
  deletePrivilege: fc.record({ kind: fc.constant("deletePrivilege"), name: privilege }),
  createPrivilegeMapping: fc.record({
    kind: fc.constant("createPrivilegeMapping"),
    privilege,
    patterns: fc.array(pattern, few),
  }),
  deletePrivilegeMapping: fc.record({
    kind: fc.constant("deletePrivilegeMapping"),
    privilege,
    pattern,
  }),
  registerClient: fc.record({
    kind: fc.constant("registerClient"),
    name: client,
    grantType: fc.constantFrom(...grantTypes),
    description: maybe(anyText),
    redirectUri: maybe(anyText),
    supportEmail: maybe(anyText),
    supportUri: maybe(anyText),
    originsAllowed: fc.array(listedText, few),
    privileges: fc.array(listedText.map(privilegeName), few),
    tokenDuration: duration,
    refreshDuration: duration,
    codeDuration: duration,
    clientId: maybe(anyText.map(clientId)),
    secret: fc.constantFrom("generated", "supplied", "none"),
  }),
  updateClient: fc.record({
    kind: fc.constant("updateClient"),
    name: client,
    description: maybe(anyText),
    redirectUri: maybe(anyText),
    supportEmail: maybe(anyText),
    supportUri: maybe(anyText),
    originsAllowed: fc.array(listedText, few),
    privilegesAndDurations: maybe(
      fc.record({
        privileges: fc.array(listedText.map(privilegeName), few),
        tokenDuration: duration,
        refreshDuration: duration,
        codeDuration: duration,
      }),
    ),
  }),
  updateClientPrivileges: fc.record({
    kind: fc.constant("updateClientPrivileges"),
    name: client,
    privileges: fc.array(listedText.map(privilegeName), few),
  }),
  updateClientTokenDuration: fc.record({
    kind: fc.constant("updateClientTokenDuration"),
    name: client,
    tokenDuration: nullableDuration,
    refreshDuration: nullableDuration,
    codeDuration: nullableDuration,
  }),
  renameClient: fc.record({ kind: fc.constant("renameClient"), name: client, newName: client }),
  deleteClient: fc.record({ kind: fc.constant("deleteClient"), name: client }),
  grantClientRole: fc.record({ kind: fc.constant("grantClientRole"), client, role }),
  revokeClientRole: fc.record({ kind: fc.constant("revokeClientRole"), client, role }),
  rotateClientSecret: fc.record({
    kind: fc.constant("rotateClientSecret"),
    name: client,
    revokeExisting: fc.boolean(),
    revokeSessions: fc.boolean(),
  }),
  registerClientSecret: fc.record({
    kind: fc.constant("registerClientSecret"),
    name: client,
    revokeExisting: fc.boolean(),
    revokeSessions: fc.boolean(),
  }),
  revokeClientSecret: fc.record({
    kind: fc.constant("revokeClientSecret"),
    name: client,
    secret: fc.constantFrom("oldest", "slot1", "slot2", "both", "supplied"),
    revokeSessions: fc.boolean(),
  }),
  createJwtProfile: fc.record({
    kind: fc.constant("createJwtProfile"),
    profile: fc.record({
      issuer: anyText,
      audience: anyText,
      jwkUrl: anyText,
      description: maybe(anyText),
      allowedSkew: maybe(fc.integer({ min: -1, max: 60 })),
      allowedAge: maybe(fc.integer({ min: 0, max: 1_000_000 })),
      roleClaimName: maybe(anyText),
    }),
  }),
  deleteJwtProfile: fc.record({ kind: fc.constant("deleteJwtProfile") }),
};

export const anyChange: fc.Arbitrary<Change> = fc.oneof(...Object.values(changesByKind));
