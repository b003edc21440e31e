import { expect, test } from "vitest";
import { startTestServer } from "../../support/practiceServer.ts";

// In a file of its own: an engine that was loaded once in a process stays loaded.
test("an engine that is not where it should be is said so", async () => {
  await expect(
    startTestServer({ locateWasm: () => "/nowhere/sql-wasm.wasm" }),
  ).rejects.toMatchObject({
    code: "practiceFailed",
    message: "The SQL engine of the practice server could not be loaded.",
  });
});
