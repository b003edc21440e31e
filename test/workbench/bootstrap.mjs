// The entry of `npm start`, `npm test`, `npm run test:oracle`, `npm run practice`, `npm run bench` and
// `npm run fuzz`.
// It works in a fresh clone, so it may use nothing but Node itself until the packages are installed.
// It says everything on stderr: the standard output belongs to the program that it starts.
import { spawn } from "node:child_process";
import { chmodSync, existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** @type {Record<string, string[]>} */
const entries = {
  start: ["test/workbench/start.ts"],
  test: ["test/workbench/test.ts", "test/workbench/hostTests.ts", "test/workbench/codeShim.ts"],
  oracle: ["test/oracle/main.ts"],
  bench: ["test/workbench/bench.ts"],
  fuzz: ["test/fuzz/main.ts"],
  practice: ["src/practice/main.ts"],
};

await main(process.argv[2] ?? "", process.argv.slice(3));

/** @param {string} name @param {string[]} args */
async function main(name, args) {
  requireNode();
  const sources = entries[name];
  if (!sources) {
    fail(`There is nothing called "${name}" to run. Known: ${Object.keys(entries).join(", ")}.`);
  }
  const missing = sources.find((source) => !existsSync(join(root, source)));
  if (missing) {
    fail(`${missing} is missing from this clone, so "${name}" cannot run. Try \`git status\`.`);
  }
  if (!packagesAreInstalled()) await installPackages();
  const program = await bundle(name, sources);
  await runToTheEnd(program, withNpmFlags(name, args));
}

function requireNode() {
  const major = Number(process.versions.node.split(".")[0]);
  if (major >= 20) return;
  fail(
    `This is Node ${process.versions.node}, and the project needs Node 20 or newer. ` +
      "Install it from https://nodejs.org or with your version manager, then run this again.",
  );
}

/**
 * Compares versions rather than dates: a checkout touches dates, and a needless `npm ci` costs a
 * minute. Packages for other systems are optional in the lock and are rightly absent.
 */
function packagesAreInstalled() {
  const installed = readLock("node_modules/.package-lock.json");
  const wanted = readLock("package-lock.json");
  if (!installed || !wanted) return false;
  return Object.entries(wanted).every(([path, { version, optional, devOptional }]) => {
    if (path === "") return true;
    const found = installed[path];
    return found ? found.version === version : Boolean(optional || devOptional);
  });
}

/**
 * @param {string} path
 * @returns {Record<string, { version?: string, optional?: boolean, devOptional?: boolean }> | undefined}
 */
function readLock(path) {
  try {
    return JSON.parse(readFileSync(join(root, path), "utf8")).packages;
  } catch {
    return undefined;
  }
}

async function installPackages() {
  say(
    "Installing the packages of package-lock.json with npm, once: about 150 MB to download, 330 MB unpacked.",
  );
  const started = Date.now();
  const ticks = setInterval(
    () => say(`  npm ci is still working (${Math.round((Date.now() - started) / 1000)} s)`),
    10_000,
  );
  const code = await exitCodeOf(
    spawn(
      "npm",
      ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--include=dev", "--loglevel=error"],
      {
        cwd: root,
        stdio: ["ignore", 2, 2],
        shell: process.platform === "win32",
        // Flags of the outer `npm run` would otherwise be taken for flags of this one.
        env: { ...process.env, npm_config_json: "", npm_config_loglevel: "error" },
      },
    ),
  ).finally(() => clearInterval(ticks));
  if (code !== 0) {
    fail(
      `npm ci ended with code ${code}, so the packages are not installed. What it said stands ` +
        "above; when it is the network, try again later or set your proxy with `npm config`.",
    );
  }
  say(`Packages installed (${((Date.now() - started) / 1000).toFixed(1)} s).`);
}

/**
 * @param {string} name
 * @param {string[]} sources
 * @returns {Promise<string>} the program to run
 */
async function bundle(name, sources) {
  const { build, stop } = await import("esbuild");
  const outdir = join(root, "dist-test");
  try {
    await build({
      absWorkingDir: root,
      entryPoints: sources.map((source) => ({
        in: source,
        out: source === sources[0] ? name : source.replace(/^.*\/|\.ts$/g, ""),
      })),
      outdir,
      outExtension: { ".js": ".mjs" },
      bundle: true,
      packages: "external",
      platform: "node",
      format: "esm",
      target: "node20",
      sourcemap: true,
      logLevel: "warning",
      banner: { js: "#!/usr/bin/env node" },
    });
  } catch {
    fail(`${sources.join(", ")} could not be bundled; esbuild says why above.`);
  }
  // Its service would otherwise stay for as long as the program runs.
  await stop();
  for (const file of [name, "codeShim"]) {
    const path = join(outdir, `${file}.mjs`);
    if (existsSync(path)) chmodSync(path, 0o755);
  }
  return join(outdir, `${name}.mjs`);
}

/**
 * `npm run practice --json`, without the `--` before it, hands the flag to npm, which then keeps its
 * own banner off the standard output: so that form has to mean the same as `-- --json`.
 *
 * @param {string} name
 * @param {string[]} args
 */
function withNpmFlags(name, args) {
  const json = name === "practice" && process.env["npm_config_json"] === "true";
  return json && !args.includes("--json") ? [...args, "--json"] : args;
}

/** @param {string} program @param {string[]} args */
async function runToTheEnd(program, args) {
  const child = spawn(process.execPath, ["--enable-source-maps", program, ...args], {
    cwd: root,
    stdio: "inherit",
  });
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
    process.on(signal, () => child.kill(signal));
  }
  // A shell or an npm between a person and this process may die without passing anything on.
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) child.kill("SIGTERM");
  }, 500).unref();
  process.exit(await exitCodeOf(child));
}

/**
 * @param {import("node:child_process").ChildProcess} child
 * @returns {Promise<number>}
 */
function exitCodeOf(child) {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) => resolve(code ?? (signal === "SIGINT" ? 130 : 143)));
  });
}

/** @param {string} text @returns {never} */
function fail(text) {
  say(text);
  process.exit(1);
}

/** @param {string} text */
function say(text) {
  process.stderr.write(`${text}\n`);
}
