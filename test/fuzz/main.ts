import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { projectRoot } from "../workbench/projectFolders.ts";
import { fuzzReader } from "./fuzzReader.ts";

/** `npm run fuzz -- --seconds 60`: with `--seed` the same texts come again. */
const { values } = parseArgs({
  options: { seconds: { type: "string", default: "20" }, seed: { type: "string" } },
});
const seconds = Number(values.seconds);
const seed = Number(values.seed ?? Date.now() % 1_000_000_000);
if (!(seconds > 0) || !Number.isInteger(seed)) {
  console.error(
    "Give the time in seconds and, to see the same texts again, the seed: --seconds 60 --seed 1",
  );
  process.exit(2);
}

console.log(`Reading changed scripts for ${seconds} s, seed ${seed}.`);
const end = performance.now() + seconds * 1000;
const { cases, measured, failure } = fuzzReader({
  seed,
  folder: join(projectRoot, "test", "fixtures", "scripts"),
  goesOn: () => performance.now() < end,
  measuresEach: 100,
});
console.log(`${cases.toLocaleString("en")} texts read, the cost of ${measured} measured.`);
if (failure !== undefined) {
  const folder = join(projectRoot, "dist-test", "fuzz");
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `seed-${seed}.sql`);
  writeFileSync(file, failure.text);
  console.error(`Wrong: ${failure.what}`);
  if (failure.edits.length > 0) {
    console.error(`after typing ${JSON.stringify(failure.edits)}`);
  }
  console.error(`The text, as small as it could be made, is in ${file}`);
  process.exit(1);
}
