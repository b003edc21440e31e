import { findNotCreated } from "../findNotCreated.ts";
import type { ScriptRule } from "../scriptRule.ts";

export const moduleNotCreated: ScriptRule = {
  id: "moduleNotCreated",
  severity: "error",
  why: "The call ends in ORA-01403: what belongs to a module needs it first.",
  check: (context) => findNotCreated(context, "module"),
};
