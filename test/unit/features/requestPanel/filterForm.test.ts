import fc from "fast-check";
import { expect, test } from "vitest";
import {
  comparisonOperators,
  filterOperators,
  type FilterOperator,
} from "../../../../src/domain/filter/filterObject.ts";
import { readFilterText } from "../../../../src/domain/filter/readFilterText.ts";
import { writeFilter } from "../../../../src/domain/filter/writeFilter.ts";
import {
  parseFilterForm,
  type ConditionRow,
  type FilterForm,
} from "../../../../src/features/requestPanel/filterForm.ts";
import { filterOfForm, formOfFilter } from "../../../../src/features/requestPanel/filterOfForm.ts";

const empty: FilterForm = { match: "all", conditions: [], order: [], asOf: "" };
const emptyRow: ConditionRow = { column: "", operator: "$eq", kind: "auto", value: "", to: "" };

const typed = fc.oneof(
  fc.string(),
  fc.constantFrom("", "salary", "$x", "1000", "-0.5", "01", "1e400", "2026-01-31", "A%"),
);
const form: fc.Arbitrary<FilterForm> = fc.record({
  match: fc.constantFrom("all" as const, "any" as const),
  conditions: fc.array(
    fc.record({
      column: typed,
      operator: fc.constantFrom(...filterOperators),
      kind: fc.constantFrom("auto" as const, "text" as const, "number" as const, "date" as const),
      value: typed,
      to: typed,
    }),
    { maxLength: 5 },
  ),
  order: fc.array(
    fc.record({ column: typed, direction: fc.constantFrom("asc" as const, "desc" as const) }),
    { maxLength: 3 },
  ),
  asOf: typed,
});

/** The JSON that one row gives, or what is wrong with it. */
function written(part: Partial<FilterForm>): string {
  const { filter, problems } = filterOfForm({ ...empty, ...part });
  return problems[0]?.message ?? writeFilter(filter);
}

function rowWritten(row: Partial<ConditionRow>): string {
  return written({ conditions: [{ ...emptyRow, column: "a", ...row }] });
}

test("whatever is typed gives JSON, and what is wrong is said of its row", () => {
  fc.assert(
    fc.property(form, (one) => {
      const { filter, problems } = filterOfForm(one);
      JSON.parse(writeFilter(filter));
      for (const { part, index, message } of problems) {
        const rows = { condition: one.conditions, order: one.order, asOf: [one.asOf] }[part];
        expect(index).toBeLessThan(rows.length);
        expect(message).toMatch(/[.?]$/);
      }
    }),
  );
});

test("rows that were made of a filter say the same", () => {
  fc.assert(
    fc.property(form, (one) => {
      const { filter } = filterOfForm(one);
      expect(filterOfForm(formOfFilter(filter))).toEqual({ filter, problems: [] });
    }),
  );
});

test("what rows write is read into rows again, if its numbers are not too long", () => {
  fc.assert(
    fc.property(form, (one) => {
      const text = writeFilter(filterOfForm(one).filter);
      const read = readFilterText(text);
      if (read.kind === "unreadable") {
        expect(read.why).toMatch(/digits|not understood/);
        return;
      }
      const again = filterOfForm(formOfFilter(read.filter));
      expect(readFilterText(writeFilter(again.filter))).toEqual(read);
    }),
  );
});

test("a form crosses from the page as it is, and nothing else does", () => {
  fc.assert(
    fc.property(form, (one) => {
      expect(parseFilterForm(structuredClone(one))).toEqual(one);
    }),
  );
  expect(
    parseFilterForm({ ...empty, conditions: Array.from({ length: 300 }, () => emptyRow) }),
  ).toBeUndefined();
  for (const broken of [
    undefined,
    null,
    [],
    { ...empty, match: "none" },
    { ...empty, asOf: 1 },
    { ...empty, order: [{ column: "a", direction: "up" }] },
    { ...empty, conditions: [{ ...emptyRow, operator: "$regex" }] },
    { ...empty, conditions: [{ ...emptyRow, kind: "any" }] },
    { ...empty, conditions: [null] },
  ]) {
    expect(parseFilterForm(broken)).toBeUndefined();
  }
});

test.each<[Partial<ConditionRow>, string]>([
  [{ value: "1000" }, '{"a":{"$eq":1000}}'],
  [{ value: "1000", kind: "text" }, '{"a":{"$eq":"1000"}}'],
  [{ value: "01" }, '{"a":{"$eq":"01"}}'],
  [{ value: "KING" }, '{"a":{"$eq":"KING"}}'],
  [{ value: "KING", kind: "number" }, "This is no number such as 1000 or 0.5."],
  [{ value: "2026-01-31" }, '{"a":{"$eq":{"$date":"2026-01-31T00:00:00Z"}}}'],
  [{ value: "2026-01-31 08:30" }, '{"a":{"$eq":{"$date":"2026-01-31T08:30:00Z"}}}'],
  [{ value: "2026-01-31T08:30:00+02:00" }, '{"a":{"$eq":{"$date":"2026-01-31T06:30:00Z"}}}'],
  [{ value: "2026-01-31", kind: "text" }, '{"a":{"$eq":"2026-01-31"}}'],
  [{ value: "31.1.2026", kind: "date" }, "This is no date such as 2026-01-31 or"],
  [{ value: "2026-13-31", kind: "date" }, "This is no date such as 2026-01-31 or"],
  [{ value: "" }, "Which value?"],
  [{ column: "", value: "x" }, "Which column?"],
  [{ column: "$or", value: "x" }, "A column does not begin with $."],
  [{ operator: "$like", value: "1000" }, '{"a":{"$like":"1000"}}'],
  [{ operator: "$null", value: "x" }, '{"a":{"$null":null}}'],
  [{ operator: "$between", value: "1", to: "2" }, '{"a":{"$between":[1,2]}}'],
  [{ operator: "$between", value: "", to: "2" }, '{"a":{"$between":[null,2]}}'],
  [{ operator: "$between", value: "1", to: "x" }, '{"a":{"$between":["1","x"]}}'],
  [{ operator: "$between" }, "From where to where?"],
])("%o gives %s", (row, words) => {
  expect(rowWritten(row)).toContain(words);
});

test("a row that is empty is no problem", () => {
  expect(written({ conditions: [emptyRow], order: [{ column: " ", direction: "asc" }] })).toBe(
    "{}",
  );
});

test("any, order and a moment in the past", () => {
  const conditions = (["$gt", "$lt"] as readonly FilterOperator[]).map((operator) => ({
    ...emptyRow,
    column: "a",
    operator,
    value: "1",
  }));
  expect(written({ match: "any", conditions })).toBe('{"$or":[{"a":{"$gt":1}},{"a":{"$lt":1}}]}');
  expect(written({ conditions })).toBe('{"$and":[{"a":{"$gt":1}},{"a":{"$lt":1}}]}');
  const order = [
    { column: "b", direction: "desc" as const },
    { column: "a", direction: "asc" as const },
  ];
  expect(written({ order })).toBe('{"$orderby":{"b":"desc","a":"asc"}}');
  expect(written({ order: [...order, { column: "B", direction: "asc" }] })).toContain("already");
  expect(written({ asOf: "1273919" })).toBe('{"$asof":{"$scn":1273919}}');
  expect(written({ asOf: "2026-01-31" })).toBe('{"$asof":{"$date":"2026-01-31T00:00:00Z"}}');
  expect(written({ asOf: "yesterday" })).toContain("neither");
});

test("every comparison takes a value of every type", () => {
  for (const operator of comparisonOperators)
    expect(rowWritten({ operator, value: "x" })).toBe(`{"a":{"${operator}":"x"}}`);
});
