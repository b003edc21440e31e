import type { Change } from "../../domain/model/change.ts";
import type { CallSite } from "../../plsql/procedureCall.ts";

export type NamedKind = "role" | "privilege" | "module" | "client";

/** A name that a change relies on. */
export interface NameUse {
  readonly kind: NamedKind;
  readonly name: string;
  readonly parameter: string;
}

/** What has to be there for a change. Deletions are silent about what is not there. */
export function namesInChange(change: Change, site: CallSite): readonly NameUse[] {
  const use = (kind: NamedKind, parameter: string, names: readonly string[]): NameUse[] =>
    names.map((name) => ({ kind, name, parameter }));
  const client = site.call.args["p_client_name"] === undefined ? "p_name" : "p_client_name";
  switch (change.kind) {
    case "createPrivilege": {
      const parameter = site.call.args["p_roles"] === undefined ? "p_role_name" : "p_roles";
      return use("role", parameter, change.roles);
    }
    case "definePrivilege":
      return [
        ...use("role", "p_roles", change.roles),
        ...use("module", "p_modules", change.modules ?? []),
      ];
    case "createPrivilegeMapping":
      return use("privilege", "p_privilege_name", [change.privilege]);
    case "renamePrivilege":
      return use("privilege", "p_name", [change.name]);
    case "renameRole":
      return use("role", "p_role_name", [change.name]);
    case "setModulePrivilege":
      return [
        ...use("module", "p_module_name", [change.module]),
        ...use(
          "privilege",
          "p_privilege_name",
          change.privilege === null ? [] : [change.privilege],
        ),
      ];
    case "defineTemplate":
    case "defineHandler":
    case "defineParameter":
    case "setModuleOrigins":
      return use("module", "p_module_name", [change.module]);
    case "publishModule":
    case "renameModule":
      return use("module", "p_module_name", [change.name]);
    case "registerClient":
      return use("privilege", "p_privilege_names", change.privileges);
    case "updateClientPrivileges":
      return [
        ...use("client", client, [change.name]),
        ...use("privilege", "p_privilege_names", change.privileges),
      ];
    case "updateClient":
      return [
        ...use("client", client, [change.name]),
        ...use("privilege", "p_privilege_names", change.privilegesAndDurations?.privileges ?? []),
      ];
    case "updateClientTokenDuration":
    case "renameClient":
    case "rotateClientSecret":
    case "registerClientSecret":
    case "revokeClientSecret":
      return use("client", client, [change.name]);
    case "grantClientRole":
      return [
        ...use("client", client, [change.client]),
        ...use("role", "p_role_name", [change.role]),
      ];
    default:
      return [];
  }
}

/** What a change makes, as its kind and its name. */
export function createdBy(change: Change): string | undefined {
  switch (change.kind) {
    case "createRole":
      return `role ${change.name}`;
    case "renameRole":
      return `role ${change.newName}`;
    case "createPrivilege":
    case "definePrivilege":
      return `privilege ${change.name}`;
    case "renamePrivilege":
      return `privilege ${change.newName}`;
    case "defineModule":
      return `module ${change.name}`;
    case "registerClient":
      return `client ${change.name}`;
    case "renameClient":
      return `client ${change.newName}`;
    default:
      return undefined;
  }
}

/** What a change takes away, as its kind and its name. */
export function deletedBy(change: Change): string | undefined {
  switch (change.kind) {
    case "deleteRole":
      return `role ${change.name}`;
    case "deletePrivilege":
      return `privilege ${change.name}`;
    case "deleteModule":
      return `module ${change.name}`;
    case "deleteClient":
      return `client ${change.name}`;
    default:
      return undefined;
  }
}

/** The client whose list or roles a change is about. */
export function clientIn(change: Change): string | undefined {
  switch (change.kind) {
    case "registerClient":
    case "updateClient":
    case "updateClientPrivileges":
      return change.name;
    case "renameClient":
      return change.newName;
    case "revokeClientRole":
      return change.client;
    default:
      return undefined;
  }
}
