import { isWrite } from "../../access/isWrite.ts";
import { nameInWords } from "../../access/nameInWords.ts";
import { exposuresOf } from "../exposures.ts";
import type { Finding } from "../finding.ts";
import { countInWords } from "../inWords.ts";
import { listOfModules } from "../moduleLists.ts";
import { messageOf, moduleFixes } from "../publicFindings.ts";
import type { Rule } from "../rule.ts";
import { makeFinding } from "../makeFinding.ts";

/**
 * A module that is missing in a list ("What happens when I add a new module tomorrow, and I forget to update the priv?",
 * thatjeffsmith.com, October 2018).
 */
export const moduleLeftOut: Rule = {
  id: "moduleLeftOut",
  severity: "warning",
  title: "Module left out of a list",
  why: "A privilege that lists modules does not cover those that are added later: they are public until somebody adds them to the list.",
  check: ({ index }) =>
    [...exposuresOf(index).modules.values()].flatMap(
      ({ module, endpoints, whole }): readonly Finding[] => {
        const list = whole ? listOfModules(index, module.name) : undefined;
        if (!list) return [];
        const privilege = list.privilege.name;
        const name = nameInWords(module.name);
        return [
          makeFinding(moduleLeftOut, {
            subject: { kind: "module", name: module.name },
            severity: endpoints.some(isWrite) ? "error" : "warning",
            message: `${messageOf(module, endpoints)} Privilege ${nameInWords(privilege)} protects ${countInWords(list.modules.length, "other module")} by list.`,
            fixes: [
              {
                label: `Let ${nameInWords(privilege)} protect module ${name}`,
                scaffold: "mapPrivilege",
                arguments: { privilege, how: "modules", modules: [module.name] },
                complete: true,
              },
              ...moduleFixes(index, module),
            ],
            assumptions: ["noPrivilegeMeansPublic"],
          }),
        ];
      },
    ),
};
