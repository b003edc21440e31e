import { protectionOfRoute } from "../../access/protection.ts";
import { completeFix, makeFinding } from "../makeFinding.ts";
import type { Rule } from "../rule.ts";

/** The catalogs tell every name of the schema's services (lint list of the peers: schema metadata catalog open). */
export const catalogsOpen: Rule = {
  id: "catalogsOpen",
  severity: "information",
  title: "Metadata catalogs open",
  why: "The metadata catalogs list the services of the schema, their parameters and columns. Without a privilege everybody may read them; the data stays as protected as it is.",
  check: ({ index: { catalog, protection } }) => {
    const { schema, modules, objects } = catalog;
    if (!protection.readable || !schema.enabled) return [];
    if (modules.length === 0 && objects.length === 0) return [];
    const open = ["/metadata-catalog/", "/open-api-catalog/"].filter(
      (path) => protectionOfRoute(protection, path).kind === "public",
    );
    if (open.length === 0) return [];
    return [
      makeFinding(catalogsOpen, {
        subject: undefined,
        message: `${open.join(" and ")} ${open.length === 1 ? "is" : "are"} public: the names of all services can be read without a token.`,
        fixes: open.includes("/metadata-catalog/")
          ? [
              completeFix("Protect metadata catalogs", "protectCatalogs", {
                authorization: "protected",
              }),
            ].map((fix) => ({ ...fix, complete: open.length === 1 }))
          : [],
        assumptions: ["metadataCatalogPaths", "noPrivilegeMeansPublic"],
      }),
    ];
  },
};
