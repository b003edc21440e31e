import { assertNever } from "../../base/assertNever.ts";
import { templatePath } from "../../domain/access/endpoints.ts";
import { indexProtection, protectionOfRoute } from "../../domain/access/protection.ts";
import { isBuiltInRole } from "../../domain/model/builtIns.ts";
import type { Catalog } from "../../domain/model/catalog.ts";
import { indexCatalog } from "../../domain/model/catalogIndex.ts";
import {
  clientName,
  moduleName,
  privilegeName,
  roleName,
  uriPattern,
} from "../../domain/model/names.ts";
import { count, nameList } from "../explorer/describeText.ts";
import { escapeMarkdown } from "../explorer/escapeMarkdown.ts";
import type { NamedThing } from "./thingAt.ts";

/** What a schema knows of a name, as sentences in Markdown; undefined when it has no such thing. */
export function describeName(thing: NamedThing, catalog: Catalog): readonly string[] | undefined {
  const index = indexCatalog(catalog);
  const { name } = thing;
  switch (thing.subject) {
    case "role": {
      const role = roleName(name);
      if (!index.roleByName(role) && !isBuiltInRole(role)) return undefined;
      const privileges = index.privilegesOfRole(role).map((one) => one.name);
      const clients = index.clientsOfRole(role).map((one) => one.name);
      return [
        privileges.length > 0
          ? `Asked for by ${nameList(privileges)}.`
          : "No privilege asks for it.",
        clients.length > 0 ? `Granted to ${nameList(clients)}.` : "No client has it.",
      ];
    }
    case "privilege": {
      const privilege = index.privilegeByName(privilegeName(name));
      if (!privilege) return undefined;
      const { roles, patterns, modules } = privilege;
      return [
        roles.length > 0 ? `Asks for ${nameList(roles)}.` : "Asks for no role.",
        patterns.length > 0 ? `Protects ${nameList(patterns)}.` : "",
        modules.length > 0
          ? `Protects the ${modules.length === 1 ? "module" : "modules"} ${nameList(modules)}.`
          : "",
        patterns.length + modules.length === 0 ? "Protects nothing yet." : "",
      ].filter(Boolean);
    }
    case "client": {
      const client = index.clientByName(clientName(name));
      if (!client) return undefined;
      const { roles, grantType } = client;
      return [
        `Grant type: ${escapeMarkdown(grantType.replaceAll("_", " "))}.`,
        roles.length > 0 ? `Has ${nameList(roles)}.` : "Has no role.",
      ];
    }
    case "module":
      return describeModule(name, catalog);
    case "pattern": {
      const privileges = index.privilegesOfPattern(uriPattern(name)).map((one) => one.name);
      return privileges.length > 0
        ? [`Mapped to ${nameList(privileges)}.`]
        : ["No privilege is mapped to exactly this pattern."];
    }
    case "template":
      return describeTemplate(thing, catalog);
    case "object": {
      const object = catalog.objects.find((one) => one.name === name);
      if (!object) return undefined;
      const type = escapeMarkdown(object.type.toLowerCase());
      return [`A ${type}, at **${escapeMarkdown(`/${object.alias}/`)}**.`];
    }
    case "schema":
      return catalog.schema.name === name ? ["The schema of the connection."] : undefined;
    default:
      return assertNever(thing.subject);
  }
}

function describeModule(name: string, catalog: Catalog): readonly string[] | undefined {
  const index = indexCatalog(catalog);
  const module = index.moduleByName(moduleName(name));
  if (!module) return undefined;
  const privileges = index.privilegesOfModule(module.name).map((one) => one.name);
  return [
    `At **${escapeMarkdown(module.basePath)}**, with ${count(module.templates.length, "template")}.`,
    privileges.length > 0 ? `Protected as a whole by ${nameList(privileges)}.` : "",
    module.published ? "" : "It is not published.",
  ].filter(Boolean);
}

function describeTemplate(thing: NamedThing, catalog: Catalog): readonly string[] | undefined {
  const modules = catalog.modules.filter(
    ({ name }) => thing.module === undefined || name === thing.module,
  );
  for (const module of modules) {
    const template = module.templates.find(({ uriTemplate }) => uriTemplate === thing.name);
    if (!template) continue;
    const path = templatePath(module.basePath, template.uriTemplate);
    const methods = template.handlers.map(({ method }) => method);
    return [
      `**${escapeMarkdown(path)}**, ${methods.length > 0 ? methods.join(", ") : "without a handler"}.`,
      protectionWords(catalog, path),
    ];
  }
  return undefined;
}

function protectionWords(catalog: Catalog, path: string): string {
  const protection = protectionOfRoute(indexProtection(catalog), path);
  switch (protection.kind) {
    case "public":
      return "Public: no privilege covers it.";
    case "protected":
      return `Protected by ${nameList([...new Set(protection.by.map((one) => one.privilege.name))])}.`;
    case "partly":
      return "Some of its paths are protected otherwise than the rest.";
    case "unknown":
      return "Whether it is protected could not be read.";
    default:
      return assertNever(protection);
  }
}
