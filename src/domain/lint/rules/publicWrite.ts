import { findPublicHandlers } from "../publicHandlers.ts";
import type { Rule } from "../rule.ts";

/** A handler that changes something and asks nobody (42Crunch; rls_disabled_in_public of Supabase's splinter). */
export const publicWrite: Rule = {
  id: "publicWrite",
  severity: "error",
  title: "Public write",
  why: "POST, PUT, DELETE and PATCH mostly change something. Without a privilege everybody who can reach ORDS may do it, without a name.",
  check: ({ index }) => findPublicHandlers(publicWrite, index, (method) => method !== "GET"),
};
