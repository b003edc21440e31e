import type {
  Catalog,
  EnabledObject,
  GrantType,
  Handler,
  Method,
  Module,
  OAuthClient,
  Privilege,
} from "../../../../src/domain/model/catalog.ts";
import {
  clientId,
  clientName,
  moduleName,
  privilegeName,
  roleName,
  uriPattern,
} from "../../../../src/domain/model/names.ts";

/** A schema in a few words: what is left out is empty, roles that privileges name exist. */
export interface SmallSchema {
  readonly alias?: string;
  readonly enabled?: boolean;
  readonly autoRestAuth?: boolean;
  /** By name; handlers as "GET employees/:id". */
  readonly modules?: Readonly<Record<string, SmallModule>>;
  readonly privileges?: Readonly<Record<string, SmallPrivilege>>;
  /** Replaces the roles that privileges name. */
  readonly roles?: readonly string[];
  readonly clients?: Readonly<Record<string, SmallClient>>;
  readonly objects?: readonly Partial<EnabledObject>[];
  readonly unreadable?: readonly string[];
}

interface SmallModule {
  readonly at: string;
  readonly handlers: readonly string[];
  readonly sourceType?: string;
  readonly priorities?: Readonly<Record<string, number>>;
  readonly published?: boolean;
  readonly origins?: readonly string[];
}

interface SmallPrivilege {
  readonly roles?: readonly string[];
  readonly patterns?: readonly string[];
  readonly modules?: readonly string[];
}

interface SmallClient {
  readonly roles?: readonly string[];
  readonly privileges?: readonly string[];
  readonly grantType?: GrantType;
}

export function smallCatalog(small: SmallSchema): Catalog {
  const privileges = entries(small.privileges).map(([name, one]) => toPrivilege(name, one));
  const roles = small.roles?.map(roleName) ?? privileges.flatMap((one) => one.roles);
  return {
    release: { text: "25.2.0.r1650555", major: 25, minor: 2, hasOrdsSecurity: true },
    schema: {
      name: "HR",
      alias: small.alias ?? "acme",
      enabled: small.enabled ?? true,
      autoRestAuth: small.autoRestAuth ?? false,
    },
    modules: entries(small.modules).map(([name, one]) => toModule(name, one)),
    privileges,
    roles: [...new Set(roles)].map((name) => ({ name, builtIn: false })),
    clients: entries(small.clients).map(([name, one]) => toClient(name, one)),
    jwtProfile: undefined,
    objects: (small.objects ?? []).map(toObject),
    problems: (small.unreadable ?? []).map((subject) => ({
      subject,
      message: "No.",
      severity: "problem" as const,
    })),
  };
}

function toModule(name: string, small: SmallModule): Module {
  const templates = new Map<string, Handler[]>();
  for (const text of small.handlers) {
    const [method = "", uriTemplate = ""] = text.split(" ");
    const handlers = templates.get(uriTemplate) ?? [];
    handlers.push({
      method: method as Method,
      sourceType: small.sourceType ?? "json/collection",
      source: undefined,
      itemsPerPage: undefined,
      comments: undefined,
      parameters: [],
    });
    templates.set(uriTemplate, handlers);
  }
  return {
    name: moduleName(name),
    basePath: small.at,
    published: small.published ?? true,
    itemsPerPage: 25,
    originsAllowed: small.origins ?? [],
    comments: undefined,
    templates: [...templates].map(([uriTemplate, handlers]) => {
      return { uriTemplate, priority: small.priorities?.[uriTemplate] ?? 0, handlers };
    }),
  };
}

function toPrivilege(name: string, small: SmallPrivilege): Privilege {
  return {
    name: privilegeName(name),
    label: undefined,
    description: undefined,
    comments: undefined,
    roles: (small.roles ?? []).map(roleName),
    patterns: (small.patterns ?? []).map(uriPattern),
    modules: (small.modules ?? []).map(moduleName),
  };
}

function toClient(name: string, small: SmallClient): OAuthClient {
  return {
    name: clientName(name),
    clientId: clientId(`id of ${name}`),
    grantType: small.grantType ?? "client_credentials",
    description: undefined,
    redirectUri: undefined,
    supportEmail: undefined,
    supportUri: undefined,
    originsAllowed: [],
    privileges: (small.privileges ?? []).map(privilegeName),
    roles: (small.roles ?? []).map(roleName),
    tokenDuration: undefined,
    refreshDuration: undefined,
    codeDuration: undefined,
  };
}

function toObject(small: Partial<EnabledObject>): EnabledObject {
  return {
    name: "EMP",
    alias: "emp",
    type: "TABLE",
    enabled: true,
    requiresAuthorization: false,
    ...small,
  };
}

function entries<T>(record: Readonly<Record<string, T>> | undefined): readonly [string, T][] {
  return Object.entries(record ?? {});
}
