import { exposuresOf } from "../exposures.ts";
import type { FindingFix } from "../finding.ts";
import { fewInWords } from "../inWords.ts";
import type { Rule } from "../rule.ts";
import { makeFinding } from "../makeFinding.ts";

/** What the schema offers can be read by anybody (the catalogs follow privileges: section E.2; `p_auto_rest_auth`). */
export const catalogsOpen: Rule = {
  id: "catalogsOpen",
  severity: "information",
  title: "Metadata catalogs open",
  why: "The catalogs tell names, paths and columns of all services. The data stays as protected as it is, but nobody has to guess where it is.",
  check: ({ index }) => {
    const { modules, objects, schema } = index.catalog;
    if (modules.length === 0 && objects.length === 0) return [];
    const open = exposuresOf(index).catalogs.map(({ path }) => path);
    const roots = ["/metadata-catalog/", "/open-api-catalog/"].filter((root) =>
      open.includes(root),
    );
    if (roots.length === 0) return [];
    const patterns = roots.map((root) => `${root}*`);
    const protect: FindingFix = {
      label: "Protect the metadata catalog",
      scaffold: "protectCatalogs",
      arguments: { authorization: "protected" },
      complete: false,
    };
    return [
      makeFinding(catalogsOpen, {
        subject: undefined,
        message: `Anybody can read what services the schema has at ${fewInWords(roots)}.`,
        fixes: [
          {
            label: `Create a privilege for ${fewInWords(patterns)}`,
            scaffold: "createPrivilege",
            arguments: { patterns },
            complete: true,
          },
          ...(schema.autoRestAuth ? [] : [protect]),
        ],
        assumptions: ["noPrivilegeMeansPublic", "metadataCatalogPaths"],
      }),
    ];
  },
};
