import { findNotCreated } from "../findNotCreated.ts";
import type { ScriptRule } from "../scriptRule.ts";

export const clientNotRegistered: ScriptRule = {
  id: "clientNotRegistered",
  severity: "error",
  why: "Roles, secrets and lists of privileges belong to a client, so the call fails without it.",
  check: (context) => findNotCreated(context, "client"),
};
