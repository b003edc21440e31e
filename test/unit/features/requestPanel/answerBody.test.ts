import { expect, test } from "vitest";
import { createAnswerBody, shownLength } from "../../../../src/features/requestPanel/answerBody.ts";
import { response } from "../../../support/requestPanelFakes.ts";

const bodyOf = (type: string | undefined, body: string | Uint8Array, truncated = false) =>
  createAnswerBody(1, response({ headers: type ? { "content-type": type } : {}, body, truncated }));

test("JSON is laid out, by its type or by its look", () => {
  for (const type of ["application/json", "application/problem+json; charset=utf-8", undefined]) {
    expect(bodyOf(type, '{"a":1}').shown).toEqual({
      id: 1,
      language: "json",
      text: '{\n  "a": 1\n}',
      table: undefined,
      image: undefined,
    });
  }
});

test.each([
  ["text/html", "<p>", "html"],
  ["application/xml", "<a/>", "xml"],
  ["text/csv", "a,b", "plaintext"],
  [undefined, "hello", "plaintext"],
])("a body of type %s is %s", (type, text, language) => {
  expect(bodyOf(type, text).shown).toMatchObject({ language, text });
});

test("JSON that is broken off is shown as it came, and it is said", () => {
  const { shown, facts } = bodyOf("application/json", '{"a":');
  expect(shown?.text).toBe('{"a":');
  expect(facts).toMatchObject({ note: expect.stringContaining("it is not") });
});

test("an answer that was not read to its end says so", () => {
  expect(bodyOf("application/json", "[1,", true).facts).toMatchObject({
    note: expect.stringContaining("the rest was not read"),
  });
});

test("an answer cut at the limit says how long it would have been, and is laid out as far as it came", () => {
  const cut = response({ body: '{"a":[1,', truncated: true, announcedBytes: 1_073_741_824 });
  const { facts, shown } = createAnswerBody(1, cut);
  expect(shown).toMatchObject({ language: "json", text: '{\n  "a": [\n    1,' });
  expect(facts).toMatchObject({
    note: "The answer has 1.1 GB; after 8 bytes it was not read on. The limit is the setting ordsSecurity.maxBodyMegabytes.",
  });
});

test("of a long body only the beginning is read, and no character is cut in two", async () => {
  const text = `["${"€".repeat(1_999_999)}"]`;
  const body = bodyOf(undefined, text);
  const { shown, facts } = body;
  expect(shown?.language).toBe("json");
  expect(shown?.text).toMatch(/^\[\n {2}"€+$/);
  expect(facts).toMatchObject({ note: expect.stringContaining("Only its beginning") });
  expect((await body.whole())?.text).toBe(JSON.stringify(JSON.parse(text), undefined, 2));
});

test("a long body is read in slices that let others have their turn", async () => {
  const rows = Array.from({ length: 400_000 }, (_, id) => ({ id, name: "Stéven" }));
  const body = bodyOf("application/json", JSON.stringify(rows));
  let turns = 0;
  const others = setInterval(() => (turns += 1), 0);
  const all = await body.whole();
  clearInterval(others);
  expect(turns).toBeGreaterThan(10);
  expect(all?.text).toBe(JSON.stringify(rows, undefined, 2));
});

test("what is not text is shown by its first bytes, and a picture as one", async () => {
  const bytes = new Uint8Array([0x25, 0x50, 0x44, 0x46, 0]);
  const pdf = bodyOf("application/pdf", bytes);
  expect(pdf.facts).toMatchObject({ kind: "binary", mediaType: "application/pdf" });
  expect(pdf.shown?.text).toContain("25 50 44 46 00");
  expect(await pdf.whole()).toBeUndefined();
  expect(bodyOf(undefined, new Uint8Array([1, 0, 2])).facts.kind).toBe("binary");
  const picture = bodyOf("image/png", bytes);
  expect(picture.shown).toMatchObject({ text: "", image: "data:image/png;base64,JVBERgA=" });
  // A picture that was cut is only bytes, and one that may hold script only text.
  expect(bodyOf("image/png", bytes, true).shown?.image).toBeUndefined();
  expect(bodyOf("image/svg+xml", "<svg/>").shown).toMatchObject({
    language: "xml",
    image: undefined,
  });
});

test("the page gets at most its share, the editor gets all", async () => {
  const rows = Array.from({ length: 200_000 }, (_, id) => ({ id }));
  const body = bodyOf("application/json", JSON.stringify(rows));
  const { shown, facts } = body;
  expect(shown?.text.length).toBeLessThanOrEqual(shownLength);
  expect(shown?.text.length).toBeGreaterThan(shownLength - 1000);
  expect(facts).toMatchObject({ note: expect.stringContaining("Only its beginning") });
  expect((await body.whole())?.text).toBe(JSON.stringify(rows, undefined, 2));
});

test("one line longer than a page can carry is cut too", () => {
  expect(bodyOf("text/plain", "x".repeat(shownLength * 2)).shown?.text.length).toBe(shownLength);
});

test("an empty body is said to be empty", () => {
  expect(bodyOf("application/json", "").facts).toEqual({ kind: "empty" });
});
