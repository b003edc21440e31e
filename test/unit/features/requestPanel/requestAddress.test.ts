import fc from "fast-check";
import { expect, test } from "vitest";
import { emptyDraft, type Draft } from "../../../../src/features/requestPanel/draft.ts";
import { parametersOf, toUrl } from "../../../../src/features/requestPanel/requestAddress.ts";

const root = "https://db.example.com/ords/hr";

interface Case {
  readonly address: string;
  readonly values?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly url: string;
}

function draftOf({ address, values = {}, query = {} }: Omit<Case, "url">): Draft {
  return { ...emptyDraft, address, parameters: rowsOf(values), query: rowsOf(query) };
}

function rowsOf(record: Readonly<Record<string, string>>): Draft["query"] {
  return Object.entries(record).map(([name, value]) => ({ name, value }));
}

test.each<Case>([
  { address: "/hr/employees/", url: `${root}/hr/employees/` },
  { address: "hr/employees/", url: `${root}/hr/employees/` },
  { address: "  /a  ", url: `${root}/a` },
  { address: "", url: `${root}/` },
  { address: "/e/:id", values: { id: "7" }, url: `${root}/e/7` },
  { address: "/e/:id", url: `${root}/e/:id` },
  { address: "/e/{id}", values: { id: "a/b?c#d" }, url: `${root}/e/a%2Fb%3Fc%23d` },
  { address: "/e/:a,:b", values: { a: "1", b: "2" }, url: `${root}/e/1,2` },
  { address: "/e/:id?", url: `${root}/e/` },
  { address: "/e/:id?", values: { id: "7" }, url: `${root}/e/7` },
  { address: "/e/:id?limit=5", values: { id: "7" }, url: `${root}/e/7?limit=5` },
  { address: "/e/:id??limit=5", values: { id: "7" }, url: `${root}/e/7?limit=5` },
  { address: "/files/*", values: { "*": "a b/c" }, url: `${root}/files/a%20b/c` },
  { address: "/time/12:30", url: `${root}/time/12:30` },
  { address: "/größe/a b", url: `${root}/gr%C3%B6%C3%9Fe/a%20b` },
  { address: "/a%20b", url: `${root}/a%20b` },
  { address: "/a#b?c=#d", url: `${root}/a%23b?c=%23d` },
  { address: "/e?x=1", query: { q: '{"a":1}' }, url: `${root}/e?x=1&q=%7B%22a%22%3A1%7D` },
  { address: "/e", query: { "": "", a: "" }, url: `${root}/e?a=` },
  { address: `${root}/e/:id`, values: { id: "7" }, url: `${root}/e/7` },
  { address: root, url: `${root}/` },
])("$address with $values calls $url", (one) => {
  expect(toUrl(root, draftOf(one)).url).toBe(one.url);
});

test.each([
  ["https://elsewhere.example.com/ords/hr/e", "address"],
  [`${root}x/e`, "address"],
  ["/e/../../../admin", "address"],
  ["/e/%2e%2E/x", "address"],
  ["/e/:id", "parameter"],
])("%s cannot be sent: something is wrong with the %s", (address, field) => {
  const { problems } = toUrl(root, draftOf({ address }));
  expect(problems.map((problem) => problem.field)).toEqual([field]);
});

test("a value cannot lead out of the schema", () => {
  const { problems } = toUrl(root, draftOf({ address: "/e/:id/x", values: { id: ".." } }));
  expect(problems).toHaveLength(1);
});

test("a query value without a name is pointed at", () => {
  const { problems } = toUrl(root, draftOf({ address: "/e", query: { "": "5" } }));
  expect(problems).toMatchObject([{ field: "query", index: 0 }]);
});

test("parameters are named once, in order, optional or not", () => {
  expect(parametersOf("e/:id/{part}/:id/:line?")).toEqual([
    { name: "id", optional: false },
    { name: "part", optional: false },
    { name: "line", optional: true },
  ]);
});

test("whatever is typed, an address that may be sent stays below the schema", () => {
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.stringMatching(/^[/.:?#%{}*\\a-z0-9@]{0,20}$/),
  );
  fc.assert(
    fc.property(text, text, text, (address, value, search) => {
      const { url, problems } = toUrl(
        root,
        draftOf({ address, values: { a: value, id: value }, query: { q: search } }),
      );
      if (problems.length === 0) expect(new URL(url).href.startsWith(`${root}/`)).toBe(true);
    }),
    { numRuns: 2000 },
  );
});
