import type { Catalog, Module, OAuthClient, Privilege } from "../../domain/model/catalog.ts";
import { indexForExplorer } from "../explorer/explorerIndex.ts";
import { checkNewName } from "./checks.ts";
import type { Option, OtherOption } from "./question.ts";

/** The roles that privileges ask for first, then the others of the schema, then those of the product. */
export function roleOptions(catalog: Catalog): readonly Option[] {
  const { roles, privilegesOfRole, clientsOfRole } = indexForExplorer(catalog);
  const rank = (name: Catalog["roles"][number]): number =>
    name.builtIn ? 2 : privilegesOfRole.has(name.name) ? 0 : 1;
  return roles
    .toSorted((a, b) => rank(a) - rank(b))
    .map((role) => {
      const privileges = privilegesOfRole.get(role.name) ?? [];
      const clients = clientsOfRole.get(role.name) ?? [];
      const facts = [
        privileges.length > 0 ? `asked for by ${names(privileges)}` : "no privilege asks for it",
        clients.length > 0 ? `granted to ${names(clients)}` : "",
        role.builtIn ? "built in" : "",
      ];
      return option(role.name, facts.filter(Boolean).join(" · "));
    });
}

export const newRole = (catalog: Catalog): OtherOption => ({
  label: (text) => `Create role "${text}"`,
  check: checkNewName("role", namesOf(catalog.roles)),
});

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
  const { modules, privilegesOfModule } = indexForExplorer(catalog);
  return modules.map((module) => {
    const by = privilegesOfModule.get(module.name) ?? [];
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
    for (const segment of firstSegments(module)) {
      offer(`/${base}/${segment}/*`, `everything below /${base}/${segment}/`);
      offer(`/${base}/${segment}`, "only this path");
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

/** Literal first segments of the templates: `employees` of `employees/:id`. */
function firstSegments(module: Module): ReadonlySet<string> {
  return new Set(
    module.templates
      .map(({ uriTemplate }) => trimSlashes(uriTemplate).split("/", 1)[0] ?? "")
      .filter((segment) => /^[^:{*?][^:{*?]*$/.test(segment)),
  );
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
