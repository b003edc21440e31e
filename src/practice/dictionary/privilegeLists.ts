import { requireId } from "./dictionary.ts";
import type { Dictionary } from "./dictionary.ts";

/**
 * Replaces the lists that are given and leaves the others (assumptions `definePrivilegeReplacesLists`,
 * `shortDefineKeepsLists`).
 */
export function setPrivilegeLists(
  dictionary: Dictionary,
  privilege: number,
  { roles, patterns, modules }: PrivilegeLists,
): void {
  const { engine } = dictionary;
  if (roles) {
    // Assumption `privilegeRolesMustExist`.
    const ids = roles.map((name) => requireId(dictionary, "roles", name));
    engine.run("delete from ords$privilege_roles where privilege_id = ?", [privilege]);
    for (const id of ids)
      engine.run(
        "insert or ignore into ords$privilege_roles (privilege_id, role_id) values (?, ?)",
        [privilege, id],
      );
  }
  if (patterns) {
    engine.run("delete from ords$privilege_mappings where privilege_id = ?", [privilege]);
    addPatterns(dictionary, privilege, patterns);
  }
  if (modules) {
    const ids = modules.map((name) => requireId(dictionary, "modules", name));
    engine.run("delete from ords$privilege_modules where privilege_id = ?", [privilege]);
    for (const id of ids) setModulePrivilege(dictionary, id, privilege);
  }
}

export interface PrivilegeLists {
  readonly roles: readonly string[] | undefined;
  readonly patterns: readonly string[] | undefined;
  readonly modules: readonly string[] | undefined;
}

/** A pattern that is there already stays as it is. */
export function addPatterns(
  { engine }: Dictionary,
  privilege: number,
  patterns: readonly string[],
): void {
  for (const pattern of patterns)
    engine.run(
      `insert or ignore into ords$privilege_mappings (privilege_id, pattern, created_by, created_on, updated_by, updated_on)
       values (?, ?, ords$user(), ords$now(), ords$user(), ords$now())`,
      [privilege, pattern],
    );
}

/** A module has one privilege at most (assumption `modulePrivilegeIsSingle`). */
export function setModulePrivilege(
  { engine }: Dictionary,
  module: number,
  privilege: number | null,
): void {
  engine.run("delete from ords$privilege_modules where module_id = ?", [module]);
  if (privilege !== null)
    engine.run("insert into ords$privilege_modules (privilege_id, module_id) values (?, ?)", [
      privilege,
      module,
    ]);
}
