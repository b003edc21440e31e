import { methods } from "../../../src/domain/model/catalog.ts";
import type { ExplanationMessage } from "../../../src/features/accessExplanation/accessExplanationProtocol.ts";
import { emptyQuestion } from "../../../src/features/accessExplanation/questionDraft.ts";
import type { Message as MatrixMessage } from "../../../src/features/accessMatrix/accessMatrixProtocol.ts";
import { wholeMatrix } from "../../../src/features/accessMatrix/matrixQuery.ts";
import { selectView } from "../../../src/features/accessMatrix/selectView.ts";
import { emptyDraft } from "../../../src/features/requestPanel/draft.ts";
import type { Message as RequestMessage } from "../../../src/features/requestPanel/requestPanelProtocol.ts";
import {
  noCounts,
  type ResultRow,
  type Step,
  type VerificationMessage,
} from "../../../src/features/verification/verificationProtocol.ts";
import { profileId } from "../../../src/services/profiles/profile.ts";
import { largeAccess } from "../../bench/largeAccess.ts";
import { gridOf } from "../../unit/features/accessMatrix/gridOf.ts";

/** As long as Oracle lets a name be. */
const long = "a_name_as_long_as_one_can_be_".repeat(5).slice(0, 128);
const note = { text: `${long} is not connected.`, buttonLabel: `Connect ${long}` };
const problem = `The address is not below https://${long}/ords/hr.`;

/** A request that was answered, and is being sent again; whatever has a name has a long one. */
export const longRequest: readonly RequestMessage[] = [
  {
    kind: "model",
    model: {
      connection: { profile: "p", name: long, schemaUrl: `https://${long}/ords/hr`, note },
      methods,
      draft: {
        ...emptyDraft,
        method: "POST",
        address: `/${long}/:${long}`,
        query: [{ name: long, value: long }],
        caller: { kind: "pastedToken" },
      },
      draftVersion: 1,
      takesBody: true,
      parameters: [{ name: long, optional: false }],
      url: `https://${long}/ords/hr/${long}`,
      callers: [{ caller: { kind: "pastedToken" }, label: long, refused: undefined }],
      callerNote: note,
      pastedToken: "22 characters",
      problems: [
        { field: "address", index: 0, message: problem },
        { field: "parameter", index: 0, message: problem },
        { field: "query", index: 0, message: problem },
      ],
      suggestions: {
        query: [{ name: long, value: "" }],
        headers: [{ name: long, value: "" }],
        body: undefined,
        bodySources: ["source", "columns", "openApi"],
      },
      filterHint: `No column ${long}.`,
      filter: {
        offered: true,
        form: undefined,
        why: `Rows cannot say ${long}.`,
        text: "",
        status: long,
        problems: [],
        columns: [],
        columnsFrom: long,
      },
      bodyHint: `Expected ${long}.`,
      sending: false,
      outcome: {
        kind: "answered",
        answer: {
          status: 403,
          statusText: "Forbidden",
          tone: "bad",
          diagnosis: {
            sentence: `Role ${long} is missing.`,
            details: [long],
            beliefs: [long],
            fixLabel: `Grant ${long} to ${long}`,
          },
          explainable: true,
          duration: "12 ms",
          timings: "token 4 ms, connect 2 ms, wait 5 ms, download 1 ms",
          size: "12 bytes",
          pages: ["first", "prev", "next"],
          hasEtag: true,
          comparable: true,
          hasTokenRequest: true,
          headers: [{ name: long, value: long }],
          body: { kind: "text", id: 1, note: long, hasTable: true },
          attempts: [long],
          sent: { line: `POST https://${long}`, headers: [], body: long },
        },
      },
    },
  },
  {
    kind: "body",
    body: {
      id: 1,
      language: "json",
      text: JSON.stringify({ [long]: long }, undefined, 2),
      table: {
        columns: [long, `${long}2`, `${long}3`],
        rows: [[long, long, long]],
        moreRows: 0,
        moreColumns: 0,
      },
      image: undefined,
    },
  },
];

/** A matrix of many callers, compared with a schema of a long name. */
export function longMatrix(): readonly MatrixMessage[] {
  const grid = gridOf(largeAccess({ clients: 40, endpoints: 60, privileges: 10 }));
  return [
    {
      kind: "model",
      model: {
        connection: { name: long, schema: "HR" },
        notice: { kind: "doubt", ...note },
        busy: false,
        query: wholeMatrix,
        queryVersion: 1,
        methods,
        callersShown: "All 42 callers",
        hasOwnCallers: true,
        comparison: { name: long, problem, buttonLabel: note.buttonLabel },
        counts: "60 endpoints, 42 callers",
        memento: { profile: profileId("p"), query: wholeMatrix, own: [], comparison: undefined },
      },
    },
    { kind: "grid", id: 1, grid },
    { kind: "view", gridId: 1, view: selectView(grid, wholeMatrix) },
  ];
}

const link = { key: "role", label: `role ${long}` };

/** Why a call is refused, with every part that an answer can have. */
export const longExplanation: readonly ExplanationMessage[] = [
  {
    kind: "model",
    model: {
      connection: { profile: "p", name: long, schema: `schema ${long}`, note },
      methods,
      draft: {
        ...emptyQuestion,
        caller: { ...emptyQuestion.caller, kind: "user", roles: [long] },
        address: `/${long}`,
      },
      draftVersion: 1,
      callers: [{ caller: { kind: "user", client: "" }, label: long }],
      callerNote: long,
      credentials: { of: "roles", label: "Roles of the user", hint: long, offered: [] },
      parameters: [{ name: long, sample: long }],
      endpoints: [{ method: "GET", path: `/${long}` }],
      typedMethod: undefined,
      addressNote: { text: problem, tone: "problem" },
      things: [],
      answer: {
        kind: "call",
        question: `${long}: GET /${long}`,
        verdict: "denied",
        word: "Denied",
        paragraph: `${long} lacks ${long}.`,
        chain: [{ text: long, outcome: "bad", link }],
        beliefs: [{ id: "a", statement: long, open: true }],
        outside: [long],
        hints: [long],
        nearest: { label: long, ask: {} },
        instead: [{ label: long, ask: {} }],
        allow: {
          ways: [
            {
              key: "w",
              label: `Grant ${long}`,
              steps: [long, long],
              warning: long,
              effects: [long],
              refused: undefined,
            },
          ],
          none: "",
        },
        forbid: undefined,
      },
    },
  },
];

const row: ResultRow = {
  id: 1,
  method: "DELETE",
  path: `/${long}`,
  caller: long,
  callerKey: "c",
  predicted: "notFound",
  answered: "401 Unauthorized",
  outcome: "inconclusive",
  sentence: long,
  suspects: [],
  outside: [],
};

/** The steps of a verification over long paths and callers. */
export function longVerification(step: "choose" | "run" | "results"): VerificationMessage {
  const counts = { ...noCounts, agrees: 12_000, disagrees: 10, inconclusive: 3, notCalled: 2 };
  const steps = {
    choose: { kind: "choose" },
    run: { kind: "run", done: 5, total: 12_015, counts, disagreements: [row] },
    results: {
      kind: "results",
      report: {
        rows: [row, { ...row, id: 2, path: "/hr/employees/", caller: "Anonymous" }],
        counts,
        summary: "12,015 calls were made.",
        planned: 12_015,
        cancelled: false,
        startedAt: "2026-11-23 08:00 UTC",
        note: long,
        canCompare: true,
        comparing: false,
      },
    },
  } as const satisfies Readonly<Record<typeof step, Step>>;
  const endpoint = { method: "DELETE", changes: true, note: "runs PL/SQL", refused: undefined };
  return {
    kind: "model",
    model: {
      connection: { profile: "p", name: long, schemaUrl: `https://${long}/ords/hr`, note },
      choice: {
        isRead: true,
        groups: [
          {
            key: "g",
            title: long,
            detail: `/${long}/`,
            endpoints: [
              { ...endpoint, key: "e", path: `/${long}` },
              { ...endpoint, key: "f", path: "/hr/employees/" },
            ],
          },
        ],
        callers: [
          {
            key: "c",
            label: long,
            note: undefined,
            refused: "no secret stored",
            lacksSecret: true,
          },
        ],
        selection: { endpoints: ["e", "f"], callers: ["c"], values: [] },
        selectionVersion: 1,
        variables: [{ path: `/${long}/:${long}`, name: long, optional: true }],
        plan: {
          calls: 2,
          changing: 2,
          sentence: "2 calls, at 5 a second: about 1 second",
          skipped: [long],
          skippedCount: 1,
          problem: undefined,
        },
      },
      step: steps[step],
    },
  };
}
