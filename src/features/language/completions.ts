import { assertNever } from "../../base/assertNever.ts";
import type { TextRange } from "../../base/textRange.ts";
import { ordsPackages } from "../../plsql/procedureCall.ts";
import { packageSummaries, summaryOf } from "../../plsql/procedureSummaries.ts";
import { ordsConstants, type Procedure, procedures } from "../../plsql/procedures.ts";
import { escapeMarkdown } from "../explorer/escapeMarkdown.ts";
import type { ScriptAnalysis } from "./analyzeScript.ts";
import { argumentSubject } from "./argumentSubject.ts";
import { callSnippet } from "./callSnippet.ts";
import { type CursorContext, cursorContext, type MemberOwner } from "./cursorContext.ts";
import type { LanguageContext } from "./languageContext.ts";
import { argumentOffers, elementOffers } from "./argumentOffers.ts";
import { type Offer, plainOffer } from "./offer.ts";
import { releaseHas } from "./releaseHas.ts";
import { recordMembers } from "./recordMembers.ts";
import { parameterText } from "./signatureText.ts";

/** What may be written where the cursor stands, in no order: `rank` says it. */
export function completionsAt(
  analysis: ScriptAnalysis,
  offset: number,
  context: LanguageContext,
): readonly Offer[] {
  const cursor = cursorContext(analysis, offset);
  switch (cursor.kind) {
    case "nowhere":
      return [];
    case "start":
      return packageOffers(cursor.word, context);
    case "member":
      return memberOffers(cursor, context);
    case "argument":
      return argumentOffers(analysis, offset, { cursor, context });
    case "element":
      return elementOffers(analysis, offset, { cursor, context });
    default:
      return assertNever(cursor);
  }
}

function packageOffers(range: TextRange, { catalog }: LanguageContext): readonly Offer[] {
  return ordsPackages.map((owner): Offer => {
    const isNew = owner.startsWith("ORDS_SECURITY");
    const missing = isNew && catalog !== undefined && !catalog.release.hasOrdsSecurity;
    const deprecated = owner.startsWith("OAUTH");
    return {
      ...plainOffer,
      label: owner,
      detail: missing ? `not in ${catalog.release.text}` : "",
      kind: "package",
      insert: `${owner}.`,
      range,
      documentation: escapeMarkdown(packageSummaries[owner]),
      deprecated,
      rank: (owner.endsWith("_ADMIN") ? 1 : 0) + (deprecated || missing ? 2 : 0),
      continues: true,
    };
  });
}

type MemberCursor = Extract<CursorContext, { kind: "member" }>;

function memberOffers(cursor: MemberCursor, context: LanguageContext): readonly Offer[] {
  const { package: owner, word } = cursor;
  if (owner === "ORDS_TYPES" || owner === "ORDS_CONSTANTS") {
    return recordMembers[owner].map((one): Offer => {
      const { name, kind, does } = one;
      return {
        ...plainOffer,
        label: name,
        kind,
        insert: name,
        range: word,
        documentation: escapeMarkdown(does),
      };
    });
  }
  const names = [...new Set(membersOf(owner).map(({ name }) => name))];
  const offers = names.flatMap((name) => memberOffer(cursor, name, context) ?? []);
  return cursor.place === "expression" && owner.startsWith("ORDS") && !owner.includes("SECURITY")
    ? [...offers, ...constantOffers(word)]
    : offers;
}

function membersOf(owner: MemberOwner): readonly Procedure[] {
  return procedures.filter((one) => one.package === owner);
}

/** Of several overloads the first that can stand at this place is written out. */
function memberOffer(
  cursor: MemberCursor,
  name: string,
  { catalog }: LanguageContext,
): Offer | undefined {
  const overloads = membersOf(cursor.package).filter((one) => one.name === name);
  const fits = overloads.filter(
    ({ returns }) => (returns === undefined) === (cursor.place === "statement"),
  );
  const [first] = fits;
  if (!first) return undefined;
  const missing = catalog !== undefined && !releaseHas(catalog.release, first);
  const deprecated = first.deprecated !== undefined;
  const called = cursor.after === "(";
  const end = cursor.place === "statement" && cursor.after !== ";" ? ";" : "";
  return {
    ...plainOffer,
    label: name,
    detail: missing ? notIn(first, catalog.release.text) : overloadsInWords(fits.length),
    kind: first.returns === undefined ? "procedure" : "function",
    insert: called ? name : `${callSnippet(first)}${end}`,
    snippet: !called,
    range: cursor.word,
    documentation: memberDocumentation(first),
    deprecated,
    rank: (deprecated ? 2 : 0) + (missing ? 1 : 0),
    continues: !called && beginsWithKnownName(first),
  };
}

/** Whether the first value that has to be written is a name that exists: then the list of names opens at once. */
function beginsWithKnownName({ name, parameters }: Procedure): boolean {
  const needed = parameters.find((one) => one.default === undefined);
  const subject = argumentSubject(name, needed?.name);
  return subject?.form === "one" && !subject.creates;
}

function notIn({ since }: Procedure, release: string): string {
  return since === undefined ? `not in ${release}` : `not in ${release}, since ${since}`;
}

function overloadsInWords(amount: number): string {
  return amount > 1 ? `${amount} forms` : "";
}

function memberDocumentation(procedure: Procedure): string {
  const { package: owner, name, deprecated, parameters } = procedure;
  const summary = summaryOf(owner, name);
  const replaced =
    summary?.replacedBy === undefined ? deprecated : `Deprecated: use ${summary.replacedBy}.`;
  const optional = parameters.filter((one) => one.default !== undefined).map(parameterText);
  return [
    summary && escapeMarkdown(summary.does),
    deprecated === undefined ? undefined : replaced,
    optional.length > 0 ? `Optional: ${optional.map((one) => `\`${one}\``).join(", ")}` : undefined,
  ]
    .filter((one) => one !== undefined)
    .join("\n\n");
}

function constantOffers(range: TextRange): readonly Offer[] {
  return [...ordsConstants].map(([name, value]): Offer => {
    return { ...plainOffer, label: name, detail: value, kind: "constant", insert: name, range };
  });
}
