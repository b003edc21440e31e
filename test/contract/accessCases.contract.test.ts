import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Caller } from "../../src/domain/access/caller.ts";
import { callerKey } from "../../src/domain/access/callerInWords.ts";
import { parseAccessCases } from "../support/accessCases.ts";
import { startTestServer } from "../support/practiceServer.ts";
import {
  callersOf,
  disableSchema,
  type KnownCaller,
  playCatalog,
  playedRelease,
  statusOf,
} from "./playedSchema.ts";

/** The cases of test/fixtures/access that say which status a server answers, asked of the practice server over HTTP. */

const folder = `${import.meta.dirname}/../fixtures/access`;
const schemas = readdirSync(folder)
  .filter((name) => name.endsWith(".txt"))
  .flatMap((name) =>
    parseAccessCases(readFileSync(`${folder}/${name}`, "utf8")).schemas.map((schema) => ({
      ...schema,
      title: `${name}, line ${schema.line}`,
      cases: schema.cases.filter(({ status }) => status !== undefined),
    })),
  )
  .filter(({ cases }) => cases.length > 0);

test.each(schemas)("$title: the statuses are answered", async ({ catalog, cases }) => {
  await using server = await startTestServer({ release: playedRelease });
  const callers = await callersOf(server, await playCatalog(server, catalog));
  if (!catalog.schema.enabled) await disableSchema(server);
  for (const { text, caller, method, path, status } of cases) {
    const answered = await statusOf(server, { method, path }, headerOf(callers, caller));
    expect(`${text}: ${answered}`).toBe(`${text}: ${status}`);
  }
});

test("there are such cases", () => {
  expect(schemas.length).toBeGreaterThan(10);
});

function headerOf(callers: readonly KnownCaller[], caller: Caller): string | undefined {
  // The server has no issuer's key, so that to it each such token is a stranger's.
  if (caller.kind === "jwt") return "Bearer of.another.issuer";
  const known = callers.find((one) => callerKey(one.caller) === callerKey(caller));
  if (!known) throw new Error(`The server does not know ${callerKey(caller)}.`);
  return known.authorization;
}
