// node esbuild.mjs [--production] [--watch]: the extension and its pages into dist/.
// node esbuild.mjs --tests: the tests that run inside VS Code into dist-test/host.js.
import { context } from "esbuild";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";

const production = process.argv.includes("--production");
const watch = process.argv.includes("--watch");
const tests = process.argv.includes("--tests");

/** Every dynamic import of a file of our own becomes a bundle of its own, loaded at its first use. */
const lazyBundles = {
  name: "lazy-bundles",
  setup(build) {
    build.onResolve({ filter: /^\..*\.ts$/ }, ({ path, kind }) =>
      kind === "dynamic-import" && !tests
        ? { path: `./${basename(path, ".ts")}.js`, external: true }
        : undefined,
    );
  },
};

/** The files that some `await import("./x.ts")` names. Their names are unique, since dist/ is flat. */
function lazyFiles() {
  const sources = readdirSync("src", { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => join("src", file));
  const found = sources.flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(/\bimport\("(\.[^"]+\.ts)"\)/g)].map(([, path]) =>
      join(dirname(file), path),
    ),
  );
  return [...new Set(found)];
}

/** The driver's bundle is built by itself. */
function isNotDriver(file) {
  return basename(file) !== "openOracleSqlRunner.ts";
}

const common = {
  bundle: true,
  minify: production,
  sourcemap: production ? false : "linked",
  legalComments: "none",
  logLevel: "warning",
  metafile: true,
};

const host = {
  ...common,
  entryPoints: tests
    ? { host: "test/host/index.ts" }
    : ["src/extension.ts", "src/practice/practiceWorker.ts", ...lazyFiles().filter(isNotDriver)],
  outdir: tests ? "dist-test" : "dist",
  entryNames: "[name]",
  platform: "node",
  target: "node20",
  format: "cjs",
  external: ["vscode", "mocha"],
  plugins: [lazyBundles],
};

// Oracle's driver looks classes up by their names, which minifying would change.
const driver = {
  ...host,
  entryPoints: ["src/services/oracle/openOracleSqlRunner.ts"],
  keepNames: true,
};

const pages = {
  ...common,
  entryPoints: {
    requestPanel: "src/webviews/requestPanel/main.ts",
    accessMatrix: "src/webviews/accessMatrix/main.ts",
    verification: "src/webviews/verification/main.ts",
    accessExplanation: "src/webviews/accessExplanation/main.ts",
  },
  outdir: "dist",
  platform: "browser",
  target: "es2022",
  format: "iife",
};

const builds = tests ? [host] : [host, driver, pages];
if (!tests && !watch) rmSync("dist", { recursive: true, force: true });
const contexts = await Promise.all(builds.map((options) => context(options)));
const results = await Promise.all(contexts.map((one) => one.rebuild()));
if (!tests) {
  mkdirSync("dist", { recursive: true });
  cpSync("node_modules/sql.js/dist/sql-wasm.wasm", "dist/sql-wasm.wasm");
  cpSync("node_modules/@vscode/codicons/dist/codicon.css", "dist/codicon.css");
  cpSync("node_modules/@vscode/codicons/dist/codicon.ttf", "dist/codicon.ttf");
  // What went into each bundle; the size bench reads it. It is not packaged.
  writeFileSync("dist/meta.json", JSON.stringify(results.map(({ metafile }) => metafile)));
}
if (watch) await Promise.all(contexts.map((one) => one.watch()));
else await Promise.all(contexts.map((one) => one.dispose()));
