import { messageOf } from "./messageOf.ts";
import { elapsed } from "./say.ts";
import { suites, type SuiteResult } from "./suites.ts";

/** `npm test` runs all suites; `npm test -- unit e2e` runs those. The last line is for machines. */
const names = process.argv.slice(2);
const unknown = names.filter((name) => !suites.some((suite) => suite.name === name));
if (unknown.length > 0) {
  const known = suites.map((suite) => suite.name).join(", ");
  console.log(`There is no suite called ${unknown.join(", ")}. The suites are ${known}.`);
  process.exit(2);
}

const total = { passed: 0, failed: 0 };
for (const { name, run } of suites) {
  if (names.length > 0 && !names.includes(name)) continue;
  const started = Date.now();
  const result = requireTests(await run().catch(failedToRun));
  total.passed += result.passed;
  total.failed += result.failed;
  if (result.failed > 0) console.log(indent(result.output));
  console.log(`${name}: ${result.passed} passed, ${result.failed} failed (${elapsed(started)})`);
}
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed > 0 ? 1 : 0);

function requireTests(result: SuiteResult): SuiteResult {
  if (result.passed + result.failed > 0) return result;
  return { ...result, failed: 1, output: `${result.output}\nNo test has run, so this has failed.` };
}

function failedToRun(error: unknown): SuiteResult {
  return { passed: 0, failed: 1, output: messageOf(error) };
}

function indent(text: string): string {
  return text.trim().replaceAll(/^/gm, "  ");
}
