import { assertNever } from "../../base/assertNever.ts";
import type { PrivilegeChange } from "../../domain/model/changeGroup.ts";
import { schemaPrivilegeName } from "../../domain/model/objectPrivilege.ts";
import { insufficientPrivileges } from "../sql/oracleError.ts";
import { deleteNamed, findId, insertRow, renameNamed, requireId, updateRow } from "./dictionary.ts";
import type { Dictionary } from "./dictionary.ts";
import { addPatterns, setPrivilegeLists } from "./privilegeLists.ts";

/**
 * Roles, privileges and mappings. A role or privilege that exists is not created again: the unique index
 * refuses it.
 */
export function applyPrivilegeChange(dictionary: Dictionary, change: PrivilegeChange): void {
  switch (change.kind) {
    case "createRole":
      insertRow(dictionary, "roles", { name: change.name, schema_id: 1 });
      return;
    case "renameRole":
      refuseBuiltIn(dictionary, change.name);
      renameNamed(dictionary, "roles", change);
      return;
    case "deleteRole":
      refuseBuiltIn(dictionary, change.name);
      deleteNamed(dictionary, "roles", change.name);
      return;
    case "createPrivilege": {
      const { name, label, description, roles } = change;
      const id = insertRow(dictionary, "privileges", { name, label, description });
      setPrivilegeLists(dictionary, id, { roles, patterns: undefined, modules: undefined });
      return;
    }
    case "definePrivilege": {
      const { name, label, description, comments } = change;
      const stored = findId(dictionary, "privileges", name);
      const id = stored ?? insertRow(dictionary, "privileges", { name });
      updateRow(dictionary, { table: "privileges", id }, { label, description, comments });
      setPrivilegeLists(dictionary, id, change);
      return;
    }
    case "renamePrivilege":
      renameNamed(dictionary, "privileges", change);
      return;
    case "deletePrivilege":
      deleteNamed(dictionary, "privileges", change.name);
      letAnybodyCall(dictionary, change.name);
      return;
    case "createPrivilegeMapping":
      addPatterns(
        dictionary,
        requireId(dictionary, "privileges", change.privilege),
        change.patterns,
      );
      return;
    case "deletePrivilegeMapping":
      dictionary.engine.run(
        `delete from ords$privilege_mappings
         where pattern = ? and privilege_id = (select id from ords$privileges where name = ?)`,
        [change.pattern, change.privilege],
      );
      return;
    default:
      assertNever(change);
  }
}

/** Roles of the product belong to no schema, and a schema cannot change them. */
function refuseBuiltIn({ engine }: Dictionary, role: string): void {
  const row = engine.row("select schema_id from ords$roles where name = ?", [role]);
  if (row?.["schema_id"] === null) throw insufficientPrivileges();
}

/** What asked for authorization by a privilege that the product had made asks for none without it. */
function letAnybodyCall({ engine, schema }: Dictionary, privilege: string): void {
  const own = schemaPrivilegeName(schema);
  if (privilege === own) engine.run("update ords$schemas set auto_rest_auth = 'DISABLED'");
  if (privilege.startsWith(`${own}.`)) {
    engine.run("update ords$objects set auto_rest_auth = 'DISABLED' where parsing_object = ?", [
      privilege.slice(own.length + 1),
    ]);
  }
}
