import { expect, test } from "vitest";
import type {
  Report,
  ResultRow,
} from "../../../../src/features/verification/verificationProtocol.ts";
import { countRows } from "../../../../src/features/verification/resultRow.ts";
import {
  summarize,
  writeResultsAsCsv,
  writeResultsAsMarkdown,
} from "../../../../src/features/verification/writeResults.ts";

const agreeing: ResultRow = {
  id: 0,
  method: "GET",
  path: "/hr/employees/",
  caller: "Anonymous",
  callerKey: "anonymous",
  predicted: "denied",
  answered: "401 Unauthorized",
  outcome: "agrees",
  sentence: "As expected.",
  suspects: [],
  outside: [],
};
const disagreeing: ResultRow = {
  ...agreeing,
  id: 1,
  path: "/a|b/[x](http://evil)/*",
  caller: 'Client =HYPERLINK("http://evil")',
  answered: "200 OK",
  outcome: "disagrees",
  sentence: "But the server\nlet it through.",
  suspects: [
    {
      id: "noPrivilegeMeansPublic",
      bearing: "refuted",
      statement: "A path is public.",
      experiment: "Call it.",
    },
  ],
};
const connection = {
  profile: "p1",
  name: "HR <test>",
  schemaUrl: "https://h/ords/hr",
  note: undefined,
};

test("as Markdown a disagreement stands above the table, and no name becomes markup", () => {
  expect(writeResultsAsMarkdown(connection, reportOf([agreeing, disagreeing]))).toBe(
    String.raw`# Access to HR \<test\>, verified

https://h/ords/hr, 2026-11-23 08:00 UTC. 2 calls were made.

Results: 1 disagrees, 1 agrees.

## GET /a\|b/\[x\](http://evil)/\* as Client =HYPERLINK("http://evil")

But the server let it through.

- A path is public.
  To try: Call it. (${"`noPrivilegeMeansPublic`"})

| Method | Path | Caller | Predicted | Answered | Result |
| --- | --- | --- | --- | --- | --- |
| GET | /hr/employees/ | Anonymous | denied | 401 Unauthorized | agrees |
| GET | /a\|b/\[x\](http://evil)/\* | Client =HYPERLINK("http://evil") | denied | 200 OK | disagrees |
`,
  );
});

test("as CSV every cell is text", () => {
  const formula: ResultRow = { ...agreeing, caller: '=1+1,"x"', path: "/a,b" };
  expect(writeResultsAsCsv(reportOf([formula]))).toBe(
    "Method,Path,Caller,Predicted,Answered,Result,Explanation,Refuted or supported\r\n" +
      `GET,"/a,b","'=1+1,""x""",denied,401 Unauthorized,agrees,As expected.,\r\n`,
  );
});

test.each([
  [[agreeing], 1, false, "1 call was made."],
  [[agreeing, disagreeing], 40, true, "2 of 40 calls were made before it was canceled."],
  [[{ ...agreeing, outcome: "notCalled" } as const], 0, false, "0 calls were made."],
] as const)("the summary counts what was called", (rows, planned, cancelled, summary) => {
  expect(summarize({ rows, planned, cancelled })).toBe(summary);
});

function reportOf(rows: readonly ResultRow[]): Report {
  const planned = rows.length;
  return {
    rows,
    counts: countRows(rows),
    summary: summarize({ rows, planned, cancelled: false }),
    planned,
    cancelled: false,
    startedAt: "2026-11-23 08:00 UTC",
    note: undefined,
    canCompare: true,
    comparing: false,
  };
}
