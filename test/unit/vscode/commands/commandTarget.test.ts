import { expect, test } from "vitest";
import { clientName } from "../../../../src/domain/model/names.ts";
import { connectionNode, nodeFor } from "../../../../src/features/explorer/explorerNodes.ts";
import { profileId } from "../../../../src/services/profiles/profile.ts";
import { parseCommandTarget } from "../../../../src/vscode/commands/commandTarget.ts";

const profile = profileId("p1");
const nothing = { profile: undefined, node: undefined, ref: undefined, clientName: undefined };

test.each([
  ["nothing, from the palette", undefined],
  ["null", null],
  ["a number", 4],
  ["an address, from a lens", { scheme: "untitled", path: "Untitled-1" }],
  ["something like a node without an id", { kind: "entity", profile: "p1" }],
  ["something of another kind", { kind: "other", id: "x", profile: "p1" }],
])("%s is about nothing", (_, argument) => {
  expect(parseCommandTarget(argument)).toEqual(nothing);
});

test("a remedy names a connection", () => {
  expect(parseCommandTarget("p1")).toEqual({ ...nothing, profile });
});

test("a remedy names a connection and a client, whose name may have slashes", () => {
  expect(parseCommandTarget("p1/pay/roll")).toEqual({
    ...nothing,
    profile,
    clientName: "pay/roll",
  });
});

test("a line of the sidebar brings its connection and what it stands for", () => {
  const node = nodeFor(profile, { kind: "client", name: clientName("payroll") });
  expect(parseCommandTarget(node)).toEqual({ ...nothing, profile, node, ref: node.ref });
});

test("a connection's own line has no ref", () => {
  const node = connectionNode(profile);
  expect(parseCommandTarget(node)).toEqual({ ...nothing, profile, node });
});
