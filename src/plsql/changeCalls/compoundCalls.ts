import type { Change } from "../../domain/model/change.ts";
import { clientName, moduleName } from "../../domain/model/names.ts";
import type { ProcedureName } from "./codec.ts";
import { readMethod, readStatus } from "./moduleCalls.ts";
import type { Arguments } from "./readArguments.ts";
import { readUpdate } from "./updateClientCall.ts";

/**
 * Procedures of which one call is several changes, in the order in which they act. They are only
 * read: a script is written with the procedures that make one change.
 */
export const compoundCalls: ReadonlyMap<ProcedureName, (args: Arguments) => readonly Change[]> =
  new Map([
    ["ORDS.DEFINE_SERVICE", readService],
    ["ORDS.CREATE_SERVICE", readService],
    ["ORDS_SECURITY.UPDATE_CLIENT", readUpdateAndRename],
  ]);

/** A module with one template and one handler (assumption `defineServiceIsThreeCalls`). */
function readService(args: Arguments): readonly Change[] {
  const module = moduleName(args.text("p_module_name"));
  const uriTemplate = args.text("p_pattern");
  return [
    {
      kind: "defineModule",
      name: module,
      basePath: args.text("p_base_path"),
      itemsPerPage: args.optionalNumber("p_items_per_page") ?? 25,
      published: readStatus(args),
      comments: args.remark("p_module_comments"),
    },
    { kind: "defineTemplate", module, uriTemplate, priority: 0 },
    {
      kind: "defineHandler",
      module,
      uriTemplate,
      method: readMethod(args, "GET"),
      sourceType: args.optionalText("p_source_type") ?? "json/collection",
      source: args.text("p_source"),
      // The number of rows is the module's.
      itemsPerPage: undefined,
      comments: args.remark("p_handler_comments"),
    },
  ];
}

function readUpdateAndRename(args: Arguments): readonly Change[] {
  const update = readUpdate(args);
  const newName = args.optionalText("p_new_name");
  return newName === undefined
    ? [update]
    : [update, { kind: "renameClient", name: update.name, newName: clientName(newName) }];
}
