import { afterEach, expect, test } from "vitest";
import type { Catalog } from "../../src/domain/model/catalog.ts";
import { clientId } from "../../src/domain/model/names.ts";
import type { ExportOptions } from "../../src/features/export/exportParts.ts";
import { exportScript } from "../../src/features/export/exportScript.ts";
import { describeRun } from "../../src/features/scriptRun/describeRun.ts";
import { firstError } from "../../src/features/scriptRun/locateErrors.ts";
import { dialectFor } from "../../src/plsql/dialect.ts";
import {
  catalogOf,
  closePractice,
  type OpenSchema,
  practiceId,
  practiceWays,
} from "./practiceSchemas.ts";

afterEach(closePractice);

/**
 * The security of the HR lesson, taken away and brought back by what was exported of it. Over REST-Enabled SQL, over
 * Oracle's driver, and by an administrator.
 */
test.each([
  ["rest", "25.4"],
  ["rest", "23.4.0"],
  ["driver", "25.4"],
  ["driver", "23.4.0"],
  ["administrator", "25.4"],
] as const)("an export brings everything back by %s on release %s", async (way, release) => {
  const schema = await practiceWays[way]("hr", release);
  const { sessions, profile } = schema;
  const catalog = await sessions.open(practiceId);
  expect(catalog.privileges.length).toBeGreaterThan(0);
  expect(catalog.clients.length).toBeGreaterThan(0);
  const dialect = dialectFor(catalog.release, profile.otherSchema?.name);
  const once: ExportOptions = { scope: { kind: "schema" }, dialect, runs: "once" };

  await run(schema, removal(catalog, dialect.schema === undefined ? "" : dialect.schema));
  expect(catalogOf(sessions).clients).toEqual([]);
  await run(schema, exportScript(catalog, once));
  const made = catalogOf(sessions);
  expect(comparable(made)).toEqual(comparable(catalog));
  expect(exportScript(made, once)).toBe(exportScript(catalog, once));
});

test.each([
  ["rest", "25.4"],
  ["rest", "23.4.0"],
] as const)("what can be run again changes nothing, by %s on release %s", async (way, release) => {
  const schema = await practiceWays[way]("hr", release);
  const { sessions } = schema;
  const catalog = await sessions.open(practiceId);
  const dialect = dialectFor(catalog.release);
  const text = exportScript(catalog, { scope: { kind: "schema" }, dialect, runs: "again" });
  await run(schema, text);
  expect(comparable(catalogOf(sessions))).toEqual(comparable(catalog));
  await run(schema, text);
  expect(comparable(catalogOf(sessions))).toEqual(comparable(catalog));

  for (const { name } of catalog.roles.filter(({ builtIn }) => !builtIn)) {
    const scope = { kind: "entity", ref: { kind: "role", name } } as const;
    await run(schema, exportScript(catalog, { scope, dialect, runs: "again" }));
    expect(comparable(catalogOf(sessions))).toEqual(comparable(catalog));
  }
});

test("what is to be run once changes nothing where something exists already", async () => {
  const schema = await practiceWays.driver("hr", "25.4");
  const { sessions } = schema;
  const catalog = await sessions.open(practiceId);
  const dialect = dialectFor(catalog.release);
  const text = exportScript(catalog, { scope: { kind: "schema" }, dialect, runs: "once" });
  const results = await sessions.run(practiceId, text);
  expect(firstError(results)?.code).toBe("ORA-00001");
  expect(await sessions.refresh(practiceId)).toEqual(catalog);
});

async function run({ sessions }: OpenSchema, text: string): Promise<void> {
  const results = await sessions.run(practiceId, text);
  expect(firstError(results), describeRun(results)).toBeUndefined();
  await sessions.refresh(practiceId);
}

/** Takes away what the export brings, but for what the product makes. */
function removal(catalog: Catalog, schema: string): string {
  const admin = schema === "" ? "" : "_ADMIN";
  const first = schema === "" ? "" : `'${schema}', `;
  const api = catalog.release.hasOrdsSecurity ? "ORDS_SECURITY" : "OAUTH";
  const own = catalog.privileges.filter(({ name }) => !name.startsWith("oracle."));
  const roles = catalog.roles.filter(({ builtIn }) => !builtIn);
  return [
    "BEGIN",
    ...catalog.clients.map(({ name }) => `${api}${admin}.DELETE_CLIENT(${first}'${name}');`),
    ...own.map(({ name }) => `ORDS${admin}.DELETE_PRIVILEGE(${first}'${name}');`),
    ...roles.map(({ name }) => `ORDS${admin}.DELETE_ROLE(${first}'${name}');`),
    "COMMIT;",
    "END;",
    "/",
    "",
  ].join("\n");
}

/** OAUTH gives every client another id; secrets, and when they were issued, are in no export. */
function comparable(catalog: Catalog): Catalog {
  const { hasOrdsSecurity } = catalog.release;
  return {
    ...catalog,
    clients: catalog.clients.map((client) => ({
      ...client,
      secretsIssuedOn: undefined,
      ...(hasOrdsSecurity ? {} : { clientId: clientId("") }),
    })),
  };
}
