import { nameInWords } from "../../domain/access/nameInWords.ts";
import { isBuiltInPrivilege } from "../../domain/model/builtIns.ts";
import type { Catalog, OAuthClient, Privilege } from "../../domain/model/catalog.ts";
import type { Change } from "../../domain/model/change.ts";
import type { RoleName } from "../../domain/model/names.ts";
import type { Dialect } from "../../plsql/dialect.ts";
import { type ExportFilter, type ExportScope, filterOf } from "./exportScope.ts";

/** One thing of an export: what makes it, and what a reader should know of it. */
export interface ExportPart {
  /** "Role HR Reader" */
  readonly title: string;
  readonly notes: readonly string[];
  readonly changes: readonly Change[];
}

export interface ExportOptions {
  readonly scope: ExportScope;
  readonly dialect: Dialect;
  /**
   * `once`: what exists already makes the script fail, so that nothing is replaced unseen but the lists of privileges.
   * `again`: whatever exists is made as it is here, as often as the script is run.
   */
  readonly runs: "once" | "again";
}

/**
 * The security of a schema in parts that do not depend on the order in which a database gives its rows: sorted by kind,
 * each kind by name, each list by its texts. What rests on another thing comes after it.
 */
export function exportParts(catalog: Catalog, options: ExportOptions): readonly ExportPart[] {
  const filter = filterOf(options.scope);
  const roles = catalog.roles.filter(({ name, builtIn }) => !builtIn && filter.role(name));
  const privileges = catalog.privileges.filter(
    ({ name }) => !isBuiltInPrivilege(name) && filter.privilege(name),
  );
  const clients = catalog.clients.filter(({ name }) => filter.client(name));
  return [
    ...(filter.schema && catalog.schema.enabled ? [schemaPart(catalog)] : []),
    ...objectParts(catalog, filter),
    ...byName(roles).map(({ name }) => rolePart(name, options)),
    ...byName(privileges).map(privilegePart),
    ...moduleParts(catalog, filter),
    ...(filter.jwtProfile ? jwtProfileParts(catalog, options) : []),
    ...byName(clients).map((client) => clientPart(client, options)),
    ...(options.runs === "again"
      ? restoredParts(catalog, { roles: roles.map(({ name }) => name), privileges, clients })
      : []),
    // At the end, since nothing else may be possible in a schema that is off the net.
    ...(filter.schema && !catalog.schema.enabled ? [schemaPart(catalog)] : []),
  ];
}

/** Code units, not a language's order: the same on every machine. */
export function inOrder<T extends string>(texts: readonly T[]): readonly T[] {
  return [...new Set(texts)].toSorted((a, b) => (a < b ? -1 : 1));
}

function byName<T extends { readonly name: string }>(items: readonly T[]): readonly T[] {
  return items.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

function schemaPart({ schema }: Catalog): ExportPart {
  const { enabled, alias, autoRestAuth } = schema;
  return {
    title: "Schema",
    notes: [],
    changes: [{ kind: "enableSchema", enabled, schema: undefined, alias, autoRestAuth }],
  };
}

function objectParts({ objects }: Catalog, filter: ExportFilter): readonly ExportPart[] {
  return byName(objects)
    .filter(({ name, enabled }) => enabled && filter.object(name))
    .map(({ name, type, alias, requiresAuthorization }) => ({
      title: `Object ${nameInWords(name)}`,
      notes: requiresAuthorization ? ["ORDS makes its role and its privilege."] : [],
      changes: [
        {
          kind: "enableObject",
          enabled: true,
          object: name,
          objectType: type,
          alias,
          requiresAuthorization,
        },
      ],
    }));
}

function rolePart(name: RoleName, { runs }: ExportOptions): ExportPart {
  const create: Change = { kind: "createRole", name };
  return runs === "once"
    ? { title: `Role ${nameInWords(name)}`, notes: [], changes: [create] }
    : {
        title: `Role ${nameInWords(name)}`,
        notes: [
          "Deleted first: no call creates it only where it is missing. What loses it by that is set again below.",
        ],
        changes: [{ kind: "deleteRole", name }, create],
      };
}

/** DEFINE_PRIVILEGE in both cases: only it says a list of roles, patterns, modules and comments in one call. */
function privilegePart(privilege: Privilege): ExportPart {
  const { name, label, description, comments } = privilege;
  const change: Change = {
    kind: "definePrivilege",
    name,
    roles: inOrder(privilege.roles),
    patterns: inOrder(privilege.patterns),
    modules: inOrder(privilege.modules),
    label,
    description,
    comments,
  };
  return { title: `Privilege ${nameInWords(name)}`, notes: [], changes: [change] };
}

function moduleParts(catalog: Catalog, filter: ExportFilter): readonly ExportPart[] {
  return byName(catalog.modules)
    .filter(({ name }) => filter.module(name))
    .flatMap(({ name, originsAllowed }) => {
      const owner = catalog.privileges.find(({ modules }) => modules.includes(name));
      const changes: readonly Change[] = [
        ...(filter.modulePrivileges && owner
          ? [{ kind: "setModulePrivilege", module: name, privilege: owner.name } as const]
          : []),
        ...(originsAllowed.length > 0
          ? [{ kind: "setModuleOrigins", module: name, origins: inOrder(originsAllowed) } as const]
          : []),
      ];
      return changes.length > 0
        ? [{ title: `Module ${nameInWords(name)}`, notes: [], changes }]
        : [];
    });
}

function jwtProfileParts({ jwtProfile }: Catalog, { runs }: ExportOptions): readonly ExportPart[] {
  if (!jwtProfile) return [];
  const create: Change = { kind: "createJwtProfile", profile: jwtProfile };
  return runs === "once"
    ? [{ title: "JWT profile", notes: [], changes: [create] }]
    : [
        {
          title: "JWT profile",
          notes: ["Deleted first: a schema has one, and no call alters it."],
          changes: [{ kind: "deleteJwtProfile" }, create],
        },
      ];
}

function clientPart(client: OAuthClient, options: ExportOptions): ExportPart {
  const { name } = client;
  const again: readonly Change[] = options.runs === "again" ? [{ kind: "deleteClient", name }] : [];
  return {
    title: `Client ${nameInWords(name)}`,
    notes: [
      ...secretNotes(client, options.dialect),
      ...(options.runs === "again"
        ? [
            "Deleted first, with its secrets and tokens: no call registers it only where it is missing.",
          ]
        : []),
    ],
    changes: [
      ...again,
      registrationOf(client, options.dialect),
      ...inOrder(client.roles).map((role): Change => ({
        kind: "grantClientRole",
        client: name,
        role,
      })),
    ],
  };
}

/** A secret is in no export, so it is said how the client comes by one. */
function secretNotes(client: OAuthClient, { api }: Dialect): readonly string[] {
  const bare = client.grantType === "implicit";
  if (api === "oauth") {
    return [
      bare
        ? "OAUTH makes its client id, so another one than it has."
        : "OAUTH makes its client id and its secret, so others than it has.",
    ];
  }
  if (bare) return [];
  return [
    `Without its secret. ORDS_SECURITY.REGISTER_CLIENT_SECRET gives it one by the bind :client_secret, and so does "Rotate secret" in ORDS Security.`,
  ];
}

function registrationOf(client: OAuthClient, { api }: Dialect): Change {
  const { name, grantType, description, redirectUri, supportEmail, supportUri } = client;
  const { tokenDuration, refreshDuration, codeDuration } = client;
  return {
    kind: "registerClient",
    name,
    grantType,
    description,
    redirectUri,
    supportEmail,
    supportUri,
    originsAllowed: inOrder(client.originsAllowed),
    privileges: inOrder(client.privileges),
    tokenDuration,
    refreshDuration,
    codeDuration,
    clientId: api === "oauth" || client.clientId === "" ? undefined : client.clientId,
    secret: api === "oauth" ? "generated" : "none",
  };
}

/** What loses a role by its deletion and is not made anew by the script: it gets the role back. */
function restoredParts(
  catalog: Catalog,
  exported: {
    readonly roles: readonly RoleName[];
    readonly privileges: readonly Privilege[];
    readonly clients: readonly OAuthClient[];
  },
): readonly ExportPart[] {
  const deleted = new Set(exported.roles);
  const notes = ["Not exported itself; it gets back the roles that were deleted above."];
  const privileges = catalog.privileges.filter(
    (privilege) =>
      !exported.privileges.includes(privilege) && privilege.roles.some((role) => deleted.has(role)),
  );
  const clients = catalog.clients.filter(
    (client) =>
      !exported.clients.includes(client) && client.roles.some((role) => deleted.has(role)),
  );
  return [
    ...byName(privileges).map((privilege) => ({ ...privilegePart(privilege), notes })),
    ...byName(clients).map(({ name, roles }) => ({
      title: `Client ${nameInWords(name)}`,
      notes,
      changes: inOrder(roles)
        .filter((role) => deleted.has(role))
        .map((role): Change => ({ kind: "grantClientRole", client: name, role })),
    })),
  ];
}
