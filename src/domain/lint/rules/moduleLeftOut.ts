import { listInWords, nameInWords } from "../../access/nameInWords.ts";
import { templatePath } from "../../access/endpoints.ts";
import { protectionOfRoute } from "../../access/protection.ts";
import { isBuiltInPrivilege } from "../../model/builtIns.ts";
import type { Finding } from "../finding.ts";
import { completeFix, makeFinding } from "../makeFinding.ts";
import type { Rule } from "../rule.ts";

/** "What happens when I add a new module tomorrow, and I forget to update the privilege?" (thatjeffsmith.com, 2018) */
export const moduleLeftOut: Rule = {
  id: "moduleLeftOut",
  severity: "warning",
  title: "Module left out of a list",
  why: "A privilege that lists modules does not cover those that come later. The other modules of the schema are protected in this way, this one is not at all.",
  check: ({ index: { catalog, protection } }) => {
    if (!protection.readable || !catalog.schema.enabled) return [];
    const listing = catalog.privileges.find(
      ({ name, modules }) => !isBuiltInPrivilege(name) && modules.length > 1,
    );
    if (!listing) return [];
    const out = catalog.modules.filter(({ name, published, basePath, templates }) => {
      if (!published || listing.modules.includes(name)) return false;
      const paths = templates
        .filter(({ handlers }) => handlers.length > 0)
        .map(({ uriTemplate }) => templatePath(basePath, uriTemplate));
      const isPublic = (path: string): boolean =>
        protectionOfRoute(protection, path).kind === "public";
      return paths.length > 0 && paths.every(isPublic);
    });
    const named = listInWords(listing.modules.map(nameInWords), "and");
    return out.map(({ name }): Finding => {
      return makeFinding(moduleLeftOut, {
        subject: { kind: "module", name },
        message: `Privilege ${nameInWords(listing.name)} protects ${named}, but not module ${nameInWords(name)}, which nothing protects.`,
        fixes: [
          completeFix(`Protect it by ${nameInWords(listing.name)}, too`, "protectModule", {
            module: name,
            privilege: listing.name,
          }),
        ],
        assumptions: ["noPrivilegeMeansPublic"],
      });
    });
  },
};
