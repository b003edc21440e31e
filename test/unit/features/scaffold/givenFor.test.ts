import { expect, test } from "vitest";
import type { EntityRef } from "../../../../src/domain/model/entityRef.ts";
import {
  clientName,
  moduleName,
  privilegeName,
  roleName,
  uriPattern,
} from "../../../../src/domain/model/names.ts";
import { childrenOf } from "../../../../src/features/explorer/explorerTree.ts";
import {
  connectionNode,
  entityNode,
  nodeFor,
} from "../../../../src/features/explorer/explorerNodes.ts";
import { givenFor } from "../../../../src/features/scaffold/givenFor.ts";
import type { Answers } from "../../../../src/features/scaffold/question.ts";
import type { ScaffoldId } from "../../../../src/features/scaffold/scaffold.ts";
import { profileId } from "../../../../src/services/profiles/profile.ts";
import { stateWith } from "../explorer/explorerStates.ts";

const profile = profileId("Payroll test");
const role: EntityRef = { kind: "role", name: roleName("R") };
const client: EntityRef = { kind: "client", name: clientName("C") };
const privilege: EntityRef = { kind: "privilege", name: privilegeName("P") };
const mapping: EntityRef = {
  kind: "mapping",
  privilege: privilegeName("P"),
  pattern: uriPattern("/x/*"),
};
const handler: EntityRef = {
  kind: "handler",
  module: moduleName("M"),
  uriTemplate: "t",
  method: "GET",
};

test.each<[ScaffoldId, EntityRef, Answers]>([
  ["grantRole", client, { client: "C" }],
  ["grantRole", role, { roles: ["R"] }],
  ["createPrivilege", role, { roles: ["R"] }],
  ["mapPrivilege", privilege, { privilege: "P" }],
  ["mapPrivilege", mapping, { privilege: "P" }],
  ["deleteMapping", mapping, { privilege: "P", patterns: ["/x/*"] }],
  ["editMapping", mapping, { privilege: "P", pattern: "/x/*" }],
  ["enableObject", { kind: "object", name: "JOBS" }, { object: "JOBS" }],
  ["deletePrivilege", privilege, { privilege: "P" }],
  ["protectModule", handler, { module: "M" }],
  ["deleteRole", client, {}],
  ["createRole", role, {}],
])("%s on %j is given %j", (scaffold, ref, given) => {
  expect(givenFor(scaffold, nodeFor(profile, ref))).toEqual(given);
});

test("a role below a client means: of this client", () => {
  const node = entityNode(nodeFor(profile, client), role);
  expect(givenFor("revokeRole", node)).toEqual({ client: "C", roles: ["R"] });
  expect(givenFor("grantRole", node)).toEqual({ roles: ["R"] });
});

test("a message speaks of what it stands below", () => {
  const node = nodeFor(profile, { kind: "client", name: clientName("forgotten") });
  const [message] = childrenOf(node, stateWith());
  expect(message?.kind).toBe("message");
  expect(givenFor("grantRole", message)).toEqual({ client: "forgotten" });
});

test("a connection or nothing gives nothing", () => {
  expect(givenFor("grantRole", connectionNode(profile))).toEqual({});
  expect(givenFor("grantRole", undefined)).toEqual({});
});
