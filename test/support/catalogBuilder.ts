import type {
  Catalog,
  EnabledObject,
  Handler,
  HandlerParameter,
  JwtProfile,
  Method,
  Module,
  OAuthClient,
  OrdsRelease,
  Privilege,
  RestSchema,
  Role,
} from "../../src/domain/model/catalog.ts";
import {
  clientId,
  clientName,
  moduleName,
  privilegeName,
  roleName,
  uriPattern,
} from "../../src/domain/model/names.ts";

/**
 * Makes catalogs in a few words: `catalog().module("hr", "/hr/").handler("GET",
 * "employees/:id").privilege("hr.read", { patterns: ["/hr/*"], roles: ["HR"] })
 * .role("HR").client("payroll", { roles: ["HR"] }).build()`. A handler belongs to the last module.
 */
export interface CatalogBuilder {
  release(facts: Partial<OrdsRelease>): CatalogBuilder;
  schema(facts: Partial<RestSchema>): CatalogBuilder;
  module(name: string, basePath?: string, facts?: Partial<ModuleFacts>): CatalogBuilder;
  handler(method: Method, uriTemplate: string, facts?: Partial<HandlerFacts>): CatalogBuilder;
  privilege(name: string, facts?: Partial<PrivilegeFacts>): CatalogBuilder;
  role(name: string, facts?: { readonly builtIn?: boolean }): CatalogBuilder;
  client(name: string, facts?: Partial<ClientFacts>): CatalogBuilder;
  object(name: string, facts?: Partial<EnabledObject>): CatalogBuilder;
  jwtProfile(facts?: Partial<JwtProfile>): CatalogBuilder;
  problem(subject: string, message: string): CatalogBuilder;
  build(): Catalog;
}

type ModuleFacts = Pick<Module, "published" | "itemsPerPage" | "originsAllowed" | "comments">;
type HandlerFacts = Pick<Handler, "sourceType" | "source" | "itemsPerPage" | "comments"> & {
  readonly parameters: readonly HandlerParameter[];
  readonly priority: number;
};
interface PrivilegeFacts extends Pick<Privilege, "label" | "description" | "comments"> {
  readonly roles: readonly string[];
  readonly patterns: readonly string[];
  readonly modules: readonly string[];
}
interface ClientFacts extends Omit<OAuthClient, "name" | "clientId" | "privileges" | "roles"> {
  readonly clientId: string;
  readonly privileges: readonly string[];
  readonly roles: readonly string[];
}

/** An enabled schema HR with the alias hr on a current release, and nothing in it. */
export function catalog(start: Catalog = emptyCatalog): CatalogBuilder {
  const put = (facts: Partial<Catalog>) => catalog({ ...start, ...facts });
  return {
    release: (facts) => put({ release: { ...start.release, ...facts } }),
    schema: (facts) => put({ schema: { ...start.schema, ...facts } }),
    module: (name, basePath = `/${name}/`, facts = {}) =>
      put({
        modules: [
          ...start.modules,
          {
            name: moduleName(name),
            basePath,
            published: true,
            itemsPerPage: 25,
            originsAllowed: [],
            comments: undefined,
            templates: [],
            ...facts,
          },
        ],
      }),
    handler: (method, uriTemplate, facts = {}) => {
      const module = start.modules.at(-1);
      if (module === undefined) {
        throw new Error("A handler needs a module before it.");
      }
      return put({
        modules: [
          ...start.modules.slice(0, -1),
          withHandler(module, { method, uriTemplate, facts }),
        ],
      });
    },
    privilege: (name, { roles = [], patterns = [], modules = [], ...facts } = {}) =>
      put({
        privileges: [
          ...start.privileges,
          {
            name: privilegeName(name),
            label: undefined,
            description: undefined,
            comments: undefined,
            ...facts,
            roles: roles.map(roleName),
            patterns: patterns.map(uriPattern),
            modules: modules.map(moduleName),
          },
        ],
      }),
    role: (name, { builtIn = false } = {}) =>
      put({ roles: [...start.roles, { name: roleName(name), builtIn } satisfies Role] }),
    client: (name, { roles = [], privileges = [], clientId: id, ...facts } = {}) =>
      put({
        clients: [
          ...start.clients,
          {
            name: clientName(name),
            clientId: clientId(id ?? `${name}-id`),
            grantType: "client_credentials",
            description: undefined,
            redirectUri: undefined,
            supportEmail: undefined,
            supportUri: undefined,
            originsAllowed: [],
            tokenDuration: undefined,
            refreshDuration: undefined,
            codeDuration: undefined,
            ...facts,
            privileges: privileges.map(privilegeName),
            roles: roles.map(roleName),
          },
        ],
      }),
    object: (name, facts = {}) =>
      put({
        objects: [
          ...start.objects,
          {
            name,
            alias: name.toLowerCase(),
            type: "TABLE",
            enabled: true,
            requiresAuthorization: false,
            ...facts,
          },
        ],
      }),
    jwtProfile: (facts = {}) => put({ jwtProfile: { ...someJwtProfile, ...facts } }),
    problem: (subject, message) =>
      put({ problems: [...start.problems, { subject, message, severity: "problem" }] }),
    build: () => start,
  };
}

export const someJwtProfile: JwtProfile = {
  issuer: "https://issuer.example",
  audience: "ords",
  jwkUrl: "https://issuer.example/jwk",
  description: undefined,
  allowedSkew: undefined,
  allowedAge: undefined,
  roleClaimName: undefined,
};

export const emptyCatalog: Catalog = {
  release: { text: "25.4.0.r3641739", major: 25, minor: 4, hasOrdsSecurity: true },
  schema: { name: "HR", alias: "hr", enabled: true, autoRestAuth: false },
  modules: [],
  privileges: [],
  roles: [],
  clients: [],
  objects: [],
  jwtProfile: undefined,
  problems: [],
};

/** Adds to the template if the module has it already. */
function withHandler(
  module: Module,
  place: {
    readonly method: Method;
    readonly uriTemplate: string;
    readonly facts: Partial<HandlerFacts>;
  },
): Module {
  const { priority = 0, ...facts } = place.facts;
  const handler: Handler = {
    method: place.method,
    sourceType: "json/collection",
    source: "select 1 from dual",
    itemsPerPage: undefined,
    comments: undefined,
    parameters: [],
    ...facts,
  };
  const { uriTemplate } = place;
  const exists = module.templates.some((template) => template.uriTemplate === uriTemplate);
  const templates = exists
    ? module.templates.map((template) =>
        template.uriTemplate === uriTemplate
          ? { ...template, handlers: [...template.handlers, handler] }
          : template,
      )
    : [...module.templates, { uriTemplate, priority, handlers: [handler] }];
  return { ...module, templates };
}
