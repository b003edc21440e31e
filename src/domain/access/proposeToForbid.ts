import { assertNever } from "../../base/assertNever.ts";
import type { Module, OAuthClient, Privilege } from "../model/catalog.ts";
import { isBuiltInPrivilege } from "../model/builtIns.ts";
import type { Change } from "../model/change.ts";
import {
  privilegeName,
  roleName,
  uriPattern,
  type PrivilegeName,
  type RoleName,
  type UriPattern,
} from "../model/names.ts";
import { catalogPattern } from "../model/objectPrivilege.ts";
import type { AccessIndex } from "./accessIndex.ts";
import type { Caller } from "./caller.ts";
import type { Endpoint } from "./endpoints.ts";
import { evaluateAccess, type Call } from "./evaluateAccess.ts";
import { moduleOf } from "./endpoints.ts";
import { guardingOf, privilegesOf } from "./guarding.ts";
import { namedInWords, nameInWords } from "./nameInWords.ts";
import { productEndpointFor, sqlProtector } from "./productEndpoints.ts";
import { withRoles } from "./proposeToAllow.ts";
import { resolveSchemaPath } from "./resolveCall.ts";
import { normalBasePath, toSchemaPath } from "./schemaPath.ts";
import type { Way } from "./waysToChange.ts";

/** What may keep a caller out; whether it does is for whoever asks to try. */
export function proposeToForbid(index: AccessIndex, caller: Caller, call: Call): readonly Way[] {
  const path = toSchemaPath(call.path);
  const product = productEndpointFor(call.method, path);
  if (product?.kind === "sql") return keepingOut(index, caller, [sqlProtector.privilege]);
  const resolution = resolveSchemaPath(index.endpoints, call.method, path);
  const endpoint = product ?? (resolution.kind === "found" ? resolution.endpoint : undefined);
  if (!endpoint) return [];
  const { presumed } = guardingOf(index.protection, { path, module: moduleOf(endpoint) });
  const { catalog } = index;
  const { ref } = endpoint;
  const module = catalog.modules.find(({ name }) => ref?.kind === "handler" && name === ref.module);
  const object = catalog.objects.find(({ name }) => ref?.kind === "object" && name === ref.name);
  const ways = presumed.by.length > 0 ? [...keepingOut(index, caller, privilegesOf(presumed))] : [];
  // A path that looks public, or is so in one reading, gets a privilege of its own.
  if (presumed.by.length === 0 || evaluateAccess(index, anonymous, call).verdict === "unknown") {
    if (object) {
      ways.push({
        label: `Ask for authorization on ${nameInWords(object.name)}`,
        changes: [
          {
            kind: "enableObject",
            enabled: true,
            object: object.name,
            objectType: object.type,
            alias: object.alias,
            requiresAuthorization: true,
          },
        ],
        warning: "All methods of the object then ask for one of its roles.",
      });
    }
    ways.push(...mapping(index, endpoint.path, path));
    if (module) ways.push(...protecting(index, module));
    ways.push(...protectingProduct(index, endpoint));
  }
  if (module) {
    ways.push({
      label: `Take module ${nameInWords(module.name)} off line`,
      changes: [{ kind: "publishModule", name: module.name, published: false }],
      warning: "Nobody can call anything of the module then.",
    });
  }
  return ways;
}

const anonymous: Caller = { kind: "anonymous" };

/** Takes from the caller what lets it through. */
function keepingOut(
  index: AccessIndex,
  caller: Caller,
  privileges: readonly Privilege[],
): readonly Way[] {
  switch (caller.kind) {
    case "anonymous":
      return [];
    case "client": {
      const client = index.clients.get(caller.name);
      if (!client) return [];
      return privileges.flatMap((privilege): readonly Way[] => {
        const held = privilege.roles.filter((role) => client.roles.includes(role));
        if (privilege.roles.length === 0) {
          return [...unlisting(client, privilege), ...askingForNewRole(index, privilege)];
        }
        if (held.length === 0) return [];
        return [
          {
            label: `Revoke ${namedInWords("role", held)} from client ${nameInWords(client.name)}`,
            changes: held.map((role): Change => {
              return { kind: "revokeClientRole", client: client.name, role };
            }),
            warning: `The client loses everything else that asks for ${held.length === 1 ? "the role" : "these roles"}, too.`,
          },
        ];
      });
    }
    case "endUser": {
      const client = index.clients.get(caller.client);
      return [
        ...(client ? privileges.flatMap((one) => unlisting(client, one)) : []),
        ...refusing(index, caller.roles, privileges),
      ];
    }
    case "user":
      return refusing(index, [...caller.roles, roleName("SQL Developer")], privileges);
    case "jwt": {
      const removing: Way = {
        label: "Delete the JWT profile",
        changes: [{ kind: "deleteJwtProfile" }],
        warning: "No token of the issuer is accepted then.",
      };
      return [...refusing(index, caller.roles, privileges), removing];
    }
    default:
      return assertNever(caller);
  }
}

/** Takes a privilege off the list of a client. */
function unlisting(client: OAuthClient, { name }: Privilege): readonly Way[] {
  if (!client.privileges.includes(name)) return [];
  return [
    {
      label: `Take privilege ${nameInWords(name)} off the list of client ${nameInWords(client.name)}`,
      changes: [
        {
          kind: "updateClientPrivileges",
          name: client.name,
          privileges: client.privileges.filter((one) => one !== name),
        },
      ],
      warning:
        client.grantType === "client_credentials"
          ? undefined
          : "Nobody reaches what it protects through this client then.",
    },
  ];
}

/**
 * Makes a privilege no longer accept roles. One that would be left without any, and so accept everybody, asks for a new
 * role instead.
 */
function refusing(
  index: AccessIndex,
  roles: readonly RoleName[],
  privileges: readonly Privilege[],
): readonly Way[] {
  return privileges.flatMap((privilege): readonly Way[] => {
    if (!index.catalog.privileges.includes(privilege)) return [];
    const kept = privilege.roles.filter((role) => !roles.includes(role));
    if (kept.length === 0) return askingForNewRole(index, privilege);
    if (kept.length === privilege.roles.length) return [];
    const gone = privilege.roles.filter((role) => roles.includes(role));
    return [
      {
        label: `Let privilege ${nameInWords(privilege.name)} no longer accept ${namedInWords("role", gone)}`,
        changes: [withRoles(privilege, kept)],
        warning: `Everybody else with ${gone.length === 1 ? "that role" : "one of these roles"} loses it, too.`,
      },
    ];
  });
}

/** A role that nobody has yet. */
function askingForNewRole({ catalog }: AccessIndex, privilege: Privilege): readonly Way[] {
  if (isBuiltInPrivilege(privilege.name) || !catalog.privileges.includes(privilege)) return [];
  const role = roleName(fresh(`${privilege.name}.access`, catalog.roles));
  const instead = privilege.roles.length === 0 ? "" : " instead";
  return [
    {
      label: `Let privilege ${nameInWords(privilege.name)} ask for a new role ${nameInWords(role)}${instead}`,
      changes: [{ kind: "createRole", name: role }, withRoles(privilege, [role])],
      warning: `Whoever calls what it protects has to be granted role ${nameInWords(role)} first.`,
    },
  ];
}

/** Ties privileges that exist to the template's paths. */
function mapping(index: AccessIndex, route: string, path: string): readonly Way[] {
  const own = index.catalog.privileges.filter(
    ({ name, roles }) => !isBuiltInPrivilege(name) && roles.length > 0,
  );
  // Privileges that are close already are likelier to be meant.
  const near = own.toSorted((a, b) => nearness(b, path) - nearness(a, path)).slice(0, 2);
  const variable = route.search(/\/(?::|\{|\*)/);
  const patterns =
    variable < 0 ? [uriPattern(path)] : [uriPattern(`${route.slice(0, variable)}/*`)];
  return near.map((privilege): Way => {
    return {
      label: `Map privilege ${nameInWords(privilege.name)} to ${patterns.map(nameInWords).join(" and ")}`,
      changes: [{ kind: "createPrivilegeMapping", privilege: privilege.name, patterns }],
      warning:
        variable < 0 ? undefined : "The star covers everything below, not only this template.",
    };
  });
}

function nearness({ patterns }: Privilege, path: string): number {
  return Math.max(0, ...patterns.map((pattern) => commonLength(pattern, path)));
}

function commonLength(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
}

/** Protects the whole module by a new privilege with a new role, which nobody has yet. */
function protecting(index: AccessIndex, module: Module): readonly Way[] {
  const word = normalBasePath(module.basePath)
    .replaceAll("/", ".")
    .replaceAll(/^\.|\.$/g, "");
  const { role, privilege, making } = newPrivilege(index, word === "" ? module.name : word);
  return [
    {
      label: `Protect module ${nameInWords(module.name)} by a new privilege ${nameInWords(privilege)}`,
      changes: [...making, { kind: "setModulePrivilege", module: module.name, privilege }],
      warning: `Whoever calls the module has to be granted role ${nameInWords(role)} first.`,
    },
  ];
}

/** What the product offers belongs to no module: the metadata catalogs, SODA. */
function protectingProduct(index: AccessIndex, { kind, path }: Endpoint): readonly Way[] {
  if (kind !== "catalog" && kind !== "soda") return [];
  const { schema, privileges } = index.catalog;
  const [, word = ""] = path.split("/");
  const pattern = uriPattern(`/${word}/*`);
  const own = privileges.find(({ name }) => kind === "soda" && name === sodaPrivilege);
  const { role, privilege, making } = newPrivilege(index, word);
  return [
    ...(own
      ? [
          {
            label: `Map privilege ${nameInWords(own.name)} to ${pattern} again`,
            changes: [mappingTo(own.name, pattern)],
            warning: undefined,
          },
        ]
      : []),
    ...(pattern === catalogPattern && !schema.autoRestAuth
      ? [
          {
            label: "Ask for authorization on the metadata catalog",
            changes: [
              {
                kind: "enableSchema",
                enabled: schema.enabled,
                schema: undefined,
                alias: schema.alias === "" ? undefined : schema.alias,
                autoRestAuth: true,
              } as const,
            ],
            warning: `Whoever reads it has to have role oracle.dbtools.role.autorest.${schema.name}.`,
          },
        ]
      : []),
    {
      label: `Protect ${pattern} by a new privilege ${nameInWords(privilege)}`,
      changes: [...making, mappingTo(privilege, pattern)],
      warning: `Whoever calls there has to be granted role ${nameInWords(role)} first.`,
    },
  ];
}

const sodaPrivilege = privilegeName("oracle.soda.privilege.developer");

function mappingTo(privilege: PrivilegeName, pattern: UriPattern): Change {
  return { kind: "createPrivilegeMapping", privilege, patterns: [pattern] };
}

/** A privilege with a role that nobody has yet, both called after what they are for. */
function newPrivilege({ catalog }: AccessIndex, stem: string): NewPrivilege {
  const privilege = privilegeName(fresh(`${stem}.access`, catalog.privileges));
  const role = roleName(fresh(`${stem}.access`, catalog.roles));
  return {
    privilege,
    role,
    making: [
      { kind: "createRole", name: role },
      {
        kind: "createPrivilege",
        name: privilege,
        roles: [role],
        label: undefined,
        description: undefined,
      },
    ],
  };
}

interface NewPrivilege {
  readonly privilege: PrivilegeName;
  readonly role: RoleName;
  readonly making: readonly Change[];
}

function fresh(name: string, taken: readonly { readonly name: string }[]): string {
  const names = new Set(taken.map((one) => one.name));
  if (!names.has(name)) return name;
  let number = 2;
  while (names.has(`${name}.${number}`)) number += 1;
  return `${name}.${number}`;
}
