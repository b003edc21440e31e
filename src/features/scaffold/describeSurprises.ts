import { listInWords, nameInWords } from "../../domain/access/nameInWords.ts";
import { applyChange } from "../../domain/model/applyChange.ts";
import type { Catalog } from "../../domain/model/catalog.ts";
import type { Change } from "../../domain/model/change.ts";

/**
 * What follows from the changes without being said in them, one sentence each. Compares the
 * catalog with the one after the changes, so that it does not matter by which of them something comes about.
 */
export function describeSurprises(catalog: Catalog, changes: readonly Change[]): readonly string[] {
  const after = changes.reduce(applyChange, catalog);
  return [
    ...changes.flatMap((change) => namedElsewhere(change)),
    ...privilegesWithoutRole(catalog, after),
    ...modulesTaken(catalog, changes),
    ...clientsWithoutRole(catalog, after),
    ...movedSchema(catalog, after),
  ];
}

/** Names are also used where a rename does not reach. */
function namedElsewhere(change: Change): readonly string[] {
  switch (change.kind) {
    case "renameRole":
      return [
        `Whoever brings the role by its old name, as a user of the database or in a JWT, does not pass as ${nameInWords(change.newName)}.`,
      ];
    case "renamePrivilege":
      return [
        `A JWT that names the privilege in its scope has to say ${nameInWords(change.newName)} from then on.`,
      ];
    default:
      return [];
  }
}

/** The last role of a privilege opens it to all that are authenticated, as it is deleted or taken away. */
function privilegesWithoutRole(before: Catalog, after: Catalog): readonly string[] {
  const asked = new Set(
    before.privileges.filter(({ roles }) => roles.length > 0).map(({ name }) => name),
  );
  return after.privileges
    .filter(({ name, roles }) => roles.length === 0 && asked.has(name))
    .map(
      ({ name }) =>
        `The privilege ${nameInWords(name)} asks for no role from then on: any caller that ORDS has authenticated passes.`,
    );
}

/** A module has one privilege (assumption `modulePrivilegeIsSingle`), so giving it one takes it from another. */
function modulesTaken(before: Catalog, changes: readonly Change[]): readonly string[] {
  return changes.flatMap((change) => {
    const given =
      change.kind === "setModulePrivilege" && change.privilege !== null
        ? { to: change.privilege, modules: [change.module] }
        : change.kind === "definePrivilege"
          ? { to: change.name, modules: change.modules ?? [] }
          : undefined;
    if (!given) return [];
    return before.privileges
      .filter(({ name }) => name !== given.to)
      .flatMap(({ name, modules }) =>
        modules
          .filter((module) => given.modules.includes(module))
          .map(
            (module) =>
              `The module ${nameInWords(module)} is no longer protected by ${nameInWords(name)}.`,
          ),
      );
  });
}

function clientsWithoutRole(before: Catalog, after: Catalog): readonly string[] {
  const had = new Set(before.clients.filter(({ roles }) => roles.length > 0).map((c) => c.name));
  const bare = after.clients.filter(({ name, roles }) => roles.length === 0 && had.has(name));
  if (bare.length === 0) return [];
  const names = listInWords(
    bare.map(({ name }) => nameInWords(name)),
    "and",
  );
  return [
    bare.length === 1
      ? `The client ${names} has no role left.`
      : `The clients ${names} have no role left.`,
  ];
}

function movedSchema({ schema: was }: Catalog, { schema: is }: Catalog): readonly string[] {
  if (was.enabled && !is.enabled) {
    return [`Everything below /ords/${was.alias}/ answers 404 from then on.`];
  }
  if (was.enabled && is.enabled && was.alias !== is.alias) {
    return [
      `What was below /ords/${was.alias}/ is below /ords/${is.alias}/ from then on, the address of tokens too.`,
    ];
  }
  return [];
}
