import { groupBy } from "../../base/groupBy.ts";
import {
  becomesPublic,
  type CallerDifference,
  type EndpointDifference,
  isRefused,
} from "./accessDifferences.ts";
import type { Caller } from "./caller.ts";
import { callersInWords, haveOnlyRolesOfAutoRest, type Length } from "./callersInWords.ts";
import { differingEndpoints } from "./differingEndpoints.ts";

/** "GET /hr/salaries: anonymous loses it, client payroll gains it" */
export function differenceInWords(difference: EndpointDifference, length: Length = "full"): string {
  return alikeInWords([difference], length);
}

/** The same for several endpoints whose callers fare alike: "GET and POST /pay/runs/ become public". */
export function alikeInWords(
  differences: readonly EndpointDifference[],
  length: Length = "full",
): string {
  const endpoints = differingEndpoints(differences);
  const isPublic = differences[0] !== undefined && becomesPublic(differences[0]) === "yes";
  return `${endpoints}${isPublic ? "" : ":"} ${whatHappens(differences, length)}`;
}

/** What becomes of them, without their names: "anonymous loses it, client payroll gains it", "become public". */
export function whatHappens(
  differences: readonly EndpointDifference[],
  length: Length = "full",
): string {
  const [first] = differences;
  if (!first) return "";
  const many = differences.length > 1;
  if (becomesPublic(first) !== "yes") {
    return phrasesOf(first, many ? several : single, length).join(", ");
  }
  const verb = first.is === "new" ? ["is", "are"] : ["becomes", "become"];
  const some = first.callers.some(({ caller, dependsOnValue }) => {
    return caller.kind === "anonymous" && dependsOnValue;
  });
  return `${many ? verb[1] : verb[0]} public${some ? " as a whole" : ""}`;
}

interface Pronouns {
  readonly it: "it" | "them";
  readonly its: "its" | "their";
}

const single: Pronouns = { it: "it", its: "its" };
const several: Pronouns = { it: "them", its: "their" };

/** What is lost before what is gained, and then what is not known. */
function phrasesOf(
  difference: EndpointDifference,
  pronouns: Pronouns,
  length: Length,
): readonly string[] {
  const { callers, keepers, partly } = difference;
  const groups = groupBy(callers, verbFor);
  const all = [...callers.map(({ caller }) => caller), ...difference.unchanged, ...keepers];
  let hasAutoRest = false;
  const phrases = verbs.flatMap((verb): readonly string[] => {
    const group = groups.get(verb)?.map(({ caller }) => caller);
    if (!group) return [];
    if (haveOnlyRolesOfAutoRest(group)) {
      // They are not told apart, so they are told of once.
      if (hasAutoRest) return [];
      hasAutoRest = true;
    }
    const meant = isLoss(verb) && keepers.length > 0 ? losersOf(group, keepers) : group;
    const others = all.filter((one) => !group.includes(one));
    const subject =
      others.length === 0 && group.length > 1 && hasAnonymous(group)
        ? { words: "every caller", many: false }
        : callersInWords(meant, meant === group ? others : [], length);
    return [sentences[verb]({ ...subject, ...pronouns })];
  });
  const kept = keepers.length > 0 ? callersInWords(keepers, [], length) : undefined;
  return [
    ...phrases,
    ...(kept ? [`${kept.words} ${kept.many ? "keep" : "keeps"} ${pronouns.it}`] : []),
    ...(partly ? [`some of ${pronouns.its} paths are protected otherwise than before`] : []),
    ...(callers.length === 0 && !partly ? ["for the same callers as before"] : []),
  ];
}

/**
 * Where anybody could call and only some keep it, it is said who they are. Of all others, those are named that are
 * programs of their own.
 */
function losersOf(losers: readonly Caller[], keepers: readonly Caller[]): readonly Caller[] {
  const keeping = new Set(keepers.map((one) => (one.kind === "endUser" ? one.client : undefined)));
  return losers.filter(
    (one) =>
      one.kind === "anonymous" ||
      one.kind === "client" ||
      (one.kind === "endUser" && one.roles.length === 0 && !keeping.has(one.client)),
  );
}

function hasAnonymous(callers: readonly Caller[]): boolean {
  return callers.some(({ kind }) => kind === "anonymous");
}

/** In the order in which they are told. */
const verbs = [
  "lose",
  "loseSome",
  "refused",
  "gain",
  "gainSome",
  "letIn",
  "noLongerKnown",
  "notKnown",
] as const;
type Verb = (typeof verbs)[number];

function isLoss(verb: Verb): boolean {
  return verb === "lose" || verb === "loseSome";
}

interface Subject extends Pronouns {
  readonly words: string;
  readonly many: boolean;
}

const sentences: Readonly<Record<Verb, (subject: Subject) => string>> = {
  lose: ({ words, many, it }) => `${words} ${many ? "lose" : "loses"} ${it}`,
  loseSome: ({ words, many, its }) => `${words} ${many ? "lose" : "loses"} some of ${its} paths`,
  refused: ({ words, it }) => `${words} cannot call ${it} any more`,
  gain: ({ words, many, it }) => `${words} ${many ? "gain" : "gains"} ${it}`,
  gainSome: ({ words, many, its }) => `${words} ${many ? "gain" : "gains"} some of ${its} paths`,
  letIn: ({ words, it }) => `${words} can call ${it} for sure`,
  noLongerKnown: ({ words, it }) => `not known any more whether ${words} can call ${it}`,
  notKnown: ({ words, it }) => `not known whether ${words} can call ${it}`,
};

function verbFor({ was, now, dependsOnValue }: CallerDifference): Verb {
  if (now === "unknown") {
    if (!dependsOnValue) return isRefused(was) ? "notKnown" : "noLongerKnown";
    return isRefused(was) ? "gainSome" : "loseSome";
  }
  const isLost = isRefused(now);
  if (was === "unknown" && !dependsOnValue) return isLost ? "refused" : "letIn";
  return isLost ? "lose" : "gain";
}
