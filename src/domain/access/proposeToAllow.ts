import { assertNever } from "../../base/assertNever.ts";
import type { OAuthClient, Privilege } from "../model/catalog.ts";
import type { Change } from "../model/change.ts";
import { roleName, type RoleName } from "../model/names.ts";
import {
  catalogPattern,
  objectPrivilegeName,
  schemaPrivilegeName,
} from "../model/objectPrivilege.ts";
import type { AccessIndex } from "./accessIndex.ts";
import type { Caller } from "./caller.ts";
import { moduleOf, type Endpoint } from "./endpoints.ts";
import type { Call } from "./evaluateAccess.ts";
import { guardingOf, privilegesOf, type Guarding } from "./guarding.ts";
import { isKnownRole } from "./knownRoles.ts";
import { namedInWords, nameInWords } from "./nameInWords.ts";
import { productReachOf } from "./productReach.ts";
import { productEndpointFor, sqlProtector } from "./productEndpoints.ts";
import { coverOf, type Protector } from "./protection.ts";
import { resolveSchemaPath } from "./resolveCall.ts";
import { rolesToOffer } from "./rolesToOffer.ts";
import { satisfactionOf } from "./satisfaction.ts";
import { toSchemaPath } from "./schemaPath.ts";
import type { Way } from "./waysToChange.ts";

/** What may let a caller in; whether it does is for whoever asks to try. */
export function proposeToAllow(index: AccessIndex, caller: Caller, call: Call): readonly Way[] {
  const { catalog } = index;
  if (!catalog.schema.enabled) return [enabling(index)];
  const path = toSchemaPath(call.path);
  const place = placeIn(index, call.method, path);
  const opening = place?.endpoint.published === false ? openingOf(index, place.endpoint) : [];
  if (!place) return [];
  const letting = waysIn(index, caller, { ...place, path });
  const [only] = opening;
  if (!only) return letting;
  // Where nobody keeps the caller out, answering is all that is missing.
  return [
    only,
    ...letting.map((way): Way => {
      return {
        label: `${only.label}, then ${uncapital(way.label)}`,
        changes: [...only.changes, ...way.changes],
        warning: way.warning ?? only.warning,
      };
    }),
  ];
}

interface Place {
  readonly endpoint: Endpoint;
  readonly guarding: Guarding;
}

function placeIn(index: AccessIndex, method: string, path: string): Place | undefined {
  const product = productEndpointFor(method, path);
  if (product?.kind === "sql") {
    const presumed = { by: [sqlProtector], overridden: [], need: "all" } as const;
    return { endpoint: product, guarding: { presumed, otherwise: [] } };
  }
  const resolution = resolveSchemaPath(index.endpoints, method, path);
  const endpoint =
    product ??
    (resolution.kind === "found" || resolution.kind === "notPublished"
      ? resolution.endpoint
      : undefined);
  if (!endpoint || endpoint.method !== method) return undefined;
  const module = moduleOf(endpoint);
  return { endpoint, guarding: guardingOf(index.protection, { path, module }) };
}

function enabling({ catalog: { schema } }: AccessIndex): Way {
  return {
    label: `REST-enable schema ${nameInWords(schema.name)}`,
    changes: [
      {
        kind: "enableSchema",
        enabled: true,
        schema: undefined,
        alias: schema.alias === "" ? undefined : schema.alias,
        autoRestAuth: schema.autoRestAuth,
      },
    ],
    warning: "Everything published in the schema answers from then on.",
  };
}

function openingOf({ catalog }: AccessIndex, endpoint: Endpoint): readonly Way[] {
  const { ref } = endpoint;
  if (ref?.kind === "handler") {
    const change: Change = { kind: "publishModule", name: ref.module, published: true };
    const label = `Publish module ${nameInWords(ref.module)}`;
    return [{ label, changes: [change], warning: "All of the module's handlers answer then." }];
  }
  const object = catalog.objects.find((one) => ref?.kind === "object" && one.name === ref.name);
  if (!object) return [];
  const change: Change = {
    kind: "enableObject",
    enabled: true,
    object: object.name,
    objectType: object.type,
    alias: object.alias,
    requiresAuthorization: object.requiresAuthorization,
  };
  return [{ label: `Enable ${nameInWords(object.name)}`, changes: [change], warning: undefined }];
}

interface GuardedPath extends Place {
  readonly path: string;
}

function waysIn(index: AccessIndex, caller: Caller, place: GuardedPath): readonly Way[] {
  const { presumed, otherwise } = place.guarding;
  /** Whoever satisfies all of these gets through in every reading. */
  const cautious = privilegesOf({ by: [presumed, ...otherwise].flatMap(({ by }) => by) });
  switch (caller.kind) {
    case "anonymous":
      return makingPublic(index, place);
    case "client": {
      const row = index.clients.get(caller.name);
      if (row?.grantType !== "client_credentials") return [];
      return [privilegesOf(presumed), cautious].flatMap((all) => grants(index, row, all));
    }
    case "user":
      return [...acceptances(index, caller, { roles: caller.roles, all: cautious })];
    case "endUser": {
      const row = index.clients.get(caller.client);
      if (!row || row.grantType === "client_credentials") return [];
      const listing = listingOf(row, cautious);
      const accepting = acceptances(index, caller, { roles: caller.roles, all: cautious });
      return [
        ...listing,
        ...accepting,
        ...accepting.flatMap((way) =>
          listing.map((list): Way => {
            return {
              label: `${way.label}, and ${uncapital(list.label)}`,
              changes: [...way.changes, ...list.changes],
              warning: way.warning,
            };
          }),
        ),
      ];
    }
    case "jwt":
      return index.catalog.jwtProfile?.roleClaimName === undefined
        ? []
        : acceptances(index, caller, { roles: caller.roles, all: cautious });
    default:
      return assertNever(caller);
  }
}

/** Takes away everything that covers the path. */
function makingPublic(index: AccessIndex, { endpoint, path }: GuardedPath): readonly Way[] {
  if (endpoint.kind === "sql") return [];
  const covering = coverOf(index.protection, path);
  const changes = covering.flatMap((one) => untying(index, one, endpoint));
  if (changes.length === 0) return [];
  const names = [...new Set(covering.map((one) => one.privilege.name))];
  return [
    {
      label: `Take ${namedInWords("privilege", names)} away from the path`,
      changes,
      warning: "Everybody may call it then, and all else that the same rows protect.",
    },
  ];
}

function untying(
  { catalog, protection }: AccessIndex,
  protector: Protector,
  endpoint: Endpoint,
): readonly Change[] {
  const { privilege, via, module, pattern } = protector;
  if (via === "module" && module !== undefined) {
    return [{ kind: "setModulePrivilege", module, privilege: null }];
  }
  if (
    privilege.name === schemaPrivilegeName(catalog.schema.name) &&
    pattern.text === catalogPattern
  ) {
    const { enabled, alias } = catalog.schema;
    const known = alias === "" ? undefined : alias;
    return [
      { kind: "enableSchema", enabled, schema: undefined, alias: known, autoRestAuth: false },
    ];
  }
  const { ref } = endpoint;
  const object = catalog.objects.find((one) => ref?.kind === "object" && one.name === ref.name);
  const isOwn = object && privilege.name === objectPrivilegeName(catalog.schema.name, object.name);
  if (isOwn || protection.implied.has(privilege)) {
    if (!object) return [];
    return [
      {
        kind: "enableObject",
        enabled: true,
        object: object.name,
        objectType: object.type,
        alias: object.alias,
        requiresAuthorization: false,
      },
    ];
  }
  const stored = privilege.patterns.find((one) => one === pattern.text);
  if (stored === undefined) return [];
  return [{ kind: "deletePrivilegeMapping", privilege: privilege.name, pattern: stored }];
}

/** A role of each privilege that the client does not satisfy; where there is a choice, one way for each role. */
function grants(
  index: AccessIndex,
  client: OAuthClient,
  privileges: readonly Privilege[],
): readonly Way[] {
  const caller: Caller = { kind: "client", name: client.name };
  const missing = privileges.filter((one) => {
    const { passes, flips } = satisfactionOf(index, caller, one);
    return passes !== true || flips.length > 0;
  });
  if (missing.length === 0) return [];
  const choices = missing.map((one) => rolesToGrant(index, one));
  const count = Math.min(3, Math.max(...choices.map(({ length }) => length)));
  return Array.from({ length: count }, (_, place): Way => {
    const chosen = choices.map((all) => all[Math.min(place, all.length - 1)]);
    const roles = [...new Set(chosen.flatMap((one) => one?.role ?? []))];
    const changes = [
      ...chosen.flatMap((one) => one?.before ?? []),
      ...roles.map((role): Change => ({ kind: "grantClientRole", client: client.name, role })),
    ];
    return {
      label: `Grant ${namedInWords("role", roles)} to client ${nameInWords(client.name)}`,
      changes: distinct(changes),
      warning: warningOf(index, roles),
    };
  });
}

/** What a client can do besides with roles of the product. */
function warningOf({ catalog }: AccessIndex, roles: readonly RoleName[]): string | undefined {
  const more = roles.flatMap((role) => productReachOf(catalog, role) ?? []);
  const can = more.map((one) => one.can);
  return can.length === 0 ? undefined : `The client can then ${can.join(", and ")}.`;
}

interface Grantable {
  readonly role: RoleName;
  /** What has to be there before it can be granted, or before it counts. */
  readonly before: readonly Change[];
}

function rolesToGrant(index: AccessIndex, privilege: Privilege): readonly Grantable[] {
  if (privilege.roles.length === 0) {
    // A privilege without roles leaves open whether a client passes; one with a role does not.
    const role = roleName(privilege.name);
    const before = [...creating(index, role), withRoles(privilege, [role])];
    return [{ role, before }];
  }
  return rolesToOffer(index, privilege).map((role) => ({ role, before: creating(index, role) }));
}

function creating(index: AccessIndex, role: RoleName): readonly Change[] {
  return isKnownRole(index, role) ? [] : [{ kind: "createRole", name: role }];
}

/** Makes the privileges accept a role that the caller has: what the caller has is not ours to change. */
function acceptances(
  index: AccessIndex,
  caller: Caller,
  { roles, all }: { readonly roles: readonly RoleName[]; readonly all: readonly Privilege[] },
): readonly Way[] {
  const offered = caller.kind === "user" ? [...roles, roleName("SQL Developer")] : roles;
  const missing = all.filter(
    (one) =>
      one.roles.length > 0 &&
      !one.roles.some((role) => offered.includes(role)) &&
      index.catalog.privileges.includes(one),
  );
  if (missing.length === 0) return [];
  return [...new Set(offered)].slice(0, 3).map((role): Way => {
    const names = missing.map(({ name }) => name);
    const isEverybody = role === roleName("SQL Developer");
    return {
      label: `Let ${namedInWords("privilege", names)} accept role ${nameInWords(role)}`,
      changes: [
        ...creating(index, role),
        ...missing.map((one) => withRoles(one, [...one.roles, role])),
      ],
      warning: isEverybody
        ? "Every database user who signs in has this role."
        : "Whoever has the role reaches everything that the privilege protects.",
    };
  });
}

function listingOf(client: OAuthClient, privileges: readonly Privilege[]): readonly Way[] {
  const names = privileges
    .map(({ name }) => name)
    .filter((one) => !client.privileges.includes(one));
  if (names.length === 0) return [];
  const change: Change = {
    kind: "updateClientPrivileges",
    name: client.name,
    privileges: [...client.privileges, ...names],
  };
  return [
    {
      label: `Add ${namedInWords("privilege", names)} to the list of client ${nameInWords(client.name)}`,
      changes: [change],
      warning: undefined,
    },
  ];
}

/** The privilege with other roles and all else as it is. */
export function withRoles(privilege: Privilege, roles: readonly RoleName[]): Change {
  const { name, label, description, comments } = privilege;
  return {
    kind: "definePrivilege",
    name,
    roles: [...new Set(roles)],
    patterns: undefined,
    modules: undefined,
    label,
    description,
    comments,
  };
}

function distinct(changes: readonly Change[]): readonly Change[] {
  return [...new Map(changes.map((one) => [JSON.stringify(one), one] as const)).values()];
}

function uncapital(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
