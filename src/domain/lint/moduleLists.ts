import type { AccessIndex } from "../access/accessIndex.ts";
import { protectionOf } from "../access/protection.ts";
import { normalBasePath } from "../access/schemaPath.ts";
import { isBuiltInPrivilege } from "../model/builtIns.ts";
import type { Privilege } from "../model/catalog.ts";
import type { ModuleName } from "../model/names.ts";
import { exposuresOf } from "./exposures.ts";

const known = new WeakMap<AccessIndex, ReadonlyMap<ModuleName, ModuleList>>();

/** A privilege that protects modules one by one, and those that it protects. */
export interface ModuleList {
  readonly privilege: Privilege;
  readonly modules: readonly ModuleName[];
}

/**
 * The privilege whose list of modules probably lacks this one: nothing protects the module, most of its sisters are
 * protected as a whole, and the privilege protects at least two of them by list.
 */
export function listOfModules(index: AccessIndex, name: ModuleName): ModuleList | undefined {
  let found = known.get(index);
  if (found === undefined) {
    found = findLists(index);
    known.set(index, found);
  }
  return found.get(name);
}

function findLists(index: AccessIndex): ReadonlyMap<ModuleName, ModuleList> {
  const { modules } = exposuresOf(index);
  const open = [...modules.values()].filter(({ whole }) => whole).map(({ module }) => module.name);
  if (open.length === 0) return new Map();
  const listed = new Map<Privilege, ModuleName[]>();
  let covered = 0;
  for (const { name, basePath, published } of index.catalog.modules) {
    if (!published || modules.has(name)) continue;
    const base = normalBasePath(basePath);
    const protection = protectionOf(index.protection, base);
    if (protection.kind !== "protected") continue;
    // A pattern above the module is no list: it would cover a new module too.
    const by = protection.by.filter(
      (one) => one.module === name || one.pattern.text === `${base}*`,
    );
    const own = by.filter(({ privilege }) => !isBuiltInPrivilege(privilege.name));
    if (own.length > 0) covered += 1;
    for (const privilege of new Set(own.map((one) => one.privilege))) {
      const group = listed.get(privilege);
      if (group) group.push(name);
      else listed.set(privilege, [name]);
    }
  }
  const [longest] = [...listed].toSorted(
    ([a, one], [b, other]) => other.length - one.length || (a.name < b.name ? -1 : 1),
  );
  if (!longest || longest[1].length < 2 || covered <= open.length) return new Map();
  const [privilege, protectedModules] = longest;
  return new Map(open.map((name) => [name, { privilege, modules: protectedModules }]));
}
