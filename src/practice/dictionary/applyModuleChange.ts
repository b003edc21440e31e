import { assertNever } from "../../base/assertNever.ts";
import type { ModuleChange } from "../../domain/model/changeGroup.ts";
import type {
  DefineHandler,
  DefineModule,
  DefineParameter,
  DefineTemplate,
} from "../../domain/model/change.ts";
import { noDataFound, OracleError } from "../sql/oracleError.ts";
import { deleteNamed, findId, insertRow, requireId, updateRow } from "./dictionary.ts";
import type { Dictionary } from "./dictionary.ts";
import { setModulePrivilege } from "./privilegeLists.ts";

/**
 * Modules with what is in them. To define again is to replace, together with everything below (ORDS
 * Developer's Guide).
 */
export function applyModuleChange(dictionary: Dictionary, change: ModuleChange): void {
  switch (change.kind) {
    case "defineModule":
      defineModule(dictionary, change);
      return;
    case "defineTemplate":
      defineTemplate(dictionary, change);
      return;
    case "defineHandler":
      defineHandler(dictionary, change);
      return;
    case "defineParameter":
      defineParameter(dictionary, change);
      return;
    case "deleteModule":
      deleteNamed(dictionary, "modules", change.name);
      return;
    case "renameModule":
      updateModule(dictionary, change.name, {
        ...(change.newName === undefined ? {} : { name: change.newName }),
        ...(change.newBasePath === undefined ? {} : { uri_prefix: change.newBasePath }),
      });
      return;
    case "publishModule":
      updateModule(dictionary, change.name, { status: statusWord(change.published) });
      return;
    case "setModulePrivilege": {
      const module = requireId(dictionary, "modules", change.module);
      const { privilege } = change;
      setModulePrivilege(
        dictionary,
        module,
        privilege === null ? null : requireId(dictionary, "privileges", privilege),
      );
      return;
    }
    case "setModuleOrigins":
      updateModule(dictionary, change.module, {
        origins_allowed: change.origins.length > 0 ? change.origins.join(",") : null,
      });
      return;
    default:
      assertNever(change);
  }
}

function defineModule(dictionary: Dictionary, change: DefineModule): void {
  const { name, basePath, itemsPerPage, published, comments } = change;
  const cells = {
    uri_prefix: basePath,
    items_per_page: itemsPerPage,
    status: statusWord(published),
    comments,
  };
  const id = findId(dictionary, "modules", name);
  if (id === undefined) {
    insertRow(dictionary, "modules", { name, ...cells });
    return;
  }
  updateRow(dictionary, { table: "modules", id }, cells);
  dictionary.engine.run("delete from ords$templates where module_id = ?", [id]);
}

function defineTemplate(dictionary: Dictionary, change: DefineTemplate): void {
  const module = requireId(dictionary, "modules", change.module);
  dictionary.engine.run("delete from ords$templates where module_id = ? and uri_template = ?", [
    module,
    change.uriTemplate,
  ]);
  insertRow(dictionary, "templates", {
    module_id: module,
    uri_template: change.uriTemplate,
    priority: change.priority,
    etag_type: "HASH",
  });
}

function defineHandler(dictionary: Dictionary, change: DefineHandler): void {
  const template = requireTemplate(dictionary, change);
  dictionary.engine.run("delete from ords$handlers where template_id = ? and method = ?", [
    template,
    change.method,
  ]);
  insertRow(dictionary, "handlers", {
    template_id: template,
    method: change.method,
    source_type: change.sourceType,
    source: change.source,
    items_per_page: change.itemsPerPage,
    comments: change.comments,
  });
}

function defineParameter(dictionary: Dictionary, change: DefineParameter): void {
  const { name, bindVariable, sourceType, paramType, accessMethod } = change.parameter;
  if (!["HEADER", "RESPONSE", "URI"].includes(sourceType))
    throw new OracleError(
      "ORA-02290",
      "check constraint (ORDS_METADATA.REST_PARAMS_SOURCE_TYPE_CK) violated",
    );
  const template = requireTemplate(dictionary, change);
  const handler = dictionary.engine.row(
    "select id from ords$handlers where template_id = ? and method = ?",
    [template, change.method],
  );
  if (!handler) throw noDataFound();
  const id = Number(handler["id"]);
  dictionary.engine.run("delete from ords$parameters where handler_id = ? and name = ?", [
    id,
    name,
  ]);
  insertRow(dictionary, "parameters", {
    handler_id: id,
    name,
    bind_variable_name: bindVariable,
    source_type: sourceType,
    param_type: paramType,
    access_method: accessMethod,
  });
}

function requireTemplate(
  dictionary: Dictionary,
  place: { readonly module: string; readonly uriTemplate: string },
): number {
  const row = dictionary.engine.row(
    "select t.id from ords$templates t join ords$modules m on m.id = t.module_id where m.name = ? and t.uri_template = ?",
    [place.module, place.uriTemplate],
  );
  if (!row) throw noDataFound();
  return Number(row["id"]);
}

function updateModule(
  dictionary: Dictionary,
  name: string,
  cells: Readonly<Record<string, string | null>>,
): void {
  updateRow(dictionary, { table: "modules", id: requireId(dictionary, "modules", name) }, cells);
}

function statusWord(published: boolean): string {
  return published ? "PUBLISHED" : "NOT_PUBLISHED";
}
