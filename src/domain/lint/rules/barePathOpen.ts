import { nameInWords } from "../../access/nameInWords.ts";
import { coverOf } from "../../access/protection.ts";
import type { Finding } from "../finding.ts";
import { completeFix, makeFinding } from "../makeFinding.ts";
import type { Rule } from "../rule.ts";

/** Field problem 7: `/x/*` protects what is below `/x/`, and `/x` itself is forgotten. */
export const barePathOpen: Rule = {
  id: "barePathOpen",
  severity: "warning",
  title: "Path without its slash is open",
  why: "The pattern /x/* covers /x/ and all below it, and as far as is known not /x. Oracle maps both for SODA; so should you where something answers at /x.",
  check: ({ index: { protection, endpoints, catalog } }) => {
    if (!protection.readable || !catalog.schema.enabled) return [];
    const paths = new Set(
      endpoints.endpoints.filter(({ published }) => published).map(({ path }) => path),
    );
    return [...paths]
      .filter((path) => coverOf(protection, path).length === 0)
      .flatMap((path): readonly Finding[] => {
        const [covering] = protection.wildcards.get(`${path}/`) ?? [];
        const pattern = covering?.privilege.patterns.find((one) => one === covering.pattern.text);
        if (!covering || pattern === undefined) return [];
        const { name } = covering.privilege;
        return [
          makeFinding(barePathOpen, {
            subject: { kind: "mapping", privilege: name, pattern },
            message: `Pattern ${nameInWords(pattern)} of privilege ${nameInWords(name)} does not cover ${nameInWords(path)}, where something answers too.`,
            fixes: [
              completeFix(`Map ${nameInWords(path)}, too`, "mapPrivilege", {
                privilege: name,
                patterns: [path],
                modules: [],
              }),
            ],
            assumptions: ["wildcardLeavesBarePath"],
          }),
        ];
      });
  },
};
