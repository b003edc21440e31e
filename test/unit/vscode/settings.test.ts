import { beforeEach, expect, test, vi } from "vitest";
import { createSettings } from "../../../src/vscode/settings.ts";

const stored = vi.hoisted(() => new Map<string, unknown>());

vi.mock("vscode", () => ({
  workspace: { getConfiguration: () => ({ get: (key: string) => stored.get(key) }) },
}));

beforeEach(() => stored.clear());

test("without a setting the defaults count", () => {
  const settings = createSettings();
  expect([settings.requestTimeoutMs, settings.databaseTimeoutMs, settings.tnsAdmin]).toEqual([
    30_000,
    60_000,
    "",
  ]);
});

test("a change counts at once, and what makes no sense does not", () => {
  const settings = createSettings();
  stored.set("ordsSecurity.databaseTimeout", 5);
  stored.set("ordsSecurity.tnsAdmin", "/oracle/admin");
  expect([settings.databaseTimeoutMs, settings.tnsAdmin]).toEqual([5000, "/oracle/admin"]);
  stored.set("ordsSecurity.diagnostics", { noCommit: "off" });
  expect(settings.ruleSeverities).toEqual({ noCommit: "off" });
  stored.set("ordsSecurity.diagnostics", { noCommit: "loud" });
  expect(settings.ruleSeverities).toEqual({});
  stored.set("ordsSecurity.findings", { publicHandler: "off", sodaOpen: "error" });
  expect(settings.findingSeverities).toEqual({ publicHandler: "off", sodaOpen: "error" });
  // A severity of scripts only.
  stored.set("ordsSecurity.findings", { publicHandler: "hint" });
  expect(settings.findingSeverities).toEqual({});
  stored.set("ordsSecurity.databaseTimeout", 0);
  stored.set("ordsSecurity.tnsAdmin", 7);
  expect([settings.databaseTimeoutMs, settings.tnsAdmin]).toEqual([60_000, ""]);
});
