import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { messageOf } from "./messageOf.ts";
import { projectRoot, testBundles } from "./projectFolders.ts";

/** `npm run bench` lists the benches; `npm run bench -- start` runs test/bench/start.bench.ts. */
interface Bench {
  /** False when a budget that holds on every machine is broken. */
  run(): Promise<boolean | void>;
}

const folder = join(projectRoot, "test", "bench");
const [name] = process.argv.slice(2);
if (!name) {
  console.log(`Give the name of a bench: npm run bench -- <name>\n${benchNames()}`);
  process.exit(0);
}
if (!existsSync(join(folder, `${name}.bench.ts`))) {
  console.log(`There is no bench called "${name}". These exist:\n${benchNames()}`);
  process.exit(2);
}
try {
  process.exit((await (await load(name)).run()) === false ? 1 : 0);
} catch (error) {
  console.error(messageOf(error));
  process.exit(1);
}

function benchNames(): string {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".bench.ts"))
    .map((file) => `  ${file.replace(".bench.ts", "")}`)
    .join("\n");
}

async function load(bench: string): Promise<Bench> {
  const outfile = join(testBundles, `${bench}.bench.mjs`);
  await build({
    absWorkingDir: projectRoot,
    entryPoints: [join(folder, `${bench}.bench.ts`)],
    outfile,
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    target: "node20",
    sourcemap: true,
    logLevel: "warning",
  });
  return (await import(pathToFileURL(outfile).href)) as Bench;
}
