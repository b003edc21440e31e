import { expect, test } from "vitest";
import { emptyDraft, type Draft } from "../../../../src/features/requestPanel/draft.ts";
import { parseSavedRequests } from "../../../../src/features/requestPanel/parseSavedRequests.ts";
import { toDraft, toSavedRequest } from "../../../../src/features/requestPanel/savedDraft.ts";
import type { SavedRequest } from "../../../../src/features/requestPanel/savedRequest.ts";
import { writeSavedRequests } from "../../../../src/features/requestPanel/writeSavedRequests.ts";
import { client, emptyCatalog } from "../sampleCatalog.ts";

const payroll = client("payroll", {});
const catalog = { ...emptyCatalog, clients: [payroll] };
const schemaUrl = "https://db.example.com/ords/hr";
const connection = "HR of the team";

const raise: SavedRequest = {
  name: "Raise",
  method: "PUT",
  address: "/hr/employees/:id",
  parameters: [{ name: "id", value: "7" }],
  query: [
    { name: "tag", value: "a" },
    { name: "tag", value: "b" },
  ],
  headers: [{ name: "Accept", value: "application/json" }],
  body: '{\n  "salary": 1000\n}',
  caller: { kind: "client", name: "payroll" },
  connection: "HR of the team",
};
const list: SavedRequest = {
  name: "List",
  method: "GET",
  address: "/hr/employees/",
  parameters: [],
  query: [],
  headers: [],
  body: "",
  caller: { kind: "anonymous" },
};

test("what is written is read again, in an order that does not depend on the one given", () => {
  const text = writeSavedRequests([raise, list]);
  expect(writeSavedRequests([list, raise])).toBe(text);
  const lines = new Map([
    ["List", 3],
    ["Raise", 9],
  ]);
  expect(parseSavedRequests(text)).toEqual({ requests: [list, raise], lines, problems: [] });
  expect(text).toBe(`{
  "requests": [
    {
      "name": "List",
      "method": "GET",
      "address": "/hr/employees/",
      "caller": "anonymous"
    },
    {
      "name": "Raise",
      "method": "PUT",
      "address": "/hr/employees/:id",
      "parameters": {
        "id": "7"
      },
      "query": {
        "tag": [
          "a",
          "b"
        ]
      },
      "headers": {
        "Accept": "application/json"
      },
      "body": [
        "{",
        "  \\"salary\\": 1000",
        "}"
      ],
      "caller": {
        "client": "payroll"
      },
      "connection": "HR of the team"
    }
  ]
}
`);
});

test("odd names and texts survive", () => {
  const odd: SavedRequest = {
    ...list,
    name: 'A "name" $(x)',
    headers: [{ name: "__proto__", value: "" }],
    body: "a\r\nb\n",
    caller: { kind: "pastedToken" },
  };
  expect(parseSavedRequests(writeSavedRequests([odd])).requests).toEqual([odd]);
});

test("the file keeps the name of its schema, and may be empty", () => {
  const text = writeSavedRequests([], "./mine.json");
  expect(parseSavedRequests(text).jsonSchema).toBe("./mine.json");
  expect(parseSavedRequests(" \n")).toMatchObject({ requests: [], problems: [] });
});

const entry = `{ "name": "x", "method": "GET",
  "address": "/x", "caller": "anonymous" }`;

test.each([
  ["[]", 1, "The file begins with a brace."],
  ["{}", 1, 'The list "requests" is missing.'],
  ['{\n"requests": [\n]', 3, "This is not JSON: A comma or a closing brace is missing."],
  ['{ "requests": [\n"x"] }', 2, "A request begins with a brace."],
  ['{ "requests": [],\n"x": 1 }', 2, '"x" is not known here.'],
  ['{ "requests": [],\n"requests": [] }', 2, '"requests" is there twice.'],
  [entry.replace('"x"', '" "'), 1, "A name is missing."],
  [entry.replace('"name": "x", ', ""), 1, '"name" is missing.'],
  [entry.replace('"x"', "3"), 1, '"name" is a text in double quotes.'],
  [entry.replace('"GET"', '"get"'), 1, '"method" is one of GET, POST, PUT, DELETE, PATCH.'],
  [entry.replace('"/x"', '"x"'), 2, '"address" begins with a slash, below the root of the schema.'],
  [entry.replace("{", '{ "token": "x",'), 1, '"token" is not known here.'],
  [entry.replace("{", '{ "query": [],'), 1, '"query" has names and values in braces.'],
  [entry.replace("{", '{ "query": { "a": 1 },'), 1, '"a" is a text in double quotes.'],
  [entry.replace("{", '{ "query": { "": "1" },'), 1, "A name is missing."],
  [
    entry.replace("{", '{ "query": { "a": "1",\n"a": "2" },'),
    2,
    '"a" is there twice; several values are a list.',
  ],
  [entry.replace("{", '{ "connection": 1,'), 1, '"connection" is a text in double quotes.'],
  [entry.replace("{", '{ "body": {},'), 1, '"body" is a text in double quotes.'],
  [
    entry.replace('"anonymous"', '"payroll"'),
    2,
    '"caller" is "anonymous", "user", "pastedToken", or { "client": "its name" }.',
  ],
])("%s", (text, line, message) => {
  const isEntry = text.includes('"caller"');
  const { requests, problems } = parseSavedRequests(isEntry ? `{ "requests": [${text}] }` : text);
  expect(problems).toEqual([{ line, message, severity: "error" }]);
  expect(requests).toEqual([]);
});

test("a request with a mistake does not take the others with it, and a name counts once", () => {
  const bad = entry.replace("/x", "x").replace('"x"', '"y"');
  const { requests, problems } = parseSavedRequests(`{ "requests": [${entry}, ${bad}, ${entry}] }`);
  expect(requests).toHaveLength(1);
  expect(problems.map(({ severity }) => severity)).toEqual(["error", "error"]);
});

test.each([
  '"headers": { "Authorization": "x" }',
  '"headers": { "X-Anything": ["a", "Bearer x"] }',
  '"query": { "q": "{\\"password\\":\\"x\\"}" }',
  '"body": "{\\"client_secret\\":\\"x\\"}"',
])("what may be a credential is told and counts all the same: %s", (member) => {
  const text = `{ "requests": [${entry.replace("{", `{\n ${member},\n`)}] }`;
  const { requests, problems } = parseSavedRequests(text);
  expect(requests).toHaveLength(1);
  expect(problems).toMatchObject([{ line: 2, severity: "warning" }]);
});

test("an address that holds a credential is told at its line", () => {
  const text = `{ "requests": [${entry.replace('"/x"', '"/x?access_token=x"')}] }`;
  expect(parseSavedRequests(text).problems).toMatchObject([{ line: 2, severity: "warning" }]);
});

test("nothing that can be typed makes it throw", () => {
  const text = writeSavedRequests([list, raise]);
  for (let end = 0; end < text.length; end += 1) {
    expect(() => parseSavedRequests(text.slice(0, end))).not.toThrow();
    expect(() => parseSavedRequests(text.slice(end))).not.toThrow();
  }
});

const { clients } = catalog;

const draft: Draft = {
  ...emptyDraft,
  method: "PUT",
  address: "/hr/employees/:id",
  parameters: [
    { name: "id", value: "7" },
    { name: "left", value: "over" },
  ],
  query: [{ name: "", value: "" }],
  headers: [
    { name: "X-Auth-Token", value: "hush" },
    { name: "Accept", value: "*/*" },
  ],
  body: '{"password":"hush"}',
  caller: { kind: "client", clientId: payroll.clientId },
};

test("a form is saved with its client's name and without what it does not use or may not keep", () => {
  const saved = toSavedRequest({ name: "Raise", draft, clients, schemaUrl, connection });
  expect(writeSavedRequests([saved])).not.toMatch(/hush|over/);
  expect(saved).toMatchObject({
    parameters: [{ name: "id", value: "7" }],
    query: [],
    caller: { kind: "client", name: "payroll" },
    connection,
  });
  expect(toDraft(saved, catalog)).toEqual({
    draft: {
      ...draft,
      parameters: [{ name: "id", value: "7" }],
      query: [],
      headers: [
        { name: "X-Auth-Token", value: "" },
        { name: "Accept", value: "*/*" },
      ],
      body: '{"password":""}',
    },
    missing: undefined,
  });
});

test("a whole URL is saved from the root of the schema on; one of another place is not", () => {
  const save = (address: string) =>
    toSavedRequest({
      name: "x",
      draft: { ...emptyDraft, address },
      clients: [],
      schemaUrl,
      connection,
    }).address;
  expect(save(`${schemaUrl}/x?a=1&api_key=hush`)).toBe("/x?a=1&api_key=");
  expect(save("x")).toBe("/x");
  expect(() => save("https://elsewhere.example.com/x")).toThrow("not below the schema");
});

test("a client without a name is not saved; one that is not there calls nobody", () => {
  const caller = { kind: "client", clientId: "nobody.." } as const;
  const form = { name: "x", draft: { ...draft, caller }, clients, schemaUrl, connection };
  expect(() => toSavedRequest(form)).toThrow("not there in the schema");
  expect(toDraft(raise, emptyCatalog)).toMatchObject({
    draft: { caller: { kind: "anonymous" } },
    missing: "payroll",
  });
});
