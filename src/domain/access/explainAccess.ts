import { capitalized } from "../../base/capitalized.ts";
import type { Privilege } from "../model/catalog.ts";
import type { EntityRef } from "../model/entityRef.ts";
import { uriPattern, type RoleName } from "../model/names.ts";
import type { AccessIndex } from "./accessIndex.ts";
import { assumptions, type AssumptionId } from "./assumptions.ts";
import type { Caller } from "./caller.ts";
import { callerInWords } from "./callerInWords.ts";
import type { Decision, Reason, Verdict } from "./decision.ts";
import { evaluateAccess, type Call } from "./evaluateAccess.ts";
import { explainReason } from "./explainDecision.ts";
import { listInWords, nameInWords } from "./nameInWords.ts";
import { outsideInWords } from "./outsideFactors.ts";
import { toSchemaPath } from "./schemaPath.ts";

/** Who may call what and why, for a person to read. */
export interface AccessExplanation {
  readonly verdict: Verdict;
  readonly presumed: Verdict;
  /** Two to four plain sentences. */
  readonly paragraph: string;
  /** From what answers over what protects it to whom it lets in. */
  readonly chain: readonly ChainStep[];
  readonly beliefs: readonly Belief[];
  /** What the catalog cannot tell, one sentence each. */
  readonly outside: readonly string[];
}

export interface ChainStep {
  readonly text: string;
  /** The thing of the catalog that the step is about. */
  readonly ref: EntityRef | undefined;
  readonly outcome: "good" | "bad" | "open" | "neutral";
}

/** Something that had to be believed. */
export interface Belief {
  readonly id: AssumptionId;
  readonly statement: string;
  /** Whether the verdict is in doubt because of it. */
  readonly open: boolean;
}

export function explainAccess(index: AccessIndex, caller: Caller, call: Call): AccessExplanation {
  const decision = evaluateAccess(index, caller, call);
  return {
    verdict: decision.verdict,
    presumed: decision.presumed,
    paragraph: paragraphOf(caller, call, decision),
    chain: decision.reasons.flatMap((reason) => stepsOf(index, reason)),
    beliefs: decision.assumptions.map((id) => {
      return { id, statement: assumptions[id].statement, open: decision.open.includes(id) };
    }),
    outside: decision.outside.map(outsideInWords),
  };
}

function paragraphOf(caller: Caller, call: Call, decision: Decision): string {
  const { verdict, presumed, reasons, open } = decision;
  const what = `${call.method} ${nameInWords(toSchemaPath(call.path))}`;
  const who = callerInWords(caller);
  const why = reasons.filter((one) => tellsWhy(one)).map(explainReason);
  const sentences = [openingOf({ who, what }, decision), ...why.slice(0, 3)];
  if (verdict === "unknown" && open.length > 0) {
    const doubts = open.map((id) => `"${assumptions[id].statement}"`);
    sentences.push(
      `This rests on what no source settles: ${listInWords(doubts, "and")} Were it otherwise, the call would be ${presumed === "allowed" ? "refused" : "allowed"}.`,
    );
  }
  return sentences.join(" ");
}

interface Words {
  readonly who: string;
  readonly what: string;
}

function openingOf({ who, what }: Words, { verdict, presumed }: Decision): string {
  switch (verdict) {
    case "allowed":
      return `${capitalized(who)} may call ${what}.`;
    case "denied":
      return `${capitalized(who)} may not call ${what}.`;
    case "notFound":
      return `Nothing answers ${what}.`;
    default:
      switch (presumed) {
        case "allowed":
          return `${capitalized(who)} may probably call ${what}, but it is not certain.`;
        case "unknown":
          return `Whether ${who} may call ${what} cannot be told from the catalog.`;
        default:
          return `${capitalized(who)} may probably not call ${what}, but it is not certain.`;
      }
  }
}

/** What answers is told by the opening; the chain has it all. */
function tellsWhy({ kind }: Reason): boolean {
  return kind !== "servedBy" && kind !== "overridden";
}

function stepsOf(index: AccessIndex, reason: Reason): readonly ChainStep[] {
  const text = explainReason(reason);
  const step = (outcome: ChainStep["outcome"], ref?: EntityRef): readonly ChainStep[] => [
    { text, ref, outcome },
  ];
  const client = (name: string | undefined): EntityRef | undefined => {
    const row = index.catalog.clients.find((one) => one.name === name);
    return row && { kind: "client", name: row.name };
  };
  switch (reason.kind) {
    case "servedBy":
    case "notPublished":
    case "bracesBeforeQuery":
      return step(reason.kind === "servedBy" ? "neutral" : "bad", reason.endpoint.ref);
    case "schemaDisabled":
    case "noSuchPath":
    case "methodMissing":
    case "tokenMissing":
      return step("bad");
    case "outsideCatalog":
    case "privilegesUnreadable":
    case "dependsOnValue":
    case "noScopeKnown":
      return step("open");
    case "jwtProfileUnreadable":
      return step("open", { kind: "jwtProfile" });
    case "noPrivilegeProtects":
      return step("good");
    case "protectedBy": {
      const { privilege, via, pattern, module } = reason;
      const name = privilege.name;
      if (via === "product") return step("neutral");
      const isRead = index.catalog.privileges.includes(privilege);
      const privilegeRef: EntityRef | undefined = isRead ? { kind: "privilege", name } : undefined;
      const tie: ChainStep =
        module === undefined
          ? {
              text: `The pattern ${nameInWords(pattern)} covers the path.`,
              ref: isRead
                ? { kind: "mapping", privilege: name, pattern: uriPattern(pattern) }
                : undefined,
              outcome: "neutral",
            }
          : {
              text: `Module ${nameInWords(module)} serves below ${nameInWords(pattern)}.`,
              ref: { kind: "module", name: module },
              outcome: "neutral",
            };
      return [tie, ...step("neutral", privilegeRef)];
    }
    case "overridden":
      return step("neutral");
    case "unknownClient":
      return step("bad");
    case "clientHasNoPeople":
    case "notListed":
      return step("bad", client(reason.client));
    case "userDecides":
    case "rolesUnreadable":
    case "privilegeListUnreadable":
      return step("open", client(reason.client));
    case "hasRole":
      return [
        roleStep(index, reason.privilege, reason.role),
        ...step("good", client(reason.client)),
      ];
    case "lacksRole":
      return [...rolesAsked(index, reason.privilege), ...step("bad", client(reason.client))];
    case "privilegeWithoutRoles":
      return step(reason.holder === "client" ? "open" : "good", client(reason.client));
    case "hasScope":
      return step("good", { kind: "jwtProfile" });
    case "lacksScope":
      return step("bad", { kind: "jwtProfile" });
    case "noJwtProfile":
      return step("bad");
    default:
      return reason satisfies never;
  }
}

const mostRoles = 5;

/** Each role that would do, to be looked at; the product's own privileges say theirs themselves. */
function rolesAsked(index: AccessIndex, privilege: Privilege): readonly ChainStep[] {
  if (!index.catalog.privileges.includes(privilege)) return [];
  return privilege.roles.slice(0, mostRoles).map((role) => roleStep(index, privilege, role));
}

function roleStep(index: AccessIndex, { name, roles }: Privilege, role: RoleName): ChainStep {
  const others = roles.length > 1 ? " or another" : "";
  return {
    text: `Privilege ${nameInWords(name)} asks for role ${nameInWords(role)}${others}.`,
    ref: index.catalog.roles.some((one) => one.name === role)
      ? { kind: "role", name: role }
      : undefined,
    outcome: "neutral",
  };
}
