import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Mocha from "mocha";
import { version } from "vscode";

/**
 * VS Code calls this in its extension host. Every file of this folder that ends in .host.test.ts is
 * a suite: esbuild bundles all that the import below can mean, and the folder says which there are.
 */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: "bdd", timeout: 20_000, reporter: "spec", color: false });
  mocha.suite.emit("pre-require", globalThis, "", mocha);
  const results = { passed: 0, failed: 0 };
  for (const name of suiteNames()) {
    try {
      await import(`./${name}.host.test.ts`);
    } catch (error) {
      // One file that cannot be loaded must not keep the others from being run.
      it(`loads ${name}.host.test.ts`, () => {
        throw error;
      });
    }
  }
  await new Promise<void>((done) => {
    const runner = mocha.run(() => done());
    runner.on("pass", () => results.passed++);
    runner.on("fail", () => results.failed++);
  });
  const resultPath = process.env["HOST_RESULT"];
  if (resultPath) {
    const about = { node: process.versions.node, vsCode: version };
    writeFileSync(resultPath, JSON.stringify({ ...about, ...results }));
  }
  if (results.failed > 0) throw new Error(`${results.failed} of the tests failed`);
}

function suiteNames(): string[] {
  const ending = ".host.test.ts";
  return readdirSync(join(__dirname, "..", "test", "host"))
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length))
    .toSorted();
}
