import { nameInWords } from "../../access/nameInWords.ts";
import { protectionOfRoute } from "../../access/protection.ts";
import { completeFix, makeFinding } from "../makeFinding.ts";
import type { Finding } from "../finding.ts";
import type { Rule } from "../rule.ts";

/** Field problem 36: p_auto_rest_auth was left FALSE (APEX documentation on AutoREST). */
export const publicObject: Rule = {
  id: "publicObject",
  severity: "error",
  title: "Public AutoREST object",
  why: "An AutoREST object offers reading and writing at once. Without authorization everybody who can reach ORDS may do both.",
  check: ({ index: { catalog, protection } }) => {
    if (!protection.readable || !catalog.schema.enabled) return [];
    return catalog.objects
      .filter(({ enabled, requiresAuthorization }) => enabled && !requiresAuthorization)
      .filter(({ alias }) => protectionOfRoute(protection, `/${alias}/`).kind === "public")
      .map(({ name, alias, type }): Finding => {
        return makeFinding(publicObject, {
          subject: { kind: "object", name },
          message: `${nameInWords(type.toLowerCase())} ${nameInWords(name)} is published at /${nameInWords(alias)}/ without authorization: everybody may read and change it.`,
          fixes: [
            completeFix("Ask for authorization", "enableObject", {
              object: name,
              alias,
              authorization: "protected",
            }),
          ],
          assumptions: ["autoRestPaths", "noPrivilegeMeansPublic"],
        });
      });
  },
};
