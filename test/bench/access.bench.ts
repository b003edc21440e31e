import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { indexAccess } from "../../src/domain/access/accessIndex.ts";
import { accessMatrix } from "../../src/domain/access/accessMatrix.ts";
import { evaluateAccess, evaluateEndpoint } from "../../src/domain/access/evaluateAccess.ts";
import { knownCallers } from "../../src/domain/access/knownCallers.ts";
import { sampleRoute } from "../../src/domain/access/sampleRoute.ts";
import { largeAccess } from "./largeAccess.ts";

const size = { clients: 1_000, endpoints: 10_000, privileges: 500 };
const runs = 9;
const budgets = { matrixMs: 300, ratio: 50, decisionUs: 20 };
/** One cell in so many is asked by itself; all of them would take minutes. */
const share = 97;

/**
 * The whole matrix of a very large schema, from the catalog to the last verdict, beside asking for each of its cells by
 * itself in the same run.
 */
export function run(): Promise<boolean> {
  const catalog = largeAccess(size);
  const callers = knownCallers(catalog);
  const times: number[] = [];
  for (let run = 0; run < runs + 2; run += 1) {
    // A copy, because an index is kept with its catalog.
    const fresh = { ...catalog };
    collectGarbage();
    const started = performance.now();
    accessMatrix(indexAccess(fresh), callers);
    if (run >= 2) times.push(performance.now() - started);
  }
  const matrixMs = median(times);

  const index = indexAccess(catalog);
  const before = heapInUse();
  const matrix = accessMatrix(index, callers);
  const kept = heapInUse() - before;
  const cells = matrix.endpoints.length * matrix.callers.length;

  let asked = 0;
  let differing = 0;
  const started = performance.now();
  const paths = matrix.endpoints.map(({ path }) => sampleRoute(path));
  for (let cell = 0; cell < cells; cell += share) {
    const [row, column] = [Math.floor(cell / matrix.callers.length), cell % matrix.callers.length];
    const endpoint = matrix.endpoints[row];
    const caller = callers[column];
    const path = paths[row];
    if (!endpoint || !caller || path === undefined) continue;
    evaluateAccess(index, caller, { method: endpoint.method, path });
    asked += 1;
  }
  const decisionUs = ((performance.now() - started) * 1000) / asked;
  // What is quick has to be right as well: the same cells, by the slow way.
  for (let cell = 0; cell < cells; cell += share * 10) {
    const [row, column] = [Math.floor(cell / matrix.callers.length), cell % matrix.callers.length];
    const endpoint = matrix.endpoints[row];
    const caller = callers[column];
    if (!endpoint || !caller) continue;
    const { verdict } = evaluateEndpoint(index, caller, endpoint);
    if (verdict !== matrix.verdictAt(row, column)) differing += 1;
  }
  const ratio = (decisionUs * cells) / 1000 / matrixMs;

  console.log(
    `schema   ${matrix.endpoints.length} endpoints, ${matrix.callers.length} callers, ${catalog.privileges.length} privileges: ${cells} cells in ${matrix.rows.length} rows`,
  );
  const matrixFast = matrixMs <= budgets.matrixMs;
  console.log(
    `matrix   ${matrixMs.toFixed(0)} ms (median of ${runs}, ${Math.min(...times).toFixed(0)} to ${Math.max(...times).toFixed(0)}), index included: ${verdict(matrixFast)} ${budgets.matrixMs} ms`,
  );
  console.log(
    `decision ${decisionUs.toFixed(1)} µs (${asked} of the cells): ${verdict(decisionUs <= budgets.decisionUs)} ${budgets.decisionUs} µs`,
  );
  console.log(
    `ratio    cell by cell would take ${((decisionUs * cells) / 1e6).toFixed(0)} s: ${ratio.toFixed(0)} times as long, ${ratio >= budgets.ratio ? "above" : "BELOW"} ${budgets.ratio}`,
  );
  console.log(`memory   ${(kept / 2 ** 20).toFixed(1)} MB kept for the matrix`);
  console.log(`verdicts ${differing} of the compared cells differ`);
  return Promise.resolve(
    matrixFast && decisionUs <= budgets.decisionUs && ratio >= budgets.ratio && differing === 0,
  );
}

function verdict(isWithin: boolean): string {
  return isWithin ? "within" : "OVER";
}

function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
}

function heapInUse(): number {
  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

function collectGarbage(): void {
  setFlagsFromString("--expose_gc");
  (runInNewContext("gc") as () => void)();
}
