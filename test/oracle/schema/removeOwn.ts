import type { Change } from "../../../src/domain/model/change.ts";
import { dialectFor } from "../../../src/plsql/dialect.ts";
import { plainName, sql } from "../../../src/plsql/quote.ts";
import { scriptOf } from "../../../src/plsql/scripts.ts";
import { readCatalog } from "../../../src/services/catalog/readCatalog.ts";
import type { SqlRunner } from "../../../src/services/sql/sqlRunner.ts";
import type { Catalog } from "../../../src/domain/model/catalog.ts";
import { isOfOwnObject, isOwn } from "./ownNames.ts";

/**
 * Removes everything that the tests have made, one thing at a time, so that one that does not go keeps none of the
 * others. Gives a line for each that is still there.
 */
export async function removeOwn(runner: SqlRunner): Promise<readonly string[]> {
  await runner.openTransaction?.rollback();
  const catalog = await readCatalog(runner);
  const dialect = dialectFor(catalog.release);
  const left: string[] = [];
  const run = async (what: string, script: string): Promise<void> => {
    const results = await runner.run(script);
    const error = results.find((result) => result.error)?.error;
    if (error) left.push(`${what}: ${error.code ?? ""} ${error.message}`.trim());
  };
  for (const change of removals(catalog)) {
    await run(describe(change), scriptOf([change], { dialect }));
  }
  const { rows } = await runner.query(sql`select table_name from user_tables order by table_name`);
  for (const [name] of rows) {
    if (typeof name === "string" && isOwn(name))
      await run(`table ${name}`, sql`drop table ${plainName(name)};`);
  }
  return left;
}

function removals({ objects, clients, modules, privileges, roles }: Catalog): readonly Change[] {
  const ours = (name: string): boolean => isOwn(name) || isOfOwnObject(name);
  return [
    ...objects
      // Of one that is disabled the table may be gone.
      .filter(({ name, enabled }) => enabled && isOwn(name))
      .map(({ name, type }): Change => {
        const shared = { objectType: type, alias: undefined, requiresAuthorization: false };
        return { kind: "enableObject", enabled: false, object: name, ...shared };
      }),
    ...clients
      .filter(({ name }) => isOwn(name))
      .map(({ name }): Change => ({ kind: "deleteClient", name })),
    ...modules
      .filter(({ name }) => isOwn(name))
      .map(({ name }): Change => ({ kind: "deleteModule", name })),
    ...privileges
      .filter(({ name }) => ours(name))
      .map(({ name }): Change => ({ kind: "deletePrivilege", name })),
    ...roles
      .filter(({ name }) => ours(name))
      .map(({ name }): Change => ({ kind: "deleteRole", name })),
  ];
}

function describe(change: Change): string {
  if (change.kind === "enableObject") return `object ${change.object}`;
  return "name" in change ? `${change.kind} ${change.name}` : change.kind;
}
