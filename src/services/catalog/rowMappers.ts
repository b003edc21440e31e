import { isBuiltInRole } from "../../domain/model/builtIns.ts";
import {
  type EnabledObject,
  grantTypes,
  type Handler,
  type HandlerParameter,
  type JwtProfile,
  type Method,
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
import type { CatalogShape } from "../../plsql/catalogQueries.ts";
import { groupBy, listOf, numberOf, textOf } from "./cells.ts";
import type { CatalogRows, Cells } from "./toCatalogRows.ts";

// Each row is taken apart in the order in which `catalogViews` lists the columns of its part.

/** Told of a row that cannot be shown as what it is. */
export type Complain = (view: string, message: string) => void;

/** `24.4.1.r3619010`; a text that does not begin like this is kept, as release 0.0. */
export function toRelease(rows: CatalogRows, shape: CatalogShape): OrdsRelease {
  const text = textOf(rows("version")[0]?.[0]) ?? "";
  const numbers = /^(\d+)\.(\d+)/.exec(text);
  return {
    text,
    major: Number(numbers?.[1] ?? 0),
    minor: Number(numbers?.[2] ?? 0),
    // The package alone is older than its documented members: assumption `ordsSecurityNeedsRegisterClient`.
    hasOrdsSecurity: shape.procedures.has("ORDS_SECURITY.REGISTER_CLIENT"),
  };
}

export function toSchema([schema, pattern, status, autoRestAuth]: Cells): RestSchema {
  const name = textOf(schema) ?? "";
  return {
    name,
    alias: (textOf(pattern) ?? name.toLowerCase()).replace(/^\/+|\/+$/g, ""),
    enabled: status === "ENABLED",
    autoRestAuth: autoRestAuth === "ENABLED",
  };
}

export function toModules(rows: CatalogRows, complain: Complain): readonly Module[] {
  const originsOf = groupBy(rows("moduleOrigins"), 0);
  const templatesOf = groupBy(rows("templates"), 1);
  const handlersOf = groupBy(rows("handlers"), 1);
  const parametersOf = groupBy(rows("parameters"), 0);
  // Handlers are the most of what there is, and few have parameters.
  const handlersIn = (templateId: string): readonly Handler[] => {
    const found: Handler[] = [];
    for (const row of handlersOf(templateId)) {
      const own = parametersOf(textOf(row[0]) ?? "");
      const parameters = own.length === 0 ? noParameters : own.map(toParameter);
      const handler = toHandler(row, parameters, complain);
      if (handler) found.push(handler);
    }
    return found;
  };
  const toTemplate = ([id, , uriTemplate, priority]: Cells): Template => ({
    uriTemplate: textOf(uriTemplate) ?? "",
    priority: numberOf(priority) ?? 0,
    handlers: handlersIn(textOf(id) ?? ""),
  });
  return rows("modules").map(([rowId, name, uriPrefix, status, itemsPerPage, comments]) => {
    const id = textOf(rowId) ?? "";
    return {
      name: moduleName(textOf(name) ?? ""),
      basePath: textOf(uriPrefix) ?? "/",
      published: status === "PUBLISHED",
      // The default of DEFINE_MODULE (ORDS Developer's Guide, ORDS package reference).
      itemsPerPage: numberOf(itemsPerPage) ?? 25,
      originsAllowed: listOf(originsOf(id)[0]?.[1]),
      comments: textOf(comments),
      templates: templatesOf(id).map(toTemplate),
    };
  });
}

function toHandler(
  [, , stored, sourceType, itemsPerPage, comments]: Cells,
  parameters: readonly HandlerParameter[],
  complain: Complain,
): Handler | undefined {
  const name = textOf(stored) ?? "";
  const method = methodOf.get(name) ?? methodOf.get(name.toUpperCase());
  if (!method) {
    complain("USER_ORDS_HANDLERS", `A handler for the method "${name}" is not shown.`);
    return undefined;
  }
  return {
    method,
    sourceType: textOf(sourceType) ?? "",
    source: undefined,
    itemsPerPage: numberOf(itemsPerPage),
    comments: textOf(comments),
    parameters,
  };
}

const methodOf: ReadonlyMap<string, Method> = new Map(methods.map((method) => [method, method]));
const noParameters: readonly HandlerParameter[] = [];

function toParameter([
  ,
  parameter,
  bindVariable,
  sourceType,
  paramType,
  accessMethod,
]: Cells): HandlerParameter {
  const name = textOf(parameter) ?? "";
  return {
    name,
    bindVariable: textOf(bindVariable) ?? name,
    sourceType: textOf(sourceType) ?? "",
    paramType: textOf(paramType) ?? "",
    accessMethod: textOf(accessMethod) ?? "",
  };
}

export function toPrivileges(rows: CatalogRows): readonly Privilege[] {
  const rolesOf = groupBy(rows("privilegeRoles"), 0);
  const modulesOf = groupBy(rows("privilegeModules"), 0);
  const patternsOf = groupBy(rows("privilegeMappings"), 0);
  return rows("privileges").map(([rowId, name, label, description, comments]) => {
    const id = textOf(rowId) ?? "";
    return {
      name: privilegeName(textOf(name) ?? ""),
      label: textOf(label),
      description: textOf(description),
      comments: textOf(comments),
      roles: secondOf(rolesOf(id)).map(roleName),
      patterns: secondOf(patternsOf(id)).map(uriPattern),
      modules: secondOf(modulesOf(id)).map(moduleName),
    };
  });
}

export function toRoles(rows: CatalogRows): readonly Role[] {
  return rows("roles").map(([role, schemaId]) => {
    const name = roleName(textOf(role) ?? "");
    return { name, builtIn: textOf(schemaId) === undefined || isBuiltInRole(name) };
  });
}

interface ClientReading {
  /** Whether the release says when secrets were issued. */
  readonly tellsSecrets: boolean;
  readonly complain: Complain;
}

export function toClients(
  rows: CatalogRows,
  { tellsSecrets, complain }: ClientReading,
): readonly OAuthClient[] {
  const supportOf = groupBy(rows("clientSupport"), 0);
  const detailsOf = groupBy(rows("clientDetails"), 0);
  const privilegesOf = groupBy(rows("clientPrivileges"), 0);
  const rolesOf = groupBy(rows("clientRoles"), 0);
  return rows("clients").flatMap(([rowId, rowName, description, flow, oauthId, redirectUri]) => {
    const id = textOf(rowId) ?? "";
    const name = textOf(rowName) ?? "";
    const grantType = grantTypes.find((one) => one === textOf(flow)?.toLowerCase());
    if (!grantType) {
      complain(
        "USER_ORDS_CLIENTS",
        `The client ${name} is not shown: its grant type "${textOf(flow) ?? ""}" is not known.`,
      );
      return [];
    }
    const [support] = supportOf(id);
    const [, supportEmail, supportUri, first, second] = support ?? [];
    const secretsIssuedOn = { first: textOf(first), second: textOf(second) };
    const [, tokenDuration, refreshDuration, codeDuration, origins] = detailsOf(id)[0] ?? [];
    return {
      name: clientName(name),
      clientId: clientId(textOf(oauthId) ?? ""),
      grantType,
      description: textOf(description),
      redirectUri: textOf(redirectUri),
      supportEmail: textOf(supportEmail),
      supportUri: textOf(supportUri),
      originsAllowed: listOf(origins),
      privileges: secondOf(privilegesOf(name)).map(privilegeName),
      roles: secondOf(rolesOf(name)).map(roleName),
      tokenDuration: numberOf(tokenDuration),
      refreshDuration: numberOf(refreshDuration),
      codeDuration: numberOf(codeDuration),
      ...(tellsSecrets && support ? { secretsIssuedOn } : {}),
    };
  });
}

export function toObjects(rows: CatalogRows): readonly EnabledObject[] {
  return rows("objects").map(([object, alias, type, status, autoRestAuth]) => {
    const name = textOf(object) ?? "";
    return {
      name,
      alias: textOf(alias) ?? name.toLowerCase(),
      type: textOf(type) ?? "",
      enabled: status === "ENABLED",
      requiresAuthorization: autoRestAuth === "ENABLED",
    };
  });
}

/** A profile has an issuer: a row without one is none. */
export function toJwtProfile(rows: CatalogRows): JwtProfile | undefined {
  const [row = []] = rows("jwtProfile");
  const [issuer, audience, jwkUrl, description, allowedSkew, allowedAge] = row;
  const [[roleClaimName = null] = []] = rows("jwtRoleClaim");
  const named = textOf(issuer);
  return named === undefined
    ? undefined
    : {
        issuer: named,
        audience: textOf(audience) ?? "",
        jwkUrl: textOf(jwkUrl) ?? "",
        description: textOf(description),
        allowedSkew: numberOf(allowedSkew),
        allowedAge: numberOf(allowedAge),
        roleClaimName: textOf(roleClaimName),
      };
}

/** The names of what belongs to something, whose id or name stands in the first column. */
function secondOf(rows: readonly Cells[]): readonly string[] {
  return rows.flatMap(([, name]) => textOf(name) ?? []);
}
