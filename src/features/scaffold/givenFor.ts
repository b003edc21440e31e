import type { EntityRef } from "../../domain/model/entityRef.ts";
import type { ExplorerNode } from "../explorer/explorerNode.ts";
import type { Answers } from "./question.ts";
import type { ScaffoldId } from "./scaffold.ts";

/**
 * The answers that a person has already given by beginning at a line of the sidebar: "Grant role" on a client is about
 * that client. What has no place in the scaffold is left out.
 */
export function givenFor(scaffold: ScaffoldId, node: ExplorerNode | undefined): Answers {
  const given: Record<string, string | readonly string[]> = {};
  for (let at = node; at; at = at.parent) {
    if (at.kind === "entity") Object.assign(given, { ...answersOf(scaffold, at.ref), ...given });
  }
  return given;
}

function answersOf(scaffold: ScaffoldId, ref: EntityRef): Answers {
  const of = answersByScaffold[scaffold];
  switch (ref.kind) {
    case "role":
      return of.role?.(ref.name) ?? {};
    case "privilege":
      return of.privilege?.(ref.name) ?? {};
    case "mapping":
      return { ...of.privilege?.(ref.privilege), ...of.pattern?.(ref.pattern) };
    case "client":
      return of.client?.(ref.name) ?? {};
    case "module":
      return of.module?.(ref.name) ?? {};
    case "template":
    case "handler":
      return of.module?.(ref.module) ?? {};
    case "object":
      return {};
  }
}

type Maker = (name: string) => Answers;
type Makers = Partial<Record<"role" | "privilege" | "pattern" | "client" | "module", Maker>>;

const one =
  (id: string): Maker =>
  (name) => ({ [id]: name });
const many =
  (id: string): Maker =>
  (name) => ({ [id]: [name] });

const answersByScaffold: Readonly<Record<ScaffoldId, Makers>> = {
  createRole: {},
  createPrivilege: { role: many("roles"), module: many("modules") },
  mapPrivilege: { privilege: one("privilege"), module: many("modules") },
  registerClient: { role: many("roles") },
  grantRole: { client: one("client"), role: many("roles") },
  protectModule: { module: one("module") },
  publishModule: { module: one("module") },
  enableSchema: {},
  revokeRole: { client: one("client"), role: many("roles") },
  deletePrivilege: { privilege: one("privilege") },
  deleteMapping: { privilege: one("privilege"), pattern: many("patterns") },
  deleteClient: { client: one("client") },
  deleteRole: { role: one("role") },
};
