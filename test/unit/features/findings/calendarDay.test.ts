import { afterEach, expect, test, vi } from "vitest";
import type { Acceptance } from "../../../../src/domain/lint/acceptance.ts";
import { calendarDay } from "../../../../src/features/findings/calendarDay.ts";
import { schemaFindings } from "../../../../src/features/findings/schemaFindings.ts";
import { profileId } from "../../../../src/services/profiles/profile.ts";
import { catalog } from "../../../support/catalogBuilder.ts";

afterEach(() => vi.unstubAllEnvs());

const evening = Date.UTC(2026, 10, 26, 2);

test.each([
  ["America/Los_Angeles", "2026-11-25"],
  ["UTC", "2026-11-26"],
  ["Pacific/Kiritimati", "2026-11-26"],
])("a moment has the day that the calendar shows in %s", (zone, day) => {
  vi.stubEnv("TZ", zone);
  expect(calendarDay(evening)).toBe(day);
});

test("days are counted on the calendar, where clocks are changed too", () => {
  vi.stubEnv("TZ", "Europe/Berlin");
  // Half past midnight, a week before a day of 25 hours, and half an hour before midnight, before one of 23.
  expect(calendarDay(Date.UTC(2026, 9, 19, 22, 30), 30)).toBe("2026-11-19");
  expect(calendarDay(Date.UTC(2027, 2, 20, 22, 30), 30)).toBe("2027-04-19");
  expect(calendarDay(Date.UTC(2026, 11, 31, 12), 90)).toBe("2027-03-31");
});

test.each([
  ["America/Los_Angeles", "accepted"],
  ["Pacific/Kiritimati", "expired"],
] as const)("what is accepted until a day is so until that day ends in %s", (zone, state) => {
  vi.stubEnv("TZ", zone);
  const until: Acceptance = {
    schema: "HR",
    key: "publicWrite:module/hr",
    reason: "A demo",
    until: "2026-11-25",
    on: "2026-11-01",
  };
  const found = schemaFindings(
    { id: profileId("p"), name: "DB" },
    catalog().module("hr", "/hr/").handler("POST", "x").build(),
    { acceptances: [until], severities: {}, now: evening },
  );
  expect(found[state].map(({ acceptance }) => acceptance)).toEqual([until]);
});
