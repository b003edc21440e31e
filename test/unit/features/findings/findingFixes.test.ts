import { expect, test } from "vitest";
import { assertNever } from "../../../../src/base/assertNever.ts";
import { indexAccess } from "../../../../src/domain/access/accessIndex.ts";
import type { Finding, FindingFix } from "../../../../src/domain/lint/finding.ts";
import { findingsOf } from "../../../../src/domain/lint/findingsOf.ts";
import { ruleIds } from "../../../../src/domain/lint/rule.ts";
import { applyChanges } from "../../../../src/domain/model/applyChange.ts";
import type { Catalog } from "../../../../src/domain/model/catalog.ts";
import { allScaffolds } from "../../../../src/features/scaffold/allScaffolds.ts";
import { nextQuestion } from "../../../../src/features/scaffold/nextQuestion.ts";
import type { Answer, Answers, Question } from "../../../../src/features/scaffold/question.ts";
import { findingCases } from "../../domain/lint/findingCases.ts";

const dialect = { api: "ordsSecurity", schema: undefined } as const;

const fixes = ruleIds.flatMap((id) => {
  const [catalog] = findingCases[id];
  return findings(catalog)
    .filter(({ rule }) => rule === id)
    .flatMap((finding) => finding.fixes.map((fix) => ({ catalog, finding, fix })));
});

test.each(fixes.map((one) => [`${one.finding.key}: ${one.fix.label}`, one] as const))(
  "%s",
  (_title, { catalog, finding, fix }) => {
    const scaffold = allScaffolds[fix.scaffold];
    const asked = new Set(
      scaffold.questions({ catalog, dialect }, fix.arguments).map(({ id }) => id),
    );
    for (const id of Object.keys(fix.arguments)) expect([...asked]).toContain(id);
    if (!fix.complete) return;
    const changes = scaffold.changes({ catalog, dialect }, answered(catalog, fix));
    expect(changes).not.toEqual([]);
    const after = findings(applyChanges(catalog, changes)).map(({ key }) => key);
    expect(after).not.toContain(finding.key);
  },
);

test("most findings can be mended by a script", () => {
  const mended = new Set(fixes.map(({ finding }) => finding.rule));
  expect(ruleIds.filter((id) => !mended.has(id))).toEqual([
    "patternNeverDecides",
    "reservedParameter",
    "loginBehindPrivilege",
    "bracedTemplate",
  ]);
});

function findings(catalog: Catalog): readonly Finding[] {
  return findingsOf(indexAccess(catalog), Date.UTC(2026, 10, 25));
}

/** What a person who confirms each question as it stands would answer. */
function answered(catalog: Catalog, fix: FindingFix): Answers {
  const scaffold = allScaffolds[fix.scaffold];
  const given = fix.arguments;
  let answers: Answers = {};
  for (let step = 0; step < 20; step += 1) {
    const next = nextQuestion(scaffold, { catalog, dialect }, { given, answers });
    if (!next) return { ...answers, ...given };
    answers = { ...answers, [next.question.id]: confirmed(next.question) };
  }
  throw new Error("The questions do not end.");
}

function confirmed(question: Question): Answer {
  switch (question.kind) {
    case "text":
      return question.initial === "" && !question.optional ? "new.name" : question.initial;
    case "pickOne":
      return question.options[0]?.value ?? "";
    case "pickMany": {
      const chosen = question.initial;
      const complaint = question.checkAll(chosen);
      return complaint?.severity === "error"
        ? question.options.slice(0, 1).map(({ value }) => value)
        : chosen;
    }
    default:
      return assertNever(question);
  }
}
