import { findNotCreated } from "../findNotCreated.ts";
import type { ScriptRule } from "../scriptRule.ts";

export const roleNotCreated: ScriptRule = {
  id: "roleNotCreated",
  severity: "error",
  why: "ORDS refuses a privilege or a grant that names a role which does not exist.",
  check: (context) => findNotCreated(context, "role"),
};
