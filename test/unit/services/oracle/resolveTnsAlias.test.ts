import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { DatabaseAddress } from "../../../../src/domain/database/databaseAddress.ts";
import { resolveTnsAlias } from "../../../../src/services/oracle/resolveTnsAlias.ts";

const descriptor = (host: string) => `(DESCRIPTION=(ADDRESS=(PROTOCOL=TCP)(HOST=${host})))`;

let folder = "";
let other = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tns-"));
  other = await mkdtemp(join(tmpdir(), "tns-"));
  await writeFile(join(folder, "tnsnames.ora"), `HR=${descriptor("a")}\nbroken=(DESCRIPTION=(\n`);
  await writeFile(join(other, "tnsnames.ora"), `HR=${descriptor("b")}\n`);
});
afterAll(() => Promise.all([folder, other].map((one) => rm(one, { recursive: true }))));

const alias = (name: string, where?: string): DatabaseAddress => ({
  kind: "tnsAlias",
  alias: name,
  folder: where,
});

test("a name becomes what stands in the file, although another entry of it is faulty", async () => {
  const text = descriptor("a");
  expect(await resolveTnsAlias(alias("hr"), folder)).toEqual({ kind: "connectString", text });
});

test("the folder of the connection goes before that of the setting", async () => {
  const text = descriptor("b");
  expect(await resolveTnsAlias(alias("HR", other), folder)).toMatchObject({ text });
});

test.each<[string, DatabaseAddress, () => string | undefined]>([
  ["a name that is not there", alias("sales"), () => folder],
  ["a name without a folder", alias("hr"), () => undefined],
  ["a name in a folder without the file", alias("hr"), () => join(folder, "no such folder")],
  ["a text", { kind: "connectString", text: "hr" }, () => folder],
])("%s goes to the driver as it is", async (_, address, where) => {
  expect(await resolveTnsAlias(address, where())).toEqual(address);
});
