import { assertNever } from "../../base/assertNever.ts";
import type { EntityRef } from "../../domain/model/entityRef.ts";
import type { ExplorerNode } from "../explorer/explorerNode.ts";
import type { Answers } from "./question.ts";
import type { ScaffoldId } from "./scaffold.ts";

/**
 * The answers that a person has already given by beginning at a line of the sidebar: "Grant role" on a client is about
 * that client. What has no place in the scaffold is left out.
 */
export function givenFor(scaffold: ScaffoldId, node: ExplorerNode | undefined): Answers {
  // A message such as "Has no role: grant one" speaks of what it stands below.
  const about = node?.kind === "message" ? node.parent : node;
  if (about?.kind !== "entity") return {};
  const given = answersOf(scaffold, about.ref);
  if (scaffold !== "revokeRole" || about.parent.kind !== "entity") return given;
  // Only here does the place say more: this role of that client.
  return { ...answersOf(scaffold, about.parent.ref), ...given };
}

function answersOf(scaffold: ScaffoldId, ref: EntityRef): Answers {
  const make = answersByScaffold[scaffold];
  switch (ref.kind) {
    case "mapping":
      return { ...make.privilege?.(ref.privilege), ...make.pattern?.(ref.pattern) };
    case "role":
    case "privilege":
    case "client":
    case "module":
      return make[ref.kind]?.(ref.name) ?? {};
    case "template":
    case "handler":
      return make.endpoint?.(ref.module) ?? {};
    case "object":
      return make.object?.(ref.name) ?? {};
    case "jwtProfile":
      return {};
    default:
      return assertNever(ref);
  }
}

type Maker = (name: string) => Answers;
/** `endpoint` is given the module of a template or handler. */
type Subject = "role" | "privilege" | "pattern" | "client" | "module" | "endpoint" | "object";
type Makers = Partial<Record<Subject, Maker>>;

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
  protectModule: { module: one("module"), endpoint: one("module") },
  publishModule: { module: one("module"), endpoint: one("module") },
  enableSchema: {},
  revokeRole: { client: one("client"), role: many("roles") },
  deletePrivilege: { privilege: one("privilege") },
  deleteMapping: { privilege: one("privilege"), pattern: many("patterns") },
  deleteClient: { client: one("client") },
  deleteRole: { role: one("role") },
  definePrivilege: { role: many("roles"), module: many("modules") },
  editPrivilege: { privilege: one("privilege") },
  renamePrivilege: { privilege: one("privilege") },
  editMapping: { privilege: one("privilege"), pattern: one("pattern") },
  renameRole: { role: one("role") },
  unprotectModule: { module: one("module"), endpoint: one("module") },
  unpublishModule: { module: one("module"), endpoint: one("module") },
  setModuleOrigins: { module: one("module"), endpoint: one("module") },
  importClient: { role: many("roles") },
  renameClient: { client: one("client") },
  setClientPrivileges: { client: one("client") },
  setTokenDurations: { client: one("client") },
  disableSchema: {},
  setSchemaAlias: {},
  protectCatalogs: {},
  enableObject: { object: one("object") },
  disableObject: { object: one("object") },
  editClient: { client: one("client") },
  renameModule: { module: one("module"), endpoint: one("module") },
  createJwtProfile: {},
  replaceJwtProfile: {},
  deleteJwtProfile: {},
};
