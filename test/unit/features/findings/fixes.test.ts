import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { indexAccess } from "../../../../src/domain/access/accessIndex.ts";
import type { FindingFix } from "../../../../src/domain/lint/finding.ts";
import { findingsOf } from "../../../../src/domain/lint/findingsOf.ts";
import { applyChanges } from "../../../../src/domain/model/applyChange.ts";
import { allScaffolds } from "../../../../src/features/scaffold/allScaffolds.ts";
import { nextQuestion } from "../../../../src/features/scaffold/nextQuestion.ts";
import type { Answer, Answers, Question } from "../../../../src/features/scaffold/question.ts";
import type { Scaffold, ScaffoldContext } from "../../../../src/features/scaffold/scaffold.ts";
import { scaffoldScript } from "../../../../src/features/scaffold/scaffoldScript.ts";
import { dialectFor } from "../../../../src/plsql/dialect.ts";
import { fixtureDay, parseFindingCases } from "../../../support/findingCases.ts";
import { complaintAbout } from "../scaffold/walkThrough.ts";

const folder = "test/fixtures/findings";
const cases = readdirSync(folder).flatMap((file) =>
  parseFindingCases(readFileSync(`${folder}/${file}`, "utf8")).flatMap(({ name, catalog }) =>
    findingsOf(indexAccess(catalog), fixtureDay).flatMap((finding) =>
      finding.fixes.map((fix) => ({
        title: `${file}, ${name}: ${finding.key}: ${fix.label}`,
        catalog,
        finding,
        fix,
      })),
    ),
  ),
);

test.each(cases)("$title", ({ catalog, finding, fix }) => {
  const context = { catalog, dialect: dialectFor(catalog.release) };
  const scaffold = allScaffolds[fix.scaffold];
  const answers = answersFrom(scaffold, context, fix);
  const changes = scaffold.changes(context, answers);
  // It can be written as a script, too; what waits for an answer of the person may change nothing yet.
  const { text } = scaffoldScript(scaffold, context, answers);
  if (!fix.complete) return;
  expect(text).toMatch(/\S/);
  const after = findingsOf(indexAccess(applyChanges(catalog, changes)), fixtureDay);
  const keys = after.map(({ key }) => key);
  expect(keys).not.toContain(finding.key);
});

/** What a person answers who takes what is offered, besides what the fix knows. */
function answersFrom(scaffold: Scaffold, context: ScaffoldContext, fix: FindingFix): Answers {
  const given: Answers = fix.arguments;
  for (const [id, answer] of Object.entries(given)) {
    const question = scaffold.questions(context, given).find((one) => one.id === id);
    if (question) expect(complaintAbout(question, answer)?.severity).not.toBe("error");
    else expect(unasked).toContain(`${scaffold.id} ${id}`);
  }
  let answers: Answers = {};
  for (;;) {
    const step = nextQuestion(scaffold, context, { given, answers });
    if (!step) return { ...given, ...answers };
    answers = { ...answers, [step.question.id]: someAnswer(step.question) };
  }
}

/** What scaffolds take without asking for it. */
const unasked = ["createPrivilege patterns", "createPrivilege modules", "mapPrivilege how"];

function someAnswer(question: Question): Answer {
  const isGood = (answer: Answer): boolean =>
    complaintAbout(question, answer)?.severity !== "error";
  const candidates: readonly Answer[] =
    question.kind === "text"
      ? [question.initial, "new.name", "https://new.example.com/x", "/roles"]
      : question.kind === "pickOne"
        ? question.options.map(({ value }) => value)
        : [question.initial, ...question.options.map(({ value }) => [value]), ["/new/*"], ["New"]];
  const found = candidates.find(isGood);
  if (found === undefined) throw new Error(`No answer for ${question.id}.`);
  return found;
}
