import type { AccessIndex } from "../../access/accessIndex.ts";
import { nameInWords } from "../../access/nameInWords.ts";
import type { Protector } from "../../access/protection.ts";
import { normalBasePath } from "../../access/schemaPath.ts";
import { isBuiltInPrivilege } from "../../model/builtIns.ts";
import { uriPattern } from "../../model/names.ts";
import { exposuresOf } from "../exposures.ts";
import type { Finding, FindingFix } from "../finding.ts";
import { lacks, serviceViews } from "../lacks.ts";
import { isGoodPattern } from "../patternMistakes.ts";
import { patternUseOf, type PatternUse } from "../patternUse.ts";
import type { Rule } from "../rule.ts";
import { makeFinding } from "../makeFinding.ts";

/** Declared, but nothing is there to protect (field problem 5; `policy_exists_rls_disabled` of Supabase's splinter). */
export const patternMeetsNothing: Rule = {
  id: "patternMeetsNothing",
  severity: "warning",
  title: "Pattern that matches nothing",
  why: "No module, object or catalog of the schema answers where the pattern stands. What was to be protected may be elsewhere, and open.",
  check: ({ index }) => {
    if (lacks(index.catalog, ...serviceViews)) return [];
    const { below, bare } = exposuresOf(index);
    const uses = patternUseOf(index);
    const bases = index.catalog.modules.map(({ basePath }) => normalBasePath(basePath));
    const idle = [...uses.values()].filter(
      ({ protector, meets }) =>
        meets === 0 &&
        protector.via === "pattern" &&
        !isBuiltInPrivilege(protector.privilege.name) &&
        !below.has(protector) &&
        !bare.has(protector) &&
        !isTwin(protector, uses) &&
        !isElsewhere(protector) &&
        isGoodPattern(index.catalog, protector.pattern.text),
    );
    if (idle.length === 0) return [];
    const isEmptyModule = coversBase(bases);
    const spelled = spellingsOf(index);
    return idle.flatMap(({ protector }): readonly Finding[] => {
      if (isEmptyModule(protector)) return [];
      return [toIdle(protector, spelled(protector.pattern.prefix))];
    });
  },
};

function toIdle({ privilege, pattern }: Protector, meant: string | undefined): Finding {
  const remove: FindingFix = {
    label: "Delete mapping",
    scaffold: "deleteMapping",
    arguments: { privilege: privilege.name, patterns: [pattern.text] },
    complete: true,
  };
  const star = pattern.wildcard ? "*" : "";
  const instead = meant === undefined ? undefined : uriPattern(`${meant}${star}`);
  const edit: FindingFix | undefined =
    instead === undefined || privilege.patterns.includes(instead)
      ? undefined
      : {
          label: `Map ${nameInWords(instead)} instead`,
          scaffold: "editMapping",
          arguments: { privilege: privilege.name, pattern: pattern.text, newPattern: instead },
          complete: true,
        };
  const spelling =
    instead === undefined
      ? ""
      : ` The services are at ${nameInWords(instead)}: upper and lower case count.`;
  return makeFinding(patternMeetsNothing, {
    subject: { kind: "mapping", privilege: privilege.name, pattern: uriPattern(pattern.text) },
    message: `Nothing in the schema answers where pattern ${nameInWords(pattern.text)} of privilege ${nameInWords(privilege.name)} stands.${spelling}`,
    fixes: edit ? [edit, remove] : [remove],
    assumptions: instead === undefined ? [] : ["patternsAreCaseSensitive"],
  });
}

/** People map `/x` and `/x/*` together, to be safe. Where neither meets anything, the second is told of. */
function isTwin(
  { privilege, pattern }: Protector,
  uses: ReadonlyMap<Protector, PatternUse>,
): boolean {
  const bare = pattern.text.replace(/\/\*?$/, "");
  if (!pattern.wildcard) return privilege.patterns.some((one) => one === `${bare}/*`);
  if (!pattern.text.endsWith("/*")) return false;
  return [...uses.values()].some(({ protector: other, meets }) => {
    return meets > 0 && other.privilege === privilege && other.pattern.text === bare;
  });
}

/** Services of the product, of which the catalog does not tell. */
function isElsewhere({ pattern }: Protector): boolean {
  return /^\/(?:_|oauth|soda|sign-in|sign-out)\//.test(`${pattern.prefix}/`);
}

/** A module without handlers yet. */
function coversBase(bases: readonly string[]): (protector: Protector) => boolean {
  const sorted = bases.toSorted();
  const exact = new Set(bases);
  return ({ pattern: { prefix, wildcard } }) => {
    if (!wildcard) return exact.has(prefix) || exact.has(`${prefix}/`);
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sorted[middle] ?? "") < prefix) low = middle + 1;
      else high = middle;
    }
    return sorted[low]?.startsWith(prefix) === true;
  };
}

/** How the schema's services spell a path that differs only by case. */
function spellingsOf({ endpoints }: AccessIndex): (prefix: string) => string | undefined {
  const spellings = new Map<string, string>();
  for (const { path } of endpoints.endpoints) {
    for (let end = path.indexOf("/", 1); ; end = path.indexOf("/", end + 1)) {
      const text = end < 0 ? path : path.slice(0, end);
      if (!spellings.has(text.toLowerCase())) spellings.set(text.toLowerCase(), text);
      if (end < 0) break;
    }
  }
  return (prefix) => {
    const bare = prefix.replace(/\/$/, "");
    const found = spellings.get(bare.toLowerCase());
    return found === undefined || found === bare ? undefined : found + prefix.slice(bare.length);
  };
}
