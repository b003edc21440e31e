import { isBuiltInRole } from "../../domain/model/builtIns.ts";
import {
  type EnabledObject,
  grantTypes,
  type Handler,
  type HandlerParameter,
  methods,
  type Module,
  type OAuthClient,
  type OrdsRelease,
  type Privilege,
  type RestSchema,
  type Role,
  type Template,
} from "../../domain/model/catalog.ts";
import {
  clientId,
  clientName,
  moduleName,
  privilegeName,
  roleName,
  uriPattern,
} from "../../domain/model/names.ts";
import type { CatalogQueryId } from "../../plsql/catalogQueries.ts";
import { groupBy, listIn, numberIn, type Row, textIn } from "./row.ts";

/** The rows of a query; none for a view that is missing. */
export type CatalogRows = (query: CatalogQueryId) => readonly Row[];

/** Told of a row that cannot be shown as what it is. */
export type Complain = (view: string, message: string) => void;

/** `24.4.1.r3619010`; a text that does not begin like this is kept, as release 0.0. */
export function toRelease(rows: CatalogRows): OrdsRelease {
  const [version] = rows("version");
  const [ordsSecurity] = rows("ordsSecurity");
  const text = version ? (textIn(version, "VERSION") ?? "") : "";
  const numbers = /^(\d+)\.(\d+)/.exec(text);
  return {
    text,
    major: Number(numbers?.[1] ?? 0),
    minor: Number(numbers?.[2] ?? 0),
    hasOrdsSecurity: ordsSecurity !== undefined && (numberIn(ordsSecurity, "FOUND") ?? 0) > 0,
  };
}

export function toSchema(row: Row): RestSchema {
  const name = textIn(row, "PARSING_SCHEMA") ?? "";
  return {
    name,
    alias: (textIn(row, "PATTERN") ?? name.toLowerCase()).replace(/^\/+|\/+$/g, ""),
    enabled: textIn(row, "STATUS") === "ENABLED",
    autoRestAuth: textIn(row, "AUTO_REST_AUTH") === "ENABLED",
  };
}

export function toModules(rows: CatalogRows, complain: Complain): readonly Module[] {
  const templatesOf = groupBy(rows("templates"), "MODULE_ID");
  const handlersOf = groupBy(rows("handlers"), "TEMPLATE_ID");
  const parametersOf = groupBy(rows("parameters"), "HANDLER_ID");
  const handlers = (template: Row): readonly Handler[] =>
    handlersOf(idOf(template)).flatMap((row) => {
      const parameters = parametersOf(idOf(row)).map(toParameter);
      return toHandler(row, parameters, complain) ?? [];
    });
  const toTemplate = (row: Row): Template => ({
    uriTemplate: textIn(row, "URI_TEMPLATE") ?? "",
    priority: numberIn(row, "PRIORITY") ?? 0,
    handlers: handlers(row),
  });
  return rows("modules").map((row) => ({
    name: moduleName(textIn(row, "NAME") ?? ""),
    basePath: textIn(row, "URI_PREFIX") ?? "/",
    published: textIn(row, "STATUS") === "PUBLISHED",
    // The default of DEFINE_MODULE (ORDS Developer's Guide, ORDS package reference).
    itemsPerPage: numberIn(row, "ITEMS_PER_PAGE") ?? 25,
    originsAllowed: listIn(row, "ORIGINS_ALLOWED"),
    comments: textIn(row, "COMMENTS"),
    templates: templatesOf(idOf(row)).map(toTemplate),
  }));
}

function toHandler(
  row: Row,
  parameters: readonly HandlerParameter[],
  complain: Complain,
): Handler | undefined {
  const stored = textIn(row, "METHOD") ?? "";
  const method = methods.find((one) => one === stored.toUpperCase());
  if (!method) {
    complain("USER_ORDS_HANDLERS", `A handler for the method "${stored}" is not shown.`);
    return undefined;
  }
  return {
    method,
    sourceType: textIn(row, "SOURCE_TYPE") ?? "",
    source: undefined,
    itemsPerPage: numberIn(row, "ITEMS_PER_PAGE"),
    comments: textIn(row, "COMMENTS"),
    parameters,
  };
}

function toParameter(row: Row): HandlerParameter {
  const name = textIn(row, "NAME") ?? "";
  return {
    name,
    bindVariable: textIn(row, "BIND_VARIABLE_NAME") ?? name,
    sourceType: textIn(row, "SOURCE_TYPE") ?? "",
    paramType: textIn(row, "PARAM_TYPE") ?? "",
    accessMethod: textIn(row, "ACCESS_METHOD") ?? "",
  };
}

export function toPrivileges(rows: CatalogRows): readonly Privilege[] {
  const rolesOf = groupBy(rows("privilegeRoles"), "PRIVILEGE_ID");
  const modulesOf = groupBy(rows("privilegeModules"), "PRIVILEGE_ID");
  const patternsOf = groupBy(rows("privilegeMappings"), "PRIVILEGE_ID");
  return rows("privileges").map((row) => {
    const id = idOf(row);
    return {
      name: privilegeName(textIn(row, "NAME") ?? ""),
      label: textIn(row, "LABEL"),
      description: textIn(row, "DESCRIPTION"),
      comments: textIn(row, "COMMENTS"),
      roles: namesIn(rolesOf(id), "ROLE_NAME").map(roleName),
      patterns: namesIn(patternsOf(id), "PATTERN").map(uriPattern),
      modules: namesIn(modulesOf(id), "MODULE_NAME").map(moduleName),
    };
  });
}

export function toRoles(rows: CatalogRows): readonly Role[] {
  return rows("roles").map((row) => {
    const name = roleName(textIn(row, "NAME") ?? "");
    return { name, builtIn: textIn(row, "SCHEMA_ID") === undefined || isBuiltInRole(name) };
  });
}

export function toClients(rows: CatalogRows, complain: Complain): readonly OAuthClient[] {
  const durationsOf = groupBy(rows("clientDurations"), "ID");
  const originsOf = groupBy(rows("clientOrigins"), "ID");
  const privilegesOf = groupBy(rows("clientPrivileges"), "CLIENT_NAME");
  const rolesOf = groupBy(rows("clientRoles"), "CLIENT_NAME");
  return rows("clients").flatMap((row) => {
    const name = textIn(row, "NAME") ?? "";
    const flow = textIn(row, "AUTH_FLOW") ?? "";
    const grantType = grantTypes.find((one) => one === flow.toLowerCase());
    if (!grantType) {
      complain(
        "USER_ORDS_CLIENTS",
        `The client ${name} is not shown: its grant type "${flow}" is not known.`,
      );
      return [];
    }
    const [durations] = durationsOf(idOf(row));
    const [origins] = originsOf(idOf(row));
    return {
      name: clientName(name),
      clientId: clientId(textIn(row, "CLIENT_ID") ?? ""),
      grantType,
      description: textIn(row, "DESCRIPTION"),
      redirectUri: textIn(row, "REDIRECT_URI"),
      supportEmail: textIn(row, "SUPPORT_EMAIL"),
      supportUri: textIn(row, "SUPPORT_URI"),
      originsAllowed: origins ? listIn(origins, "ALLOWED_ORIGINS") : [],
      privileges: namesIn(privilegesOf(name), "NAME").map(privilegeName),
      roles: namesIn(rolesOf(name), "ROLE_NAME").map(roleName),
      tokenDuration: durations && numberIn(durations, "TOKEN_DURATION"),
      refreshDuration: durations && numberIn(durations, "REFRESH_DURATION"),
      codeDuration: durations && numberIn(durations, "CODE_DURATION"),
    };
  });
}

export function toObjects(rows: CatalogRows): readonly EnabledObject[] {
  return rows("objects").map((row) => {
    const name = textIn(row, "PARSING_OBJECT") ?? "";
    return {
      name,
      alias: textIn(row, "OBJECT_ALIAS") ?? name.toLowerCase(),
      type: textIn(row, "TYPE") ?? "",
      enabled: textIn(row, "STATUS") === "ENABLED",
      requiresAuthorization: textIn(row, "AUTO_REST_AUTH") === "ENABLED",
    };
  });
}

function idOf(row: Row): string {
  return textIn(row, "ID") ?? "";
}

function namesIn(rows: readonly Row[], column: string): readonly string[] {
  return rows.flatMap((row) => textIn(row, column) ?? []);
}
