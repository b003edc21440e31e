import { notInPractice } from "./oracleError.ts";
import type { SqlCell } from "./sqlEngine.ts";

/**
 * TO_CHAR of a date, which the practice server keeps as `2026-11-25T14:30:00Z`, with a format of four-digit years, of
 * numbers and of quoted text.
 */
export function toDateText(value: SqlCell, format: SqlCell): SqlCell {
  if (value === null || format === null) return null;
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d):(\d\d))?/.exec(String(value)) ?? [];
  if (year === undefined) throw notInPractice("TO_CHAR with a format, of what is no date");
  const parts: Readonly<Record<string, string | undefined>> = {
    YYYY: year,
    MM: month,
    DD: day,
    HH24: hour ?? "00",
    MI: minute ?? "00",
    SS: second ?? "00",
  };
  return String(format).replaceAll(/"([^"]*)"|[A-Za-z]+(?:24)?/g, (word, text?: string) => {
    const part = text ?? parts[word.toUpperCase()];
    if (part === undefined) throw notInPractice(`the format ${word} of TO_CHAR`);
    return part;
  });
}
