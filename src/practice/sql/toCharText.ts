import type { SqlCell } from "./sqlEngine.ts";

/** TO_CHAR with one argument: a number as Oracle writes it, `.5` for a half; a text stays as it is. */
export function toCharText(value: SqlCell): SqlCell {
  if (typeof value !== "number" || Number.isSafeInteger(value)) {
    return value === null ? null : String(value);
  }
  return plainNumber.format(value).replace(/^(-?)0\./, "$1.");
}

/** Without an exponent, however large or small. */
const plainNumber = new Intl.NumberFormat("en-US", {
  useGrouping: false,
  maximumFractionDigits: 20,
});
