import { templatePath } from "../access/endpoints.ts";
import { listInWords, nameInWords } from "../access/nameInWords.ts";
import { protectionOfRoute } from "../access/protection.ts";
import type { AccessIndex } from "../access/accessIndex.ts";
import { isBuiltInPrivilege } from "../model/builtIns.ts";
import type { Method, Module } from "../model/catalog.ts";
import type { Finding, FindingFix } from "./finding.ts";
import { completeFix, makeFinding, partialFix } from "./makeFinding.ts";
import type { Rule } from "./rule.ts";

/**
 * The handlers of each module that no privilege protects, one finding for a module. Nothing is said where the
 * privileges could not be read, or where the schema answers nothing.
 */
export function findPublicHandlers(
  rule: Pick<Rule, "id" | "severity">,
  index: AccessIndex,
  isMeant: (method: Method) => boolean,
): readonly Finding[] {
  const { catalog, protection } = index;
  if (!protection.readable || !catalog.schema.enabled) return [];
  return catalog.modules.flatMap((module): readonly Finding[] => {
    if (!module.published) return [];
    const calls = module.templates.flatMap((template) => {
      const path = templatePath(module.basePath, template.uriTemplate);
      const methods = template.handlers.map(({ method }) => method).filter(isMeant);
      if (methods.length === 0 || protectionOfRoute(protection, path).kind !== "public") return [];
      return methods.map((method) => `${method} ${path}`);
    });
    if (calls.length === 0) return [];
    const verb = calls.length === 1 ? "is" : "are";
    return [
      makeFinding(rule, {
        subject: { kind: "module", name: module.name },
        message: `${listInWords(calls.map(nameInWords), "and")} of module ${nameInWords(module.name)} ${verb} public: no privilege covers ${calls.length === 1 ? "it" : "them"}.`,
        fixes: fixesFor(index, module),
        assumptions: ["noPrivilegeMeansPublic"],
      }),
    ];
  });
}

function fixesFor({ catalog }: AccessIndex, module: Module): readonly FindingFix[] {
  const own = catalog.privileges.filter(({ name }) => !isBuiltInPrivilege(name));
  const label = `Protect module ${nameInWords(module.name)}`;
  if (own.length > 0) return [partialFix(label, "protectModule", { module: module.name })];
  return [completeFix(label, "definePrivilege", { modules: [module.name] })];
}
