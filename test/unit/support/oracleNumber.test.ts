import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readOracleNumber, writeOracleNumber } from "../../support/oracleListener/oracleNumber.ts";

function encoded(value: number | string): Buffer {
  const target = Buffer.alloc(40, 0xee);
  return target.subarray(5, 5 + writeOracleNumber(target, 5, value));
}

describe("a NUMBER", () => {
  // As `select dump(n) from dual` shows them in Oracle's documentation of the type.
  test.each([
    [0, [128]],
    [1, [193, 2]],
    [-1, [62, 100, 102]],
    [100, [194, 2]],
    [123.45, [194, 2, 24, 46]],
    [-123.45, [61, 100, 78, 56, 102]],
    [0.01, [192, 2]],
    [0.1, [193 - 1, 11]],
    [1e-130, [128, 2]],
    [-1e-130, [127, 100, 102]],
  ])("of %d is %j", (value, bytes) => {
    expect([...encoded(value)]).toEqual(bytes);
    expect(readOracleNumber(encoded(value))).toBe(value);
  });

  test("comes back as it was", () => {
    const numbers = fc.oneof(
      fc.maxSafeInteger(),
      fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e125, max: 1e125 }),
      fc.integer({ min: -1000, max: 1000 }),
    );
    fc.assert(
      fc.property(numbers, (value) => {
        fc.pre(value === 0 || Math.abs(value) >= 1e-130);
        expect(readOracleNumber(encoded(value))).toBe(value === 0 ? 0 : value);
        expect(encoded(String(value))).toEqual(encoded(value));
      }),
    );
  });

  test("has no more than 21 bytes, and no less room than it needs", () => {
    expect(encoded("1234567890123456789012345678901234567890123")).toHaveLength(21);
    expect(() => encoded(1e126)).toThrow(RangeError);
    expect(() => encoded("twelve")).toThrow(RangeError);
  });
});
