import { afterEach, expect, test } from "vitest";
import { catalogOf, closePractice, practiceId, practiceWays } from "./practiceSchemas.ts";

afterEach(closePractice);

const ways = ["rest", "driver", "administrator"] as const;

test.each(ways)("when secrets were issued is in the catalog, by %s", async (way) => {
  const { sessions } = await practiceWays[way]("hr", "25.4");
  const { clients } = await sessions.open(practiceId);
  const dates = clients.map(({ secretsIssuedOn }) => secretsIssuedOn);
  expect(dates.length).toBeGreaterThan(0);
  for (const date of dates) {
    expect(date?.first ?? "").toMatch(/^(?:|20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d)$/);
    expect(date?.second).toBeUndefined();
  }
  expect(dates.some((date) => date?.first !== undefined)).toBe(true);
});

test.each(ways)("an older release does not tell, and that is no problem, by %s", async (way) => {
  const { sessions } = await practiceWays[way]("hr", "24.4");
  await sessions.open(practiceId);
  const { clients, problems } = catalogOf(sessions);
  expect(clients.map(({ secretsIssuedOn }) => secretsIssuedOn)).toEqual(
    clients.map(() => undefined),
  );
  expect(problems.filter(({ message }) => message.includes("ISSUED"))).toEqual([]);
});
