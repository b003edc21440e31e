import { constantFrom, array, assert, property, record } from "fast-check";
import { expect, test } from "vitest";
import { describeNode } from "../../../../src/features/explorer/describeNode.ts";
import { DrawnTree, type TreeNow } from "../../../../src/features/explorer/drawnTree.ts";
import type { ExplorerNode } from "../../../../src/features/explorer/explorerNode.ts";
import type { ExplorerState } from "../../../../src/features/explorer/explorerState.ts";
import { childrenOf, rootNodes } from "../../../../src/features/explorer/explorerTree.ts";
import { emptyCatalog, sampleCatalog } from "../sampleCatalog.ts";
import { now, openWith, session, stateWith } from "./explorerStates.ts";

const held = { token: { kind: "held", expiresAt: now + 42 * 60_000 }, hasSecret: true } as const;
const manyClients = {
  ...sampleCatalog,
  clients: Array.from({ length: 30 }, (_, number) => ({
    ...sampleCatalog.clients[0]!,
    name: `client ${number}` as (typeof sampleCatalog.clients)[0]["name"],
  })),
};

test("a line that shows something else is drawn wherever it stands, and no other", () => {
  const editor = openEditor(stateWith());
  const changes = editor.follow(stateWith(sampleCatalog, { clients: { "payroll run": held } }));
  // Below the clients, and below each of the roles that it has.
  expect(changes).toEqual(["payroll run", "payroll run", "payroll run"]);
});

test("nothing is drawn when nothing is different", () => {
  expect(openEditor(stateWith()).follow(stateWith())).toEqual([]);
});

test("what has other lines below it is drawn with them", () => {
  const editor = openEditor(stateWith());
  expect(editor.follow(stateWith({ ...sampleCatalog, roles: [] }))).toContain("roles");
});

test("many lines below one parent are drawn with it", () => {
  const editor = openEditor(stateWith(manyClients));
  const clients = Object.fromEntries(manyClients.clients.map(({ name }) => [name, held]));
  expect(editor.follow(stateWith(manyClients, { clients }))).toContain("clients");
  expect(editor.follow(stateWith(manyClients, { clients }))).toEqual([]);
});

test("another connection is drawn with all", () => {
  const state = stateWith();
  const more = { ...state, sessions: [...state.sessions, session({ kind: "closed" }, "Other")] };
  expect(openEditor(state).follow(more)).toBe("all");
});

test("after any changes the editor shows what it would show if it drew everything", () => {
  const sessions = array(
    record({
      name: constantFrom("A", "B", "C"),
      state: constantFrom(
        openWith(sampleCatalog),
        openWith(emptyCatalog),
        openWith(manyClients),
        openWith({ ...sampleCatalog, modules: [] }),
        { kind: "closed" } as const,
        { kind: "opening" } as const,
      ),
    }),
    { maxLength: 3 },
  ).map((all) => [...new Map(all.map((one) => [one.name, one])).values()]);
  const states = record({
    sessions,
    token: constantFrom(undefined, "payroll run", "client 3"),
  }).map((facts): ExplorerState => ({
    ...stateWith(sampleCatalog, facts.token ? { clients: { [facts.token]: held } } : {}),
    sessions: facts.sessions.map(({ name, state }) => session(state, name)),
  }));
  assert(
    property(array(states, { minLength: 2, maxLength: 5 }), (all) => {
      const editor = openEditor(all[0]!);
      for (const state of all.slice(1)) {
        editor.follow(state);
        expect(editor.shown()).toEqual(openEditor(state).shown());
      }
    }),
    { numRuns: 60 },
  );
});

/** An editor in which everything is unfolded, which keeps what it was given until it is told to draw it anew. */
function openEditor(first: ExplorerState) {
  let state = first;
  const drawn = new DrawnTree();
  const lines = new Map<ExplorerNode, string>();
  const below = new Map<ExplorerNode | undefined, readonly ExplorerNode[]>();
  const treeNow: TreeNow = {
    childrenOf: (node) => (node ? childrenOf(node, state) : rootNodes(state)),
    lineOf: (node) => JSON.stringify(describeNode(node, state)),
  };
  const drawLine = (node: ExplorerNode): void => {
    lines.set(node, treeNow.lineOf(node));
    drawn.giveLine(node, treeNow.lineOf(node));
  };
  const drawBelow = (node: ExplorerNode | undefined): void => {
    const children = treeNow.childrenOf(node);
    drawn.giveChildren(node, children);
    below.set(node, children);
    for (const child of children) {
      drawLine(child);
      drawBelow(child);
    }
  };
  drawBelow(undefined);
  return {
    /** Draws what is said to be different, and tells the ends of the ids of it. */
    follow: (next: ExplorerState): readonly string[] | "all" => {
      state = next;
      const changes = drawn.changes(treeNow);
      if (changes === "all") {
        below.clear();
        lines.clear();
        drawBelow(undefined);
        return "all";
      }
      for (const node of changes) {
        // An editor knows a line by the object that it was given.
        if (!lines.has(node)) throw new Error(`The editor does not know ${node.id}`);
        drawLine(node);
        drawBelow(node);
      }
      return changes.map(({ id }) => decodeURIComponent(id.slice(id.lastIndexOf("/") + 1)));
    },
    shown: (): string[] => {
      const from = (node: ExplorerNode | undefined): string[] =>
        (below.get(node) ?? []).flatMap((child) => [lines.get(child) ?? "", ...from(child)]);
      return from(undefined);
    },
  };
}
