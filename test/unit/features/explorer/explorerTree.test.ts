import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { UserFacingError } from "../../../../src/base/errors.ts";
import type { CatalogProblem } from "../../../../src/domain/model/catalog.ts";
import { manyHandlers } from "./manyHandlers.ts";
import { describeNode } from "../../../../src/features/explorer/describeNode.ts";
import { nodeFor } from "../../../../src/features/explorer/explorerNodes.ts";
import {
  childrenOf,
  countMatches,
  parentOf,
  rootNodes,
} from "../../../../src/features/explorer/explorerTree.ts";
import type { ExplorerState } from "../../../../src/features/explorer/explorerState.ts";
import { someJwtProfile } from "../../../support/catalogBuilder.ts";
import { emptyCatalog, sampleCatalog } from "../sampleCatalog.ts";
import { now, session, stateWith } from "./explorerStates.ts";
import { allNodes, renderTree } from "./renderTree.ts";

const clients = {
  "payroll run": {
    token: { kind: "held", expiresAt: now + 42 * 60_000 + 500 },
    hasSecret: true,
  },
  forgotten: { token: { kind: "none" }, hasSecret: false },
} as const;

const failed = new UserFacingError({
  code: "databaseLoginFailed",
  message: "The database did not accept the user HR.",
  why: "Name or password is wrong.",
  remedy: { label: "Enter password", action: "enterPassword", argument: "Payroll test" },
});

const trees: Readonly<Record<string, ExplorerState>> = {
  sample: stateWith(sampleCatalog, { clients }),
  empty: stateWith(emptyCatalog),
  "filter-by-role": stateWith(sampleCatalog, { filter: "hr reader" }),
  "filter-by-path": stateWith(sampleCatalog, { filter: "/HR/employees" }),
  "filter-nothing": stateWith(sampleCatalog, { filter: "zebra" }),
  "jwt-profile": stateWith({ ...emptyCatalog, jwtProfile: someJwtProfile }),
  "filter-jwt-profile": stateWith(
    { ...sampleCatalog, jwtProfile: someJwtProfile },
    { filter: "jwt" },
  ),
  "broken-schema": stateWith({
    ...sampleCatalog,
    schema: { ...sampleCatalog.schema, enabled: false },
    privileges: [],
    problems: [
      {
        subject: "USER_ORDS_PRIVILEGES",
        message: "The privileges could not be read.",
        severity: "problem",
      },
    ],
  }),
  "session-states": {
    ...stateWith(),
    sessions: [
      session({ kind: "closed" }, "Closed"),
      session({ kind: "opening" }, "Opening"),
      session({ kind: "failed", error: failed }, "Failed"),
      session(
        { kind: "open", catalog: emptyCatalog, refreshing: true, uncommitted: 0 },
        "Refreshing",
      ),
    ],
  },
};

test.each(Object.entries(trees))("the tree %s looks as recorded", (name, state) => {
  expectRecorded(name, renderTree(state));
});

test("what an older release does not have is a quiet line, and no group counts as unreadable", () => {
  const note = { subject: "USER_ORDS_CLIENTS", message: "Not in this release", severity: "note" };
  const problem = { subject: "USER_ORDS_ROLES", message: "Not visible", severity: "problem" };
  const state = stateWith({
    ...emptyCatalog,
    problems: [note, problem] as CatalogProblem[],
  });
  const messages = allNodes(state).filter((node) => node.kind === "message");
  const levelOf = (text: string) => messages.find((node) => node.text === text)?.level;
  expect(levelOf("Not in this release")).toBe("empty");
  expect(levelOf("Not visible")).toBe("problem");
  expect(levelOf("No clients yet: register one")).toBe("empty");
  expect(levelOf("No roles yet: create one")).toBeUndefined();
  expect(messages.filter(({ text }) => text === "Could not be read")).toHaveLength(1);
});

test.each(Object.entries(trees))("in the tree %s every line has an id of its own", (_, state) => {
  const ids = allNodes(state).map((node) => describeNode(node, state).id);
  expect(new Set(ids).size).toBe(ids.length);
});

test("every line knows its parent, and the parent lists it", () => {
  const state = stateWith();
  for (const node of allNodes(state)) {
    const parent = parentOf(node);
    const siblings = parent ? childrenOf(parent, state) : rootNodes(state);
    expect(siblings.map(({ id }) => id)).toContain(node.id);
  }
});

test("nodeFor gives the node that the tree shows at the thing's own place", () => {
  const state = stateWith({ ...sampleCatalog, jwtProfile: someJwtProfile });
  const known = new Map(allNodes(state).map((node) => [node.id, node]));
  const entities = [...known.values()].filter((node) => node.kind === "entity");
  expect(entities.length).toBeGreaterThan(30);
  for (const { profile, ref } of entities) {
    const node = nodeFor(profile, ref);
    // A role that a privilege names but the schema does not have has no place of its own.
    if (ref.kind === "role" && ref.name === "HR Admin") continue;
    expect(known.get(node.id)).toEqual(node);
  }
});

test("ids stay the same over a refresh and change with the filter", () => {
  expect(idsOf(stateWith({ ...sampleCatalog }))).toEqual(idsOf(stateWith()));
  const filtered = stateWith(sampleCatalog, { filter: "hr" });
  expect(idsOf(filtered).filter((id) => idsOf(stateWith()).includes(id))).toEqual([]);
});

test("matches are counted once, at their own place", () => {
  expect(countMatches(trees["filter-jwt-profile"]!)).toBe(1);
  expect(countMatches(stateWith(sampleCatalog, { filter: "payroll" }))).toBe(4);
  expect(countMatches(stateWith(sampleCatalog, { filter: "zebra" }))).toBe(0);
});

test("names that hold slashes, percent signs or nothing do not collide", () => {
  const state = stateWith({
    ...emptyCatalog,
    roles: ["a/b", "a%2Fb", "a", "", "ü\n", "\ud800"].map((name) => ({
      name: name as (typeof sampleCatalog.roles)[number]["name"],
      builtIn: false,
    })),
  });
  const ids = allNodes(state).map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

test("children of things that are gone are nothing, not an error", () => {
  const stale = allNodes(stateWith());
  const now = stateWith(emptyCatalog);
  for (const node of stale) {
    if (node.kind !== "entity") continue;
    expect(childrenOf(node, now).filter((child) => child.kind === "entity")).toEqual(
      node.ref.kind === "mapping" && node.parent.kind === "group" ? [expect.anything()] : [],
    );
    expect(describeNode(node, now).label).not.toBe("");
  }
  for (const node of stale) expect(childrenOf(node, { ...now, sessions: [] })).toEqual([]);
});

test("a schema of 10,000 handlers is looked through once, not once for each line", () => {
  const catalog = manyHandlers(10_000);
  let looks = 0;
  const watched = {
    ...catalog,
    get modules() {
      looks += 1;
      return catalog.modules;
    },
    get privileges() {
      looks += 1;
      return catalog.privileges;
    },
  };
  for (const filter of ["", "no such thing", "handler9"]) {
    const state = stateWith(watched, { filter });
    for (const node of allNodes(state)) describeNode(node, state);
  }
  expect(looks).toBeLessThan(30);
});

function idsOf(state: ExplorerState): readonly string[] {
  return allNodes(state).map((node) => describeNode(node, state).id);
}

function expectRecorded(name: string, text: string): void {
  const file = fileURLToPath(new URL(`../../../fixtures/explorer/${name}.txt`, import.meta.url));
  if (process.env["UPDATE"] === "1") {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  expect(text).toBe(readFileSync(file, "utf8"));
}
