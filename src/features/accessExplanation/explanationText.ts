import { assertNever } from "../../base/assertNever.ts";
import type {
  CallAnswer,
  ExplanationAnswer,
  ListAnswer,
  LossAnswer,
  WayItem,
  Ways,
} from "./accessExplanationProtocol.ts";

/** An answer as a text to read from top to bottom, to be put into a ticket. */
export function explanationText(answer: ExplanationAnswer): string {
  switch (answer.kind) {
    case "none":
      return `${answer.message}\n`;
    case "call":
      return callText(answer);
    case "list":
      return listText(answer);
    case "loss":
      return lossText(answer);
    default:
      return assertNever(answer);
  }
}

function callText(answer: CallAnswer): string {
  return sections([
    [answer.question, `${answer.word}. ${answer.paragraph}`],
    answer.hints,
    answer.nearest ? [`The nearest that answers is ${answer.nearest.label}.`] : [],
    titled(
      "Why",
      answer.chain.map(({ text, outcome, link }, index) => {
        const where = link ? `  [${link.label}]` : "";
        return `${index + 1}. ${marks[outcome]} ${text}${where}`;
      }),
    ),
    titled(
      "What had to be believed",
      answer.beliefs.map(({ statement, open }) => `- ${open ? "(open) " : ""}${statement}`),
    ),
    titled(
      "Not looked at here",
      answer.outside.map((one) => `- ${one}`),
    ),
    titled(
      "Who is let in",
      answer.instead.map(({ label }) => `- ${label}`),
    ),
    waysText("What would allow this", answer.allow),
    waysText("What would forbid this", answer.forbid),
  ]);
}

const marks = { good: "[+]", bad: "[-]", open: "[?]", neutral: "[ ]" } as const;

function waysText(title: string, ways: Ways | undefined): readonly string[] {
  if (!ways) return [];
  return titled(title, ways.ways.length === 0 ? [ways.none] : ways.ways.flatMap(wayLines));
}

function wayLines({ label, steps, warning, effects, refused }: WayItem): readonly string[] {
  return [
    `- ${label}`,
    ...steps.map((step, index) => `  ${index + 1}. ${step}`),
    ...(warning === undefined ? [] : [`  Careful: ${warning}`]),
    ...(refused === undefined ? [] : [`  No script: ${refused}`]),
    ...effects.map((one) => `  ${one}`),
  ];
}

function listText({ title, notes, groups }: ListAnswer): string {
  return sections([
    [title],
    ...groups.map(({ word, count, rows, more }) =>
      titled(`${word} (${count})`, [
        ...rows.map(({ label }) => `- ${label}`),
        ...(more > 0 ? [`… and ${more} more`] : []),
      ]),
    ),
    notes,
  ]);
}

function lossText({ title, lines, more, remarks, way }: LossAnswer): string {
  return sections([
    [title],
    [
      ...(lines.length === 0 ? ["No endpoint gains or loses a caller."] : []),
      ...lines.map(({ text }) => `- ${text}`),
      ...(more > 0 ? [`… and ${more} more`] : []),
    ],
    remarks,
    way.refused === undefined ? [] : [`No script: ${way.refused}`],
  ]);
}

function titled(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [title, ...lines];
}

function sections(parts: readonly (readonly string[])[]): string {
  const texts = parts.filter((lines) => lines.length > 0).map((lines) => lines.join("\n"));
  return `${texts.join("\n\n")}\n`;
}
