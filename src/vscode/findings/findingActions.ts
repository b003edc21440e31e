import { commands, env, l10n, window, workspace } from "vscode";
import { assertNever } from "../../base/assertNever.ts";
import { UserFacingError } from "../../base/errors.ts";
import type { Acceptance } from "../../domain/lint/acceptance.ts";
import type { Finding } from "../../domain/lint/finding.ts";
import { calendarDay } from "../../features/findings/calendarDay.ts";
import { ruleTitle } from "../../features/findings/describeFinding.ts";
import type { FindingLine } from "../../features/findings/findingNode.ts";
import { heldLines, openLines } from "../../features/findings/findingTree.ts";
import type { SchemaFindings } from "../../features/findings/schemaFindings.ts";
import { toMarkdown } from "../../features/findings/toMarkdown.ts";
import { toSarif } from "../../features/findings/toSarif.ts";
import { showInSidebar } from "../explorer/showInSidebar.ts";
import type { FindingApp } from "../commands/findingCommands.ts";
import { openSession, pickConnection } from "../commands/chooseSession.ts";
import { askPrompts } from "../prompts/askPrompts.ts";
import { endingProblem } from "./endingProblem.ts";
import type { FindingsModel } from "./findingsModel.ts";
import { withoutIcons } from "../withoutIcons.ts";

/** Shows what a finding is about in the connections tree. */
export async function showFinding(app: FindingApp, argument: unknown): Promise<void> {
  const { profile, finding } = await chooseFinding(app, argument, "any");
  if (finding.subject) await showInSidebar(app.explorer, profile, finding.subject);
  else await app.explorer.reveal(profile);
}

/** Opens the script that mends a finding; nothing is run. */
export async function fixFinding(app: FindingApp, argument: unknown): Promise<void> {
  const { profile, finding } = await chooseFinding(app, argument, "fixable");
  const [first, ...others] = finding.fixes;
  if (!first) {
    throw new UserFacingError({
      code: "nothingSelected",
      message: l10n.t("No script mends this by itself."),
      why: finding.message,
    });
  }
  const picks = finding.fixes.map((fix) => ({ label: withoutIcons(fix.label), fix }));
  const chosen =
    others.length === 0
      ? { fix: first }
      : await window.showQuickPick(picks, { title: finding.message });
  if (!chosen) return;
  const { scaffold, arguments: given } = chosen.fix;
  await commands.executeCommand("ordsSecurity.runScaffold", {
    profile,
    scaffold,
    arguments: given,
  });
}

/** Asks for a reason and an end, and writes both into the workspace's file. */
export async function acceptFinding(app: FindingApp, argument: unknown): Promise<void> {
  const line = await chooseFinding(app, argument, "open");
  const model = await app.findings.model();
  const schema = schemaOf(model, line);
  const today = calendarDay(Date.now());
  // Before the questions, so that nobody writes a reason for nothing.
  const file = await model.files.choose();
  const answers = await askPrompts({
    title: l10n.t("Accept: {0}", ruleTitle(line.finding)),
    drafts: {},
    startAt: "first",
    prompts: () => [
      {
        kind: "text",
        id: "reason",
        prompt: l10n.t("Why may it stay as it is? The reason is kept beside the finding"),
        placeholder: l10n.t("For example: a public price list, agreed with the owner"),
        initial: line.acceptance?.reason ?? "",
        optional: false,
        check: (text) =>
          text.trim() === ""
            ? { severity: "error", message: l10n.t("A reason is needed.") }
            : undefined,
      },
      {
        kind: "pickOne",
        id: "until",
        prompt: l10n.t("Until when? Afterwards it is shown again"),
        placeholder: l10n.t("Choose, or type a day such as {0}", calendarDay(Date.now(), 90)),
        options: endings(),
        other: {
          label: (text) => l10n.t("Until {0}", text),
          check: (text) => {
            const message = endingProblem(text, today);
            return message === undefined ? undefined : { severity: "error", message };
          },
        },
      },
    ],
  });
  const until = String(answers["until"] ?? "");
  await model.accept(file, {
    schema: schema.catalog.schema.name,
    key: line.finding.key,
    reason: String(answers["reason"]).trim(),
    until: until === "" ? undefined : until,
    on: today,
  });
}

/** Takes the acceptance back, so that the finding is open again. */
export async function unacceptFinding(app: FindingApp, argument: unknown): Promise<void> {
  const model = await app.findings.model();
  const stale = parseStale(argument ?? app.findings.selection, model);
  const acceptance = stale ?? (await chooseFinding(app, argument, "accepted")).acceptance;
  if (acceptance) await model.unaccept(acceptance);
}

/** Copies what is found as a sentence. */
export async function copyFinding(app: FindingApp, argument: unknown): Promise<void> {
  const { finding } = await chooseFinding(app, argument, "any");
  await env.clipboard.writeText(`${ruleTitle(finding)}: ${finding.message}`);
}

/** Opens all findings of a connection as a document to save. */
export async function exportFindings(app: FindingApp, argument: unknown): Promise<void> {
  const model = await app.findings.model();
  const schema = await chooseSchema(app, model, argument);
  const kinds = [
    {
      label: "Markdown",
      description: l10n.t("a report to read and pass on"),
      language: "markdown",
      write: () => toMarkdown(schema, Date.now()),
    },
    {
      label: "SARIF",
      description: l10n.t("for code hosts and scanners, version 2.1.0"),
      language: "json",
      write: () => toSarif(schema, app.version),
    },
  ];
  const chosen = await window.showQuickPick(kinds, {
    title: l10n.t("Export findings of {0}", schema.name),
  });
  if (!chosen) return;
  const document = await workspace.openTextDocument({
    language: chosen.language,
    content: chosen.write(),
  });
  await window.showTextDocument(document);
}

function endings() {
  const now = Date.now();
  const year = calendarDay(now).slice(0, 4);
  const option = (value: string, label: string) => {
    return { value, label, description: value, detail: undefined };
  };
  return [
    option("", l10n.t("No end")),
    option(calendarDay(now, 30), l10n.t("30 days")),
    option(calendarDay(now, 90), l10n.t("90 days")),
    option(`${year}-12-31`, l10n.t("End of the year")),
  ];
}

type Wanted = "any" | "open" | "accepted" | "fixable";

/** The line that a command was called on, what is selected, or what the person picks. */
async function chooseFinding(
  app: FindingApp,
  argument: unknown,
  wanted: Wanted,
): Promise<FindingLine> {
  const model = await app.findings.model();
  const given = parseLine(argument, model);
  if (given) return given;
  // What is selected is meant only where something of its kind is asked for.
  const selected = parseLine(app.findings.selection, model);
  if (selected && isWanted(selected, wanted)) return selected;
  const picks = model.schemas.flatMap((schema) =>
    linesOf(schema)
      .filter((line) => isWanted(line, wanted))
      .map((line) => ({
        label: withoutIcons(line.finding.message),
        description: withoutIcons(`${ruleTitle(line.finding)} · ${schema.name}`),
        line,
      })),
  );
  if (picks.length === 0) throw nothingFound(model);
  const chosen = await window.showQuickPick(picks, {
    title: l10n.t("Which finding?"),
    matchOnDescription: true,
  });
  if (!chosen) throw new DOMException("Nothing was chosen", "AbortError");
  return chosen.line;
}

/** A line as it is now; what stands in the argument may be older than the catalog. */
function parseLine(value: unknown, model: FindingsModel): FindingLine | undefined {
  if (typeof value !== "object" || value === null || !("kind" in value)) return undefined;
  if (value.kind !== "finding" || !("profile" in value) || !("finding" in value)) return undefined;
  const { key } = value.finding as Partial<Pick<Finding, "key">>;
  const schema = model.schemas.find(({ profile }) => profile === value.profile);
  return schema && linesOf(schema).find(({ finding }) => finding.key === key);
}

/** The acceptance that a line without a finding stands for. */
function parseStale(value: unknown, model: FindingsModel): Acceptance | undefined {
  if (typeof value !== "object" || value === null || !("kind" in value)) return undefined;
  if (value.kind !== "stale" || !("acceptance" in value)) return undefined;
  const { schema, key } = value.acceptance as Partial<Acceptance>;
  return model.schemas
    .flatMap(({ stale }) => stale)
    .find((one) => one.schema === schema && one.key === key);
}

function linesOf(schema: SchemaFindings): readonly FindingLine[] {
  return [...openLines(schema), ...heldLines(schema)];
}

function isWanted({ state, finding }: FindingLine, wanted: Wanted): boolean {
  switch (wanted) {
    case "any":
      return true;
    case "open":
      return state !== "accepted";
    case "accepted":
      return state === "accepted";
    case "fixable":
      return state !== "accepted" && finding.fixes.length > 0;
    default:
      return assertNever(wanted);
  }
}

function schemaOf(model: FindingsModel, { profile }: FindingLine): SchemaFindings {
  const schema = model.schemas.find((one) => one.profile === profile);
  if (!schema) throw nothingFound(model);
  return schema;
}

async function chooseSchema(
  app: FindingApp,
  model: FindingsModel,
  argument: unknown,
): Promise<SchemaFindings> {
  const profile =
    typeof argument === "object" && argument !== null && "profile" in argument
      ? argument.profile
      : undefined;
  const known = model.schemas.find((one) => one.profile === profile);
  const [only, ...others] = model.schemas;
  if (known) return known;
  if (only && others.length === 0) return only;
  const chosen = await pickConnection(app.sessions);
  await openSession(app.sessions, chosen.id);
  const fresh = await app.findings.model();
  const schema = fresh.schemas.find((one) => one.profile === chosen.id);
  if (!schema) throw nothingFound(fresh);
  return schema;
}

function nothingFound({ schemas }: FindingsModel): UserFacingError {
  return new UserFacingError({
    code: "nothingSelected",
    message: l10n.t("There is no such finding."),
    why:
      schemas.length === 0
        ? l10n.t("Findings are those of open connections. Connect one first.")
        : l10n.t("The open connections have none."),
  });
}
