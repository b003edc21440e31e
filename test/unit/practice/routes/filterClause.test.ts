import fc from "fast-check";
import { expect, test } from "vitest";
import {
  comparisonOperators,
  nullOperators,
  textOperators,
  type FilterObject,
} from "../../../../src/domain/filter/filterObject.ts";
import { writeFilter } from "../../../../src/domain/filter/writeFilter.ts";
import { readFilter } from "../../../../src/practice/routes/filterClause.ts";

const columns = ["SALARY", "LAST_NAME", "HIRE_DATE", "Nick name"];
const column = fc.constantFrom("salary", "LAST_NAME", "hire_date", "Nick name");
const date = fc
  .date({ noInvalidDate: true, min: new Date("0001-01-01Z"), max: new Date("9999-12-31Z") })
  .map((day) => day.toISOString());
const value = fc.oneof(
  fc.record({ kind: fc.constant("text" as const), text: fc.string() }),
  fc.record({ kind: fc.constant("number" as const), text: fc.integer().map(String) }),
  fc.record({ kind: fc.constant("date" as const), text: date }),
);
const condition = fc.oneof(
  fc.record({ operator: fc.constantFrom(...comparisonOperators), column, value }),
  fc.record({ operator: fc.constantFrom(...textOperators), column, text: fc.string() }),
  fc.record({ operator: fc.constantFrom(...nullOperators), column }),
  fc
    .tuple(column, value, fc.constantFrom("from", "to", "both"))
    .map(([name, { kind, text }, end]) => ({
      operator: "$between" as const,
      column: name,
      kind,
      from: end === "to" ? undefined : text,
      to: end === "from" ? undefined : text,
    })),
);
const filter: fc.Arbitrary<FilterObject> = fc.record({
  match: fc.constantFrom("all" as const, "any" as const),
  conditions: fc.array(condition, { maxLength: 5 }),
  order: fc.uniqueArray(
    fc.record({ column, direction: fc.constantFrom("asc" as const, "desc" as const) }),
    { selector: (one) => one.column },
  ),
  asOf: fc.constant(undefined),
});

test("whatever is built in rows can be tried out, as values that are bound", () => {
  fc.assert(
    fc.property(filter, (one) => {
      const clause = readFilter(writeFilter(one), columns);
      expect(clause).toMatchObject({ kind: "clause" });
      if (clause.kind === "refused") return;
      const bound = new Set(clause.where.match(/:ords\$q\d+/g));
      expect(bound.size).toBe(Object.keys(clause.values).length);
      expect(clause.orderBy.split(", ").filter(Boolean)).toHaveLength(one.order.length);
    }),
  );
});

test("the past is not", () => {
  const asOf = { kind: "scn", text: "1" } as const;
  const past = writeFilter({ match: "all", conditions: [], order: [], asOf });
  expect(readFilter(past, columns)).toEqual({
    kind: "refused",
    why: "The practice server has no past: $asof is not known.",
  });
});
