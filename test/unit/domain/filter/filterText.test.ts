import fc from "fast-check";
import { expect, test } from "vitest";
import {
  comparisonOperators,
  filterValueKinds,
  nullOperators,
  textOperators,
  type FilterCondition,
  type FilterObject,
  type FilterValueKind,
} from "../../../../src/domain/filter/filterObject.ts";
import { readFilterText } from "../../../../src/domain/filter/readFilterText.ts";
import { writeFilter } from "../../../../src/domain/filter/writeFilter.ts";

function read(text: string): FilterObject | string {
  const result = readFilterText(text);
  return result.kind === "filter" ? result.filter : result.why;
}

const column = fc.oneof(
  fc.constantFrom("salary", "NAME", "name", "__proto__", "7"),
  fc.string({ unit: "binary", minLength: 1 }).filter((name) => !name.startsWith("$")),
);
const number = fc
  .tuple(fc.integer(), fc.constantFrom(1, 100, 1000))
  .map(([whole, part]) => String(whole / part));
const text = fc.string({ unit: "binary" });
const textOf = (kind: FilterValueKind): fc.Arbitrary<string> => (kind === "number" ? number : text);
const kind = fc.constantFrom(...filterValueKinds);

const condition: fc.Arbitrary<FilterCondition> = fc.oneof(
  kind.chain((one) =>
    fc.record({
      operator: fc.constantFrom(...comparisonOperators),
      column,
      value: fc.record({ kind: fc.constant(one), text: textOf(one) }),
    }),
  ),
  fc.record({ operator: fc.constantFrom(...textOperators), column, text }),
  fc.record({ operator: fc.constantFrom(...nullOperators), column }),
  kind.chain((one) => {
    const end = fc.option(
      textOf(one).filter((words) => words !== ""),
      { nil: undefined },
    );
    return fc
      .record({
        operator: fc.constant("$between" as const),
        column,
        kind: fc.constant(one),
        from: end,
        to: end,
      })
      .filter(({ from, to }) => from !== undefined || to !== undefined);
  }),
);

const filter: fc.Arbitrary<FilterObject> = fc
  .record({
    match: fc.constantFrom("all" as const, "any" as const),
    conditions: fc.array(condition, { maxLength: 6 }),
    order: fc.uniqueArray(
      fc.record({ column, direction: fc.constantFrom("asc" as const, "desc" as const) }),
      { selector: (one) => one.column.toLowerCase(), maxLength: 3 },
    ),
    asOf: fc.option(
      fc.oneof(
        fc.record({ kind: fc.constant("date" as const), text }),
        fc.record({ kind: fc.constant("scn" as const), text: fc.nat().map(String) }),
      ),
      { nil: undefined },
    ),
  })
  // Of no condition it cannot be said whether all or any have to hold.
  .map((one) => (one.conditions.length === 0 ? { ...one, match: "all" as const } : one));

test("what is written is read as the same, and is JSON", () => {
  fc.assert(
    fc.property(filter, (one) => {
      const written = writeFilter(one);
      JSON.parse(written);
      expect(read(written)).toEqual(one);
    }),
  );
});

test("whatever stands in q is read or told about, and never thrown at", () => {
  const nearly = filter.map(writeFilter).chain((written) =>
    fc.tuple(fc.nat(written.length), fc.string()).map(
      // A filter that somebody is in the middle of changing.
      ([at, typed]) => written.slice(0, at) + typed + written.slice(at + 1),
    ),
  );
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json(), nearly), (typed) => void readFilterText(typed)),
  );
  expect(read(`${'{"a":['.repeat(2000)}1${"]}".repeat(2000)}`)).toBe("it is not valid JSON");
  expect(read(`{"a":"${"x".repeat(200_000)}"}`)).toBe("it is too long");
});

test("what has been read is written in one way and means the same", () => {
  fc.assert(
    fc.property(fc.oneof(fc.json(), filter.map(writeFilter)), (typed) => {
      const first = readFilterText(typed);
      if (first.kind === "filter") expect(readFilterText(writeFilter(first.filter))).toEqual(first);
    }),
  );
});

test.each<[string, string]>([
  ['{"job":"CLERK"}', '{"job":{"$eq":"CLERK"}}'],
  [
    '{"hired":{"$date":"2016-01-01T00:00:00Z"}}',
    '{"hired":{"$eq":{"$date":"2016-01-01T00:00:00Z"}}}',
  ],
  [
    '{ "salary": { "$gte": 1000, "$lt": 2000.50 } }',
    '{"$and":[{"salary":{"$gte":1000}},{"salary":{"$lt":2000.5}}]}',
  ],
  ['{"a":1,"$and":[{"b":{"$null":null}}]}', '{"a":{"$eq":1},"b":{"$null":null}}'],
  ['{"$orderby":{"sal":-1,"name":"ASC"}}', '{"$orderby":{"sal":"desc","name":"asc"}}'],
  ['{"$asof":1273919}', '{"$asof":{"$scn":1273919}}'],
  ['{"$asof":"2026-01-01T00:00:00Z"}', '{"$asof":{"$date":"2026-01-01T00:00:00Z"}}'],
  ["", "{}"],
])("%s is read as %s", (typed, written) => {
  const filterRead = read(typed);
  expect(typeof filterRead === "string" ? filterRead : writeFilter(filterRead)).toBe(written);
});

test.each([
  ["[1]", "no JSON object"],
  ['{"a":1,"A":2}', "names A twice"],
  ['{"a":1,"$or":[{"b":2}]}', "mixes"],
  ['{"$or":[{"b":2}],"a":1}', "mixes"],
  ['{"$or":[{"a":1,"b":2}]}', "within conditions"],
  ['{"$or":[{"$and":[{"a":1}]}]}', "within conditions"],
  ['{"$or":[]}', "empty list"],
  ['{"a":{"$regex":"x"}}', "condition on a"],
  ['{"a":{"$GT":1}}', "condition on a"],
  ['{"a":{"$gt":true}}', "condition on a"],
  ['{"a":{"$like":1}}', "condition on a"],
  ['{"a":{"$between":[1,"2"]}}', "condition on a"],
  ['{"a":{"$between":[null,null]}}', "condition on a"],
  ['{"a":[{"$gt":1}]}', "condition on a"],
  ['{"a":null}', "condition on a"],
  ['{"$nor":[{"a":1}]}', "$nor is no column"],
  ['{"a":12345678901234567890}', "15 digits"],
  ['{"$orderby":"a"}', "$orderby"],
  ['{"$orderby":{"a":"up"}}', "$orderby"],
  ['{"$asof":{"$scn":"x"}}', "$asof"],
])("%s is no list of conditions: %s", (typed, why) => {
  expect(read(typed)).toContain(why);
});
