import { isBuiltInRole } from "../../domain/model/builtIns.ts";
import type { Catalog, Module, OAuthClient, Privilege } from "../../domain/model/catalog.ts";
import { roleName } from "../../domain/model/names.ts";
import { indexForExplorer } from "../explorer/explorerIndex.ts";
import { checkNewName } from "./checks.ts";
import type { Option, OtherOption } from "./question.ts";

/** The roles that privileges ask for first, then the others of the schema, then those of the product. */
export function roleOptions(catalog: Catalog): readonly Option[] {
  const { roles, lookup } = indexForExplorer(catalog);
  const rank = (name: Catalog["roles"][number]): number =>
    name.builtIn ? 2 : lookup.privilegesOfRole(name.name).length > 0 ? 0 : 1;
  return roles
    .toSorted((a, b) => rank(a) - rank(b))
    .map((role) => {
      const privileges = lookup.privilegesOfRole(role.name);
      const clients = lookup.clientsOfRole(role.name);
      const facts = [
        privileges.length > 0 ? `asked for by ${names(privileges)}` : "no privilege asks for it",
        clients.length > 0 ? `granted to ${names(clients)}` : "",
        role.builtIn ? "built in" : "",
      ];
      return option(role.name, facts.filter(Boolean).join(" · "));
    });
}

/** A role that is not listed: a new one, or one of the product, which not every schema can see. */
export function otherRole(catalog: Catalog): OtherOption {
  const check = checkNewName("role", namesOf(catalog.roles));
  return {
    label: (text) =>
      isProductRole(text) ? `Use built-in role "${text}"` : `Create role "${text}"`,
    check: (text) => (isProductRole(text) ? undefined : check(text)),
  };
}

/** One's own first. */
export function privilegeOptions(catalog: Catalog): readonly Option[] {
  return indexForExplorer(catalog).privileges.map((privilege) =>
    option(privilege.name, privilegeFacts(privilege), privilege.label ?? privilege.description),
  );
}

export function clientOptions(catalog: Catalog): readonly Option[] {
  return indexForExplorer(catalog).clients.map((client) =>
    option(client.name, clientFacts(client), client.description),
  );
}

export function moduleOptions(catalog: Catalog): readonly Option[] {
  const { modules, lookup } = indexForExplorer(catalog);
  return modules.map((module) => {
    const by = lookup.privilegesOfModule(module.name);
    const facts =
      by.length > 0 ? `${module.basePath} · protected by ${names(by)}` : module.basePath;
    return option(module.name, facts, module.comments);
  });
}

/**
 * Patterns that a person is likely to want: everything below a module, the module's bare address, everything below a
 * first path segment in it, AutoREST objects. Patterns that are mapped already are left out.
 */
export function patternOptions(catalog: Catalog, mapped: readonly string[]): readonly Option[] {
  const { modules, objects } = indexForExplorer(catalog);
  const offers = new Map<string, Option>();
  const offer = (value: string, description: string, detail?: string): void => {
    if (!offers.has(value)) offers.set(value, option(value, description, detail));
  };
  for (const module of modules) {
    const base = trimSlashes(module.basePath);
    if (base === "") continue;
    offer(`/${base}/*`, `everything below /${base}/`, `Module ${module.name}`);
    offer(
      `/${base}`,
      "only the address without a final slash",
      `/${base}/* does not cover it, as far as is known. Choose both to be safe.`,
    );
    for (const [segment, hasBelow] of firstSegments(module)) {
      const path = `/${base}/${segment}`;
      if (hasBelow) offer(`${path}/*`, `everything below ${path}/`);
      offer(path, hasBelow ? "only the address without a final slash" : "only this path");
    }
  }
  for (const object of objects) {
    offer(`/${object.alias}/*`, `AutoREST ${object.type.toLowerCase()} ${object.name}`);
  }
  offer("/*", "everything in the schema", "Also what will be added later.");
  return [...offers.values()].filter(({ value }) => !mapped.includes(value));
}

export function option(value: string, description?: string, detail?: string): Option {
  return { value, label: value, description, detail };
}

export function namesOf(items: readonly { readonly name: string }[]): readonly string[] {
  return items.map(({ name }) => name);
}

/** Literal first segments of the templates, and whether anything is below them: `employees` of `employees/:id`. */
function firstSegments(module: Module): readonly (readonly [string, boolean])[] {
  const segments = new Map<string, boolean>();
  for (const { uriTemplate } of module.templates) {
    const [first = "", ...rest] = uriTemplate.replace(/^\//, "").split("/");
    if (!/^[^:{*?]+$/.test(first)) continue;
    segments.set(first, rest.length > 0 || segments.get(first) === true);
  }
  return [...segments].toSorted(([a], [b]) => a.localeCompare(b, "en"));
}

function isProductRole(text: string): boolean {
  return isBuiltInRole(roleName(text));
}

function trimSlashes(path: string): string {
  return path.split("/").filter(Boolean).join("/");
}

function privilegeFacts(privilege: Privilege): string {
  const { roles, patterns, modules } = privilege;
  const asks = roles.length > 0 ? `asks for ${roles.join(", ")}` : "asks for no role";
  const protects = [...patterns, ...modules.map((name) => `module ${name}`)];
  return protects.length > 0 ? `${asks} · protects ${protects.join(", ")}` : asks;
}

function clientFacts(client: OAuthClient): string {
  return client.roles.length > 0 ? `has ${client.roles.join(", ")}` : "has no role";
}

function names(items: readonly { readonly name: string }[]): string {
  return namesOf(items).join(", ");
}
