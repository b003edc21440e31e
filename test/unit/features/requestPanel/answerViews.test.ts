import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toAnswerTable } from "../../../../src/features/requestPanel/answerTable.ts";
import { emptyDraft } from "../../../../src/features/requestPanel/draft.ts";
import { withEtag } from "../../../../src/features/requestPanel/etagHeader.ts";
import { fileNameFor } from "../../../../src/features/requestPanel/fileNameFor.ts";
import { dumpedBytes, hexDump } from "../../../../src/features/requestPanel/hexDump.ts";
import { draftForPage, pageLinksOf } from "../../../../src/features/requestPanel/pageLinks.ts";
import { toImageSource } from "../../../../src/features/requestPanel/shownImage.ts";

describe("a table", () => {
  test("of the items of a collection, without their links", () => {
    const items = [
      { id: 1, name: "A", links: [] },
      { id: 2, tags: ["x"], gone: null },
    ];
    expect(toAnswerTable(JSON.stringify({ items }))).toEqual({
      columns: ["id", "name", "tags", "gone"],
      rows: [
        ["1", "A", "", ""],
        ["2", "", '["x"]', "null"],
      ],
      moreRows: 0,
      moreColumns: 0,
    });
  });

  test.each(["{}", "[]", '{"items":[]}', '{"items":[1]}', '{"items":{}}', "nonsense", "[[1]]"])(
    "not of %s",
    (text) => expect(toAnswerTable(text)).toBeUndefined(),
  );

  test("of a member that is nested without end", () => {
    const deep = "[".repeat(200_000) + "]".repeat(200_000);
    expect(toAnswerTable(`[{"id":1,"deep":${deep}}]`)?.rows).toEqual([["1", "[…]"]]);
  });

  test("is cut, and says by how much", () => {
    const wide = Object.fromEntries(Array.from({ length: 70 }, (_, place) => [`c${place}`, "x"]));
    const items = Array.from({ length: 600 }, () => ({ ...wide, c0: "y".repeat(900) }));
    const table = toAnswerTable(JSON.stringify(items));
    expect(table).toMatchObject({ moreRows: 100, moreColumns: 10 });
    expect(table?.rows[0]?.[0]).toHaveLength(501);
  });
});

describe("bytes", () => {
  test("as people read them", () => {
    expect(hexDump(new TextEncoder().encode("ORDS\n\u00e9 and more bytes"))).toBe(
      [
        "00000000  4f 52 44 53 0a c3 a9 20 61 6e 64 20 6d 6f 72 65  ORDS... and more",
        "00000010  20 62 79 74 65 73                                 bytes",
      ].join("\n"),
    );
  });

  test("no more than the first of them", () => {
    expect(hexDump(new Uint8Array(10_000)).split("\n")).toHaveLength(dumpedBytes / 16);
  });
});

describe("a picture", () => {
  test("holds itself, as any encoder writes it", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        const base64 = Buffer.from(bytes).toString("base64");
        expect(toImageSource("image/png", bytes)).toBe(`data:image/png;base64,${base64}`);
      }),
    );
  });

  test.each(["image/svg+xml", "text/html", "image/bmp"])("never of %s", (type) => {
    expect(toImageSource(type, new Uint8Array([1]))).toBeUndefined();
  });
});

describe("links to other pages", () => {
  const root = "https://db.example.com/ords/hr";
  const links = (href: unknown) => JSON.stringify({ links: [{ rel: "next", href }] });

  test("lead on in the same schema", () => {
    expect(pageLinksOf(links(`${root}/emp/?offset=25&x=a%20b`), root)).toEqual([
      { rel: "next", path: "/emp/?offset=25&x=a%20b" },
    ]);
  });

  test.each([
    "https://evil.example/ords/hr/emp/?offset=25",
    "http://db.example.com/ords/hr/emp/",
    "https://db.example.com/ords/hrm/emp/",
    "https://db.example.com.evil.example/ords/hr/",
    "javascript:alert(1)",
    "/ords/hr/emp/",
    7,
  ])("not to %s", (href) => {
    expect(pageLinksOf(links(href), root)).toEqual([]);
  });

  test("are read from the end of a collection, and not from its rows", () => {
    const own = [{ rel: "next", href: `${root}/emp/7` }];
    const next = [{ rel: "next", href: `${root}/emp/?offset=25` }];
    const collection = JSON.stringify({ items: [{ name: '"links"', links: own }], links: next });
    const fromItems = JSON.stringify({ links: next, items: [{ links: own }] });
    expect(pageLinksOf(collection.slice(12), root)).toEqual([
      { rel: "next", path: "/emp/?offset=25" },
    ]);
    expect(pageLinksOf(fromItems.slice(1), root)).toEqual([]);
  });

  test("ask as the same caller, with the query of the link", () => {
    const draft = { ...emptyDraft, address: "/emp/:id", caller: { kind: "pastedToken" } as const };
    const next = draftForPage(draft, { rel: "next", path: "/emp/?offset=25&x=a%20b" });
    expect(next).toMatchObject({
      address: "/emp/",
      caller: { kind: "pastedToken" },
      query: [
        { name: "offset", value: "25" },
        { name: "x", value: "a b" },
      ],
    });
  });
});

test("a question mark in the query of a link is a part of it", () => {
  const next = draftForPage(emptyDraft, { rel: "next", path: "/emp/?q=a?b&offset=25" });
  expect([next.address, next.query]).toEqual([
    "/emp/",
    [
      { name: "q", value: "a?b" },
      { name: "offset", value: "25" },
    ],
  ]);
});

test("a version goes into the header that fits, once", () => {
  const put = { ...emptyDraft, method: "PUT" as const, headers: [{ name: "", value: "" }] };
  const once = withEtag(put, '"v1"');
  expect(withEtag(once, '"v2"').headers).toEqual([{ name: "if-match", value: '"v2"' }]);
  expect(withEtag(emptyDraft, '"v1"').headers).toEqual([{ name: "if-none-match", value: '"v1"' }]);
});

test.each([
  ["/hr/employees/7?x=1", "application/json", "7.json"],
  ["/hr/report.pdf", "application/pdf", "report.pdf"],
  ["/", undefined, "answer.bin"],
  ["/../../..%2Fetc", "text/plain", "2Fetc.txt"],
  ["/.ssh", "application/problem+json", "ssh.json"],
])("the file of %s as %s is called %s", (path, type, name) => {
  expect(fileNameFor(path, type)).toBe(name);
});
