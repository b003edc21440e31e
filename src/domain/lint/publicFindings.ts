import type { AccessIndex } from "../access/accessIndex.ts";
import type { Endpoint } from "../access/endpoints.ts";
import { isWrite } from "../access/isWrite.ts";
import { nameInWords } from "../access/nameInWords.ts";
import { firstVariable } from "../access/routePattern.ts";
import { isBuiltInPrivilege } from "../model/builtIns.ts";
import type { Module } from "../model/catalog.ts";
import { exposuresOf } from "./exposures.ts";
import type { Finding, FindingFix } from "./finding.ts";
import { groupInto } from "./groupInto.ts";
import { callsInWords } from "./inWords.ts";
import { listOfModules } from "./moduleLists.ts";
import { isGoodPattern } from "./patternMistakes.ts";
import type { Rule } from "./rule.ts";
import { makeFinding } from "./makeFinding.ts";

/**
 * One finding for a module of which nothing is protected, else one for each template that is open. A template whose
 * writing and reading handlers are open has one finding, of the rule about writing.
 */
export function publicFindings(
  rule: Rule,
  index: AccessIndex,
  kind: "reads" | "writes",
): readonly Finding[] {
  const findings: Finding[] = [];
  for (const { module, endpoints, whole } of exposuresOf(index).modules.values()) {
    if (whole && listOfModules(index, module.name)) continue;
    if (whole) {
      if (endpoints.some(isWrite) !== (kind === "writes")) continue;
      findings.push(ofModule(rule, index, { module, endpoints }));
      continue;
    }
    const templates = groupInto(endpoints, (one) => {
      return one.ref?.kind === "handler" ? [one.ref.uriTemplate, one] : undefined;
    });
    for (const [uriTemplate, own] of templates) {
      if (own.some(isWrite) !== (kind === "writes")) continue;
      findings.push(ofTemplate(rule, index, { module, uriTemplate, endpoints: own }));
    }
  }
  return findings;
}

interface OpenModule {
  readonly module: Module;
  readonly endpoints: readonly Endpoint[];
}

function ofModule(rule: Rule, index: AccessIndex, { module, endpoints }: OpenModule): Finding {
  return makeFinding(rule, {
    subject: { kind: "module", name: module.name },
    message: messageOf(module, endpoints),
    fixes: moduleFixes(index, module),
    assumptions: ["noPrivilegeMeansPublic"],
  });
}

function ofTemplate(
  rule: Rule,
  index: AccessIndex,
  { module, uriTemplate, endpoints }: OpenModule & { readonly uriTemplate: string },
): Finding {
  const path = endpoints[0]?.path ?? "";
  const partly = endpoints.some((one) => exposuresOf(index).partly.has(one.path));
  return makeFinding(rule, {
    subject: { kind: "template", module: module.name, uriTemplate },
    message: messageOf(module, endpoints, partly),
    fixes: coverFixes(index, path),
    assumptions: ["noPrivilegeMeansPublic"],
  });
}

/** Names the calls; `partly` where a privilege covers some values of their variables. */
export function messageOf(
  { name }: Module,
  endpoints: readonly Endpoint[],
  partly = false,
): string {
  const isOne = endpoints.length === 1;
  const why = partly
    ? "only some values of the variables are protected"
    : `no privilege covers ${isOne ? "it" : "them"}`;
  return `${callsInWords(endpoints)} of module ${nameInWords(name)} ${isOne ? "is" : "are"} public: ${why}.`;
}

/** Puts a whole module behind a privilege that is there, or a new one. */
export function moduleFixes(index: AccessIndex, { name }: Module): readonly FindingFix[] {
  const create: FindingFix = {
    label: `Create a privilege for module ${nameInWords(name)}`,
    scaffold: "createPrivilege",
    arguments: { modules: [name] },
    complete: true,
  };
  const map: FindingFix = {
    label: `Protect module ${nameInWords(name)} by a privilege`,
    scaffold: "mapPrivilege",
    arguments: { how: "modules", modules: [name] },
    complete: true,
  };
  return hasPrivilege(index) ? [map, create] : [create];
}

/** Maps what covers a template to a privilege that is there, or a new one. */
function coverFixes(index: AccessIndex, path: string): readonly FindingFix[] {
  const variable = firstVariable(path);
  const pattern = variable === undefined ? path : `${path.slice(0, variable)}*`;
  // The scaffold would refuse what it takes for a mistake.
  if (!isGoodPattern(index.catalog, pattern) || pattern === "/") return [];
  const create: FindingFix = {
    label: `Create a privilege for ${nameInWords(pattern)}`,
    scaffold: "createPrivilege",
    arguments: { patterns: [pattern] },
    complete: true,
  };
  const map: FindingFix = {
    label: `Map a privilege to ${nameInWords(pattern)}`,
    scaffold: "mapPrivilege",
    arguments: { how: "patterns", patterns: [pattern] },
    complete: true,
  };
  return hasPrivilege(index) ? [map, create] : [create];
}

function hasPrivilege({ catalog }: AccessIndex): boolean {
  return catalog.privileges.some(({ name }) => !isBuiltInPrivilege(name));
}
