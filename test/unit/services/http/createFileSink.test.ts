import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { isUserFacingError } from "../../../../src/base/errors.ts";
import { createFileSink } from "../../../../src/services/http/createFileSink.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "ords-security-sink-"));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

test("a body stands in its place when it is complete, and not before", async () => {
  const path = join(folder, "answer.json");
  await writeFile(path, "old");
  const sink = await createFileSink(path)();
  await sink.write(bytes("ne"));
  expect(await readFile(path, "utf8")).toBe("old");
  await sink.write(bytes("w"));
  await sink.close();
  expect(await readFile(path, "utf8")).toBe("new");
  expect(await readdir(folder)).toEqual(["answer.json"]);
});

test("a body that does not come to its end leaves nothing, and what was there stays", async () => {
  const path = join(folder, "answer.json");
  await writeFile(path, "old");
  const sink = await createFileSink(path)();
  await sink.write(bytes("half"));
  await sink.discard();
  expect(await readdir(folder)).toEqual(["answer.json"]);
  expect(await readFile(path, "utf8")).toBe("old");
});

test("a place that cannot be written to is said in words", async () => {
  const error: unknown = await createFileSink(join(folder, "no", "answer.json"))().catch(
    (failure: unknown) => failure,
  );
  if (!isUserFacingError(error)) throw new Error("Not told to the person");
  expect(error.code).toBe("storageFailed");
  expect(error.message).toContain("answer.json");
  expect(error.why).toContain("does not exist");
});
