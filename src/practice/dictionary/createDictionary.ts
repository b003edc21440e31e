import { builtInRoles } from "../../domain/model/builtIns.ts";
import { procedures } from "../../plsql/procedures.ts";
import { isVisible } from "../execute/isVisible.ts";
import { metadataTables } from "./metadataTables.ts";
import { metadataViews } from "./metadataViews.ts";
import type { Dictionary } from "./dictionary.ts";

/** Raised whenever the tables change, so that an older file is not taken for one of these. */
export const dictionaryVersion = 4;

/**
 * Makes the tables of an installation that nobody has used yet: the views, the product's own roles and
 * packages.
 */
export function createDictionary(dictionary: Dictionary): void {
  const { engine } = dictionary;
  engine.runAll(metadataTables);
  createViews(dictionary);
  engine.runAll(`pragma user_version = ${dictionaryVersion}`);
  // Roles without a schema (assumption `builtInRolesHaveNoSchema`).
  for (const name of [...builtInRoles, "oracle.dbtools.autorest.any.schema"])
    engine.run("insert into ords$roles (name, created_on) values (?, ords$now())", [name]);
  const { release } = dictionary;
  const visible = procedures.filter((one) => isVisible(one, { release, isAdministrator: true }));
  for (const { package: owner, name } of visible)
    engine.run("insert or ignore into ords$procedures (package, procedure) values (?, ?)", [
      owner,
      name,
    ]);
}

/** The views are made anew for each start: they are code, and only the rows are kept. */
export function createViews({ engine, release, schema }: Dictionary): void {
  engine.runAll(metadataViews(release, schema));
}
