import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { practiceFile } from "../../../../src/vscode/practice/practiceFile.ts";

let folder: string;
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), "practice-")), "not", "there", "yet");
});
afterEach(() => rmSync(join(folder, "..", "..", ".."), { recursive: true }));

test("nothing is there at first", async () => {
  expect(await practiceFile(folder).load()).toBeUndefined();
});

test("what was saved last is loaded, and nothing else lies about", async () => {
  const file = practiceFile(folder);
  await file.save(new Uint8Array([1]));
  await file.save(new Uint8Array([2, 3]));
  expect([...((await practiceFile(folder).load()) ?? [])]).toEqual([2, 3]);
  expect(readdirSync(folder)).toEqual(["practice.sqlite"]);
});

test("nobody else may read it", async () => {
  await practiceFile(folder).save(new Uint8Array([1]));
  expect(statSync(join(folder, "practice.sqlite")).mode & 0o777).toBe(0o600);
});

test("deleting twice does no harm", async () => {
  const file = practiceFile(folder);
  await file.save(new Uint8Array([1]));
  await file.delete();
  await file.delete();
  expect(await file.load()).toBeUndefined();
});
