import type {
  Catalog,
  Handler,
  Method,
  Module,
  OAuthClient,
  Privilege,
  Template,
} from "../../../src/domain/model/catalog.ts";
import {
  clientId,
  clientName,
  moduleName,
  privilegeName,
  roleName,
  uriPattern,
} from "../../../src/domain/model/names.ts";

/** A REST-enabled schema in which nothing has been defined yet. */
export const emptyCatalog: Catalog = {
  release: { text: "25.2.0.r1650555", major: 25, minor: 2, hasOrdsSecurity: true },
  schema: { name: "HR", alias: "hr", enabled: true, autoRestAuth: false },
  modules: [],
  privileges: [],
  roles: [],
  clients: [],
  objects: [],
  jwtProfile: undefined,
  problems: [],
};

/** A bit of everything: protected by pattern, by module, by nothing; a client without a role; the product's own. */
export const sampleCatalog: Catalog = {
  ...emptyCatalog,
  modules: [
    module("hr", "/hr/", [
      template("employees/:id", ["PUT", "GET"]),
      template("employees/", ["POST", "GET"]),
      template("departments/", ["GET"]),
    ]),
    module("payroll", "/pay/", [template("runs/", ["GET", "POST"])]),
    { ...module("old", "/old/", []), published: false },
    module("status", "/status/", [template("ping", ["GET"])]),
  ],
  privileges: [
    privilege("hr.read", { roles: ["HR Reader", "HR Admin"], patterns: ["/hr/employees/*"] }),
    privilege("payroll", { roles: ["Payroll"], modules: ["payroll"] }),
    privilege("unused", {}),
    privilege("oracle.soda.privilege.developer", {
      roles: ["SODA Developer"],
      patterns: ["/soda/*"],
    }),
  ],
  roles: [
    { name: roleName("SODA Developer"), builtIn: true },
    { name: roleName("Payroll"), builtIn: false },
    { name: roleName("HR Reader"), builtIn: false },
    { name: roleName("Idle"), builtIn: false },
  ],
  clients: [
    client("payroll run", { roles: ["Payroll", "HR Reader"] }),
    client("forgotten", { privileges: ["hr.read"] }),
    { ...client("portal", { privileges: ["hr.read"] }), grantType: "authorization_code" },
  ],
  objects: [
    { name: "JOBS", alias: "jobs", type: "TABLE", enabled: true, requiresAuthorization: false },
    {
      name: "SALARIES",
      alias: "pay-slips",
      type: "VIEW",
      enabled: true,
      requiresAuthorization: true,
    },
    {
      name: "OLD_JOBS",
      alias: "old_jobs",
      type: "TABLE",
      enabled: false,
      requiresAuthorization: false,
    },
  ],
};

export function module(name: string, basePath: string, templates: readonly Template[]): Module {
  return {
    name: moduleName(name),
    basePath,
    published: true,
    itemsPerPage: 25,
    originsAllowed: [],
    comments: undefined,
    templates,
  };
}

export function template(uriTemplate: string, methods: readonly Method[]): Template {
  return { uriTemplate, priority: 0, handlers: methods.map(handler) };
}

export function privilege(
  name: string,
  facts: {
    readonly roles?: readonly string[];
    readonly patterns?: readonly string[];
    readonly modules?: readonly string[];
  },
): Privilege {
  return {
    name: privilegeName(name),
    label: undefined,
    description: undefined,
    comments: undefined,
    roles: (facts.roles ?? []).map(roleName),
    patterns: (facts.patterns ?? []).map(uriPattern),
    modules: (facts.modules ?? []).map(moduleName),
  };
}

export function client(
  name: string,
  facts: { readonly roles?: readonly string[]; readonly privileges?: readonly string[] },
): OAuthClient {
  return {
    name: clientName(name),
    clientId: clientId(`${name.replaceAll(" ", "_")}_id..`),
    grantType: "client_credentials",
    description: undefined,
    redirectUri: undefined,
    supportEmail: undefined,
    supportUri: undefined,
    originsAllowed: [],
    privileges: (facts.privileges ?? []).map(privilegeName),
    roles: (facts.roles ?? []).map(roleName),
    tokenDuration: undefined,
    refreshDuration: undefined,
    codeDuration: undefined,
  };
}

function handler(method: Method): Handler {
  return {
    method,
    sourceType: "json/collection",
    source: undefined,
    itemsPerPage: undefined,
    comments: undefined,
    parameters: [],
  };
}
