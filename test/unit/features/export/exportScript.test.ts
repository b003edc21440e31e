import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { expect, test } from "vitest";
import { applyChanges } from "../../../../src/domain/model/applyChange.ts";
import { isBuiltInPrivilege } from "../../../../src/domain/model/builtIns.ts";
import type { Catalog } from "../../../../src/domain/model/catalog.ts";
import type { EntityRef } from "../../../../src/domain/model/entityRef.ts";
import {
  clientId,
  clientName,
  privilegeName,
  roleName,
} from "../../../../src/domain/model/names.ts";
import { type ExportOptions, inOrder } from "../../../../src/features/export/exportParts.ts";
import { exportScript } from "../../../../src/features/export/exportScript.ts";
import { scopeOfNode } from "../../../../src/features/export/exportScope.ts";
import { connectionNode, nodeFor } from "../../../../src/features/explorer/explorerNodes.ts";
import { readScript } from "../../../../src/plsql/readScript.ts";
import { changesOf } from "../../../../src/plsql/scripts.ts";
import { profileId } from "../../../../src/services/profiles/profile.ts";
import { anyCatalog, shuffled } from "../../../support/catalogArbitraries.ts";
import { someJwtProfile } from "../../../support/catalogBuilder.ts";
import { sampleCatalog } from "../sampleCatalog.ts";

const whole: ExportOptions = {
  scope: { kind: "schema" },
  dialect: { api: "ordsSecurity", schema: undefined },
  runs: "once",
};
const oauth = { api: "oauth", schema: undefined } as const;
const again = { ...whole, runs: "again" } as const;
const ofRole: EntityRef = { kind: "role", name: roleName("HR Reader") };
const ofClient: EntityRef = { kind: "client", name: clientName("forgotten") };

test.each<[string, ExportOptions]>([
  ["schema-once", whole],
  ["schema-again", again],
  ["schema-oauth", { ...again, dialect: oauth }],
  ["schema-of-another", { ...whole, dialect: { api: "ordsSecurity", schema: "HR" } }],
  ["group-modules", { ...whole, scope: { kind: "group", group: "modules" } }],
  ["role-again", { ...again, scope: { kind: "entity", ref: ofRole } }],
  ["client-once", { ...whole, scope: { kind: "entity", ref: ofClient } }],
])("%s is exported as recorded", (name, options) => {
  expectRecorded(name, exportScript(sampleCatalog, options));
});

test("run on a schema that has only its modules, it makes the same security", () => {
  fc.assert(
    fc.property(anyCatalog, fc.constantFrom(whole, again), (catalog, options) => {
      expect(canonical(run(bare(catalog), exportScript(catalog, options)))).toEqual(
        canonical(exported(catalog)),
      );
    }),
  );
});

test("with OAUTH it makes the same, but for the client ids", () => {
  fc.assert(
    fc.property(anyCatalog, fc.constantFrom(whole, again), (catalog, options) => {
      const text = exportScript(catalog, { ...options, dialect: oauth });
      expect(canonical(withoutIds(run(bare(catalog), text)))).toEqual(
        canonical(withoutIds(exported(catalog))),
      );
    }),
  );
});

test("what can be run again changes nothing the second time, nor where it comes from", () => {
  fc.assert(
    fc.property(anyCatalog, (catalog) => {
      const text = exportScript(catalog, again);
      const first = run(bare(catalog), text);
      expect(canonical(run(first, text))).toEqual(canonical(first));
      expect(canonical(run(catalog, text))).toEqual(canonical(catalog));
    }),
  );
});

test("a part that can be run again changes nothing where it comes from", () => {
  const scopes = sampleCatalog.roles
    .filter(({ builtIn }) => !builtIn)
    .map(({ name }): EntityRef => ({ kind: "role", name }));
  const other: readonly EntityRef[] = [
    ...sampleCatalog.clients.map(({ name }): EntityRef => ({ kind: "client", name })),
    ...sampleCatalog.privileges.map(({ name }): EntityRef => ({ kind: "privilege", name })),
    ...sampleCatalog.modules.map(({ name }): EntityRef => ({ kind: "module", name })),
    ...sampleCatalog.objects.map(({ name }): EntityRef => ({ kind: "object", name })),
    { kind: "jwtProfile" },
  ];
  const catalog = { ...sampleCatalog, jwtProfile: someJwtProfile };
  for (const ref of [...scopes, ...other]) {
    const text = exportScript(catalog, { ...again, scope: { kind: "entity", ref } });
    expect(canonical(run(catalog, text)), text).toEqual(canonical(catalog));
  }
});

test("the order of the database's rows does not show", () => {
  fc.assert(
    fc.property(
      anyCatalog.chain((one) => fc.tuple(fc.constant(one), shuffled(one))),
      fc.constantFrom(whole, again),
      ([one, other], options) => {
        expect(exportScript(other, options)).toBe(exportScript(one, options));
      },
    ),
  );
});

test("a change of one thing changes no line of another", () => {
  const changed: Catalog = {
    ...sampleCatalog,
    privileges: sampleCatalog.privileges.filter(({ name }) => name !== "hr.read"),
  };
  const before = exportScript(sampleCatalog, whole).split("\n");
  const after = exportScript(changed, whole).split("\n");
  const start = before.findIndex((line) => line.includes("Privilege hr.read"));
  const end = before.findIndex((line) => line.includes("Privilege payroll"));
  expect(after).toEqual([...before.slice(0, start), ...before.slice(end)]);
});

test("names that break a comment or a literal arrive as they are", () => {
  const odd = "o'x\n/\n&y -- */ :b";
  const catalog: Catalog = {
    ...sampleCatalog,
    roles: [{ name: roleName(odd), builtIn: false }],
    privileges: [
      {
        ...sampleCatalog.privileges[0]!,
        name: privilegeName(odd),
        roles: [roleName(odd)],
        patterns: [],
      },
    ],
    clients: [{ ...sampleCatalog.clients[0]!, name: clientName(odd), roles: [roleName(odd)] }],
  };
  expect(canonical(run(bare(catalog), exportScript(catalog, again)))).toEqual(
    canonical(exported(catalog)),
  );
});

test("what a dialect cannot say is said in words, and the rest is exported", () => {
  const [first, second] = sampleCatalog.clients;
  const catalog: Catalog = {
    ...sampleCatalog,
    clients: [{ ...first!, privileges: [privilegeName("a,b")] }, second!],
  };
  const text = exportScript(catalog, whole);
  expect(text).toContain("NOT EXPORTED: ORDS takes these names as one list with commas");
  expect(text).toContain("p_name            => 'forgotten'");
  expect(readScript(text).problems).toEqual([]);
});

test("nothing to export is said", () => {
  const scope = { kind: "entity", ref: { kind: "role", name: roleName("gone") } } as const;
  const text = exportScript(sampleCatalog, { ...whole, scope });
  expect(text).toMatch(/^(--.*\n)+$/);
  expect(text).toContain("There is nothing to export.");
});

test("a JWT profile is exported by itself", () => {
  const catalog = { ...sampleCatalog, jwtProfile: someJwtProfile };
  const scope = { kind: "entity", ref: { kind: "jwtProfile" } } as const;
  const text = exportScript(catalog, { ...whole, scope });
  expect(changesOf(readScript(text)).changes.map(({ change }) => change)).toEqual([
    { kind: "createJwtProfile", profile: someJwtProfile },
  ]);
});

test("a line of the sidebar says what is exported", () => {
  const profile = profileId("p");
  expect(scopeOfNode(connectionNode(profile))).toEqual({ kind: "schema" });
  expect(scopeOfNode(nodeFor(profile, ofRole))).toEqual({ kind: "entity", ref: ofRole });
  expect(scopeOfNode(nodeFor(profile, ofRole).parent)).toEqual({ kind: "group", group: "roles" });
  expect(scopeOfNode(undefined)).toBeUndefined();
});

function run(catalog: Catalog, text: string): Catalog {
  const { changes, problems } = changesOf(readScript(text));
  expect(problems).toEqual([]);
  return applyChanges(
    catalog,
    changes.map(({ change }) => change),
  );
}

/** A schema with nothing but what an export leaves out. */
function bare(catalog: Catalog): Catalog {
  return {
    ...catalog,
    schema: { ...catalog.schema, enabled: false, alias: "other", autoRestAuth: false },
    modules: catalog.modules.map((module) => ({ ...module, originsAllowed: [] })),
    privileges: [],
    roles: catalog.roles.filter(({ builtIn }) => builtIn),
    clients: [],
    objects: [],
  };
}

/** What an export brings of a schema. */
function exported(catalog: Catalog): Catalog {
  return {
    ...catalog,
    privileges: catalog.privileges.filter(({ name }) => !isBuiltInPrivilege(name)),
    objects: catalog.objects.filter(({ enabled }) => enabled),
  };
}

function withoutIds(catalog: Catalog): Catalog {
  return {
    ...catalog,
    clients: catalog.clients.map((client) => ({ ...client, clientId: clientId("") })),
  };
}

/** Without the order of lists. */
function canonical(catalog: Catalog): unknown {
  const sorted = <T>(items: readonly T[]): readonly T[] =>
    items.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  return {
    ...catalog,
    modules: sorted(
      catalog.modules.map((module) => ({
        ...module,
        originsAllowed: inOrder(module.originsAllowed),
      })),
    ),
    roles: sorted(catalog.roles),
    privileges: sorted(
      catalog.privileges.map((privilege) => ({
        ...privilege,
        roles: inOrder(privilege.roles),
        patterns: inOrder(privilege.patterns),
        modules: inOrder(privilege.modules),
      })),
    ),
    clients: sorted(
      catalog.clients.map((client) => ({
        ...client,
        roles: inOrder(client.roles),
        privileges: inOrder(client.privileges),
        originsAllowed: inOrder(client.originsAllowed),
      })),
    ),
    objects: sorted(catalog.objects),
  };
}

function expectRecorded(name: string, text: string): void {
  const file = fileURLToPath(new URL(`../../../fixtures/export/${name}.sql`, import.meta.url));
  if (process.env["UPDATE"] === "1") {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  expect(text).toBe(readFileSync(file, "utf8"));
}
