import { assertNever } from "../../base/assertNever.ts";
import type { EntityRef } from "../../domain/model/entityRef.ts";
import type { ExplorerNode, GroupName } from "../explorer/explorerNode.ts";

/** What is exported: all of a schema, all of one kind, or one thing. */
export type ExportScope =
  | { readonly kind: "schema" }
  | { readonly kind: "group"; readonly group: GroupName }
  | { readonly kind: "entity"; readonly ref: EntityRef };

/** What a line of the sidebar stands for. */
export function scopeOfNode(node: ExplorerNode | undefined): ExportScope | undefined {
  switch (node?.kind) {
    case undefined:
      return undefined;
    case "connection":
      return { kind: "schema" };
    case "group":
      return { kind: "group", group: node.group };
    case "entity":
      return { kind: "entity", ref: node.ref };
    case "message":
      return scopeOfNode(node.parent);
    default:
      return assertNever(node);
  }
}

/** The kinds of things that a script can hold, as the scope asks for them. */
export interface ExportFilter {
  readonly schema: boolean;
  readonly jwtProfile: boolean;
  readonly role: (name: string) => boolean;
  readonly privilege: (name: string) => boolean;
  readonly client: (name: string) => boolean;
  readonly object: (name: string) => boolean;
  /** `withPrivilege`: the privilege of the module is said with the module, since the privilege itself is not exported. */
  readonly module: (name: string) => boolean;
  readonly modulePrivileges: boolean;
}

/** A mapping is exported as its privilege, a template or handler as its module: they have no call of their own. */
export function filterOf(scope: ExportScope): ExportFilter {
  switch (scope.kind) {
    case "schema":
      return {
        ...nothing,
        schema: true,
        jwtProfile: true,
        role: all,
        privilege: all,
        client: all,
        object: all,
        module: all,
      };
    case "group":
      return { ...nothing, ...filterByGroup[scope.group] };
    case "entity":
      return { ...nothing, ...filterOfRef(scope.ref) };
    default:
      return assertNever(scope);
  }
}

const all = (): boolean => true;
const none = (): boolean => false;
const only =
  (wanted: string) =>
  (name: string): boolean =>
    name === wanted;

const nothing: ExportFilter = {
  schema: false,
  jwtProfile: false,
  role: none,
  privilege: none,
  client: none,
  object: none,
  module: none,
  modulePrivileges: false,
};

const filterByGroup: Readonly<Record<GroupName, Partial<ExportFilter>>> = {
  privileges: { privilege: all },
  mappings: { privilege: all },
  roles: { role: all },
  clients: { client: all },
  modules: { module: all, modulePrivileges: true },
  objects: { object: all },
};

function filterOfRef(ref: EntityRef): Partial<ExportFilter> {
  switch (ref.kind) {
    case "role":
      return { role: only(ref.name) };
    case "privilege":
      return { privilege: only(ref.name) };
    case "mapping":
      return { privilege: only(ref.privilege) };
    case "client":
      return { client: only(ref.name) };
    case "object":
      return { object: only(ref.name) };
    case "module":
      return { module: only(ref.name), modulePrivileges: true };
    case "template":
    case "handler":
      return { module: only(ref.module), modulePrivileges: true };
    case "jwtProfile":
      return { jwtProfile: true };
    default:
      return assertNever(ref);
  }
}
