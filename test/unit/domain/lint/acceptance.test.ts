import { expect, test } from "vitest";
import { splitFindings, type Acceptance } from "../../../../src/domain/lint/acceptance.ts";
import type { Finding } from "../../../../src/domain/lint/finding.ts";
import { parseAcceptances } from "../../../../src/domain/lint/parseAcceptances.ts";
import { writeAcceptances } from "../../../../src/domain/lint/writeAcceptances.ts";

const login: Acceptance = {
  schema: "HR",
  key: "implicitGrant:client/old app",
  reason: 'Until the "new" page is there',
  until: "2027-01-31",
  on: "2026-11-25",
};
const forGood: Acceptance = { ...login, key: "publicHandler:module/a:b#x", until: undefined };

test("what is written is read again, in an order that does not depend on the one given", () => {
  const text = writeAcceptances([forGood, { ...login, schema: "HA", by: "Ann" }, login]);
  expect(writeAcceptances([login, forGood, { ...login, schema: "HA", by: "Ann" }])).toBe(text);
  expect(parseAcceptances(text)).toEqual({
    acceptances: [{ ...login, schema: "HA", by: "Ann" }, login, forGood],
    problems: [],
  });
  expect(text).toBe(`{
  "accepted": [
    {
      "schema": "HA",
      "rule": "implicitGrant",
      "subject": "client/old app",
      "reason": "Until the \\"new\\" page is there",
      "until": "2027-01-31",
      "on": "2026-11-25",
      "by": "Ann"
    },
    {
      "schema": "HR",
      "rule": "implicitGrant",
      "subject": "client/old app",
      "reason": "Until the \\"new\\" page is there",
      "until": "2027-01-31",
      "on": "2026-11-25"
    },
    {
      "schema": "HR",
      "rule": "publicHandler",
      "subject": "module/a:b#x",
      "reason": "Until the \\"new\\" page is there",
      "on": "2026-11-25"
    }
  ]
}
`);
});

test("what a file names as its schema stays in it", () => {
  const jsonSchema = "./accepted.schema.json";
  const text = writeAcceptances([login], jsonSchema);
  expect(Object.keys(JSON.parse(text) as object)).toEqual(["$schema", "accepted"]);
  expect(parseAcceptances(text)).toEqual({ acceptances: [login], problems: [], jsonSchema });
});

test("an empty file accepts nothing", () => {
  expect(parseAcceptances(" \n")).toEqual({ acceptances: [], problems: [] });
  expect(parseAcceptances(writeAcceptances([]))).toEqual({ acceptances: [], problems: [] });
});

const entry = `{ "schema": "HR", "rule": "r", "subject": "s",
  "reason": "why", "on": "2026-11-25" }`;

test.each([
  ["[]", 1, "The file begins with a brace."],
  ["{}", 1, 'The list "accepted" is missing.'],
  ['{ "accepted": {} }', 1, 'The list "accepted" is missing.'],
  ['{\n"accepted": [\n]', 3, "This is not JSON: A comma or a closing brace is missing."],
  ['{ "accepted": [ ], }', 1, "This is not JSON: A name in double quotes is missing."],
  ["{\n'accepted': []}", 2, "This is not JSON: A name in double quotes is missing."],
  ['{ "accepted": [] } x', 1, "This is not JSON: Something follows after the end."],
  ['{ "accepted": [\n"x"] }', 2, "An entry begins with a brace."],
  ['{ "accepted": [], "x": 1 }', 1, '"x" is not known; the file has the list "accepted".'],
  ['{ "accepted": [],\n"accepted": [] }', 2, '"accepted" is there twice.'],
  [entry.replace('"why"', '" "'), 2, "A reason is missing."],
  [entry.replace('"reason": "why", ', ""), 1, '"reason" is missing.'],
  [entry.replace('"why"', "3"), 2, '"reason" is a text in double quotes.'],
  [entry.replace("2026-11-25", "2026-02-30"), 2, '"on" is a day such as 2027-01-31.'],
  [entry.replace('"on"', '"until": "soon", "on"'), 2, '"until" is a day such as 2027-01-31.'],
  [entry.replace('"on"', '"note": "x", "on"'), 2, '"note" is not a member of an entry.'],
  [entry.replace('"rule": "r"', '"rule": "r", "rule": "r"'), 1, '"rule" is there twice.'],
])("%s", (text, line, message) => {
  const whole = text.startsWith('{ "schema"') ? `{ "accepted": [${text}] }` : text;
  const { acceptances, problems } = parseAcceptances(whole);
  expect(problems).toEqual([{ line, message, severity: "error" }]);
  expect(acceptances).toEqual([]);
});

test("an entry with a mistake does not take the others with it", () => {
  const { acceptances, problems } = parseAcceptances(
    `{ "accepted": [${entry}, ${entry.replace("why", "")}, ${entry}] }`,
  );
  expect(acceptances).toHaveLength(2);
  expect(problems.map(({ severity }) => severity)).toEqual(["error", "warning"]);
});

test("nothing that can be typed makes it throw", () => {
  const text = writeAcceptances([login, forGood]);
  for (let end = 0; end < text.length; end += 1) {
    expect(() => parseAcceptances(text.slice(0, end))).not.toThrow();
    expect(() => parseAcceptances(text.slice(end))).not.toThrow();
  }
  expect(() => parseAcceptances("[".repeat(100_000))).not.toThrow();
});

test("findings are told apart by what was decided about them", () => {
  const finding = (key: string): Finding => ({
    rule: "implicitGrant",
    severity: "warning",
    subject: undefined,
    message: "",
    key,
    fixes: [],
    assumptions: [],
  });
  const [open, accepted, expired, other] = ["open", "accepted", "expired", "other"].map(finding);
  if (!open || !accepted || !expired || !other) throw new Error("Four findings.");
  const findings = [open, accepted, expired, other];
  const until = (key: string, day: string | undefined, schema = "HR"): Acceptance => {
    return { ...login, key, until: day, schema };
  };
  const today = "2026-11-25";
  const acceptances = [
    until("accepted", "2026-11-24"),
    until("accepted", today),
    until("expired", "2026-11-24"),
    until("gone", undefined),
    until("other", undefined, "PAY"),
    until("gone elsewhere", undefined, "PAY"),
  ];
  expect(splitFindings(findings, acceptances, { schema: "HR", today })).toEqual({
    open: [open, other],
    accepted: [{ finding: accepted, acceptance: acceptances[1] }],
    expired: [{ finding: expired, acceptance: acceptances[2] }],
    stale: [acceptances[3]],
  });
});
