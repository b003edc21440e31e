import { findNotCreated } from "../findNotCreated.ts";
import type { ScriptRule } from "../scriptRule.ts";

export const privilegeNotCreated: ScriptRule = {
  id: "privilegeNotCreated",
  severity: "error",
  why: "A mapping or a module needs the privilege first, so the call fails and nothing is protected.",
  check: (context) => findNotCreated(context, "privilege"),
};
