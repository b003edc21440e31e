import { fork } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { systemClock } from "../../src/base/clock.ts";
import { silentLogger } from "../../src/base/logger.ts";
import { Secret } from "../../src/base/secret.ts";
import { readCatalog } from "../../src/services/catalog/readCatalog.ts";
import { openOracleSqlRunner } from "../../src/services/oracle/openOracleSqlRunner.ts";
import { profileId } from "../../src/services/profiles/profile.ts";
import { scriptedDatabase } from "../support/oracleListener/scriptedDatabase.ts";
import { startOracleListener } from "../support/oracleListener/startOracleListener.ts";
import { answerLargeSchema, plainQueries, rowsInAll } from "./largeSchema.ts";

const runs = 15;
const budget = 1.3;

/**
 * The time from a login to the finished catalog of a very large schema, beside the bare driver that fetches the same
 * rows view by view, in the same run over the same socket. The database is a listener in a process of its own that
 * answers from memory, so what is compared is the reading alone. A time depends on the machine, a ratio much less.
 */
export async function run(): Promise<boolean> {
  const server = fork(fileURLToPath(import.meta.url), [serve]);
  try {
    const [port] = (await once(server, "message")) as [number];
    return await measure(port);
  } finally {
    server.kill();
  }
}

const serve = "--serve";
if (process.argv[2] === serve) {
  const database = scriptedDatabase({ answer: answerLargeSchema });
  const listener = await startOracleListener({ database });
  process.send?.(listener.port);
}

async function measure(port: number): Promise<boolean> {
  const runner = await openOracleSqlRunner({
    profile: {
      id: profileId("bench"),
      name: "bench",
      kind: "oracle",
      database: { kind: "basic", host: "127.0.0.1", port, service: "FREEPDB1", tls: false },
      user: "hr",
      password: "askEveryTime",
      wallet: undefined,
      httpsProxy: undefined,
      baseUrl: undefined,
      alias: undefined,
      allowPlainHttp: false,
      practice: false,
      otherSchema: undefined,
      tls: undefined,
    },
    password: new Secret("tiger"),
    walletPassword: undefined,
    tnsFolder: undefined,
    timeoutMs: () => 60_000,
    clock: systemClock,
    log: silentLogger,
  });
  const bare = await bareDriver(port);
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let run = 0; run < runs + 2; run++) {
    collectGarbage();
    const own = await timed(async () => await readCatalog(runner));
    collectGarbage();
    const other = await timed(bare.fetchAll);
    // The first two warm up what is measured.
    if (run < 2) continue;
    ours.push(own);
    theirs.push(other);
  }
  const kept = await memoryOf(async () => await readCatalog(runner));
  const raw = await memoryOf(bare.fetchAll);
  await runner.close();
  await bare.close();

  const ratio = median(ours) / median(theirs);
  const isFast = ratio <= budget;
  console.log(`a schema of ${rowsInAll.toLocaleString("en")} rows, medians of ${runs} runs`);
  console.log(`  finished catalog   ${milliseconds(median(ours))}, ${megabytes(kept)} kept`);
  console.log(`  bare driver        ${milliseconds(median(theirs))}, ${megabytes(raw)} kept`);
  console.log(
    `  ratio              ${ratio.toFixed(2)}, ${isFast ? "within" : "OVER"} the budget of ${budget}`,
  );
  console.log(`  largest process    ${megabytes(process.memoryUsage().rss)} now`);
  return isFast;
}

/** The driver as its documentation shows it, with as few round trips as it can make. */
async function bareDriver(port: number) {
  const require = createRequire(import.meta.url);
  const driver = require("oracledb") as Driver;
  const connection = await driver.getConnection({
    user: "hr",
    password: "tiger",
    connectString: `127.0.0.1:${port}/FREEPDB1`,
  });
  return {
    fetchAll: async (): Promise<unknown> => {
      const all: unknown[] = [];
      for (const sql of plainQueries) {
        const { rows } = await connection.execute(
          sql,
          {},
          { prefetchRows: 5001, fetchArraySize: 5000 },
        );
        all.push(rows);
      }
      return all;
    },
    close: async () => await connection.close(),
  };
}

interface Driver {
  getConnection(options: object): Promise<{
    execute(sql: string, binds: object, options: object): Promise<{ readonly rows: unknown }>;
    close(): Promise<void>;
  }>;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** Bytes that what is read occupies once everything else is collected. */
async function memoryOf(work: () => Promise<unknown>): Promise<number> {
  collectGarbage();
  const before = process.memoryUsage().heapUsed;
  const held = [await work()];
  collectGarbage();
  const after = process.memoryUsage().heapUsed;
  held.pop();
  return after - before;
}

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function milliseconds(value: number): string {
  return `${value.toFixed(1)} ms`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
