import { compareText } from "../../base/compareText.ts";
import type { MatrixRow } from "../../domain/access/accessMatrix.ts";
import { verdictCodes } from "../../domain/access/accessMatrix.ts";
import type { Caller } from "../../domain/access/caller.ts";
import { callerInWords, callerKey } from "../../domain/access/callerInWords.ts";
import { endpointKey, type Endpoint } from "../../domain/access/endpoints.ts";
import type { Verdict } from "../../domain/access/decision.ts";
import { normalBasePath } from "../../domain/access/schemaPath.ts";
import { methods, type Catalog } from "../../domain/model/catalog.ts";
import { cellCode } from "./cellCode.ts";
import type { MatrixRows } from "./matrixInParts.ts";
import type { GridCaller, GridEndpoint, GridGroup, GridPlace, MatrixGrid } from "./matrixGrid.ts";

export interface GridParts {
  readonly here: GridSide;
  /** The catalog that is compared with; its matrix has the same callers in the same order. */
  readonly there: GridSide | undefined;
  /** For each caller of the matrices. */
  readonly callers: readonly ColumnCaller[];
}

export interface GridSide {
  readonly matrix: MatrixRows;
  readonly catalog: Catalog;
}

export interface ColumnCaller {
  readonly caller: Caller;
  readonly place: GridPlace;
  readonly own: boolean;
}

/**
 * Puts two matrices, or one, into one grid. It yields after each little piece of work, so that whoever runs it over ten
 * million cells can let others work in between.
 */
export function* buildGrid({ here, there, callers }: GridParts): Generator<void, MatrixGrid> {
  const groups = groupsOf(there ? [here, there] : [here]);
  yield;
  const rows = rowsOf(here, there, groups);
  yield;
  const table = createClassTable(callers.length);
  const hereClasses = yield* table.ofRows(here.matrix);
  const thereClasses = there && (yield* table.ofRows(there.matrix));
  const classOf = ({ matrix }: GridSide, known: readonly number[], at: number | undefined) =>
    (at === undefined ? undefined : known[matrix.rowOf[at] ?? -1]) ?? table.nowhere;
  const { callerClasses, classes } = yield* joinCallers(table.texts(), callers.length);
  return {
    callers: callers.map(toGridCaller),
    callerClasses,
    groups: groups.list,
    endpoints: rows.map(({ endpoint }) => endpoint),
    here: rows.map((row) => classOf(here, hereClasses, row.here)),
    there: there && rows.map((row) => classOf(there, thereClasses ?? [], row.there)),
    classes,
  };
}

function toGridCaller({ caller, place, own }: ColumnCaller): GridCaller {
  return { key: callerKey(caller), label: callerInWords(caller), place, own };
}

interface Row {
  readonly endpoint: GridEndpoint;
  /** Its place among the endpoints of each matrix; undefined where it is not there. */
  readonly here: number | undefined;
  readonly there: number | undefined;
}

function rowsOf(here: GridSide, there: GridSide | undefined, groups: Groups): readonly Row[] {
  const places = new Map<string, number[]>();
  there?.matrix.endpoints.forEach((endpoint, at) => {
    const key = endpointKey(endpoint);
    places.set(key, [...(places.get(key) ?? []), at]);
  });
  const rows: Row[] = here.matrix.endpoints.map((endpoint, at) => {
    // Two modules may offer the same path: each endpoint is compared with one.
    const other = places.get(endpointKey(endpoint))?.shift();
    const place = there && other === undefined ? "here" : "both";
    return { endpoint: toGridEndpoint(endpoint, groups, place), here: at, there: other };
  });
  for (const left of places.values()) {
    for (const at of left) {
      const endpoint = there?.matrix.endpoints[at];
      if (!endpoint) continue;
      rows.push({
        endpoint: toGridEndpoint(endpoint, groups, "there"),
        here: undefined,
        there: at,
      });
    }
  }
  return rows.toSorted((a, b) => compareEndpoints(a.endpoint, b.endpoint));
}

function toGridEndpoint(endpoint: Endpoint, groups: Groups, place: GridPlace): GridEndpoint {
  const { method, path } = endpoint;
  return { method, path, group: groups.placeOf(endpoint), place };
}

function compareEndpoints(a: GridEndpoint, b: GridEndpoint): number {
  if (a.group !== b.group) return a.group - b.group;
  if (a.path !== b.path) return a.path < b.path ? -1 : 1;
  return methods.indexOf(a.method) - methods.indexOf(b.method);
}

interface Groups {
  readonly list: readonly GridGroup[];
  placeOf(endpoint: Endpoint): number;
}

/** The modules by their base paths, then AutoREST objects, then what ORDS itself offers. */
function groupsOf(sides: readonly GridSide[]): Groups {
  const found = new Map<string, GridGroup & { readonly rank: number }>();
  for (const { matrix, catalog } of sides) {
    const bases = new Map(catalog.modules.map((one) => [one.name, normalBasePath(one.basePath)]));
    for (const endpoint of matrix.endpoints) {
      const key = groupKey(endpoint);
      if (found.has(key)) continue;
      if (endpoint.ref?.kind === "handler") {
        const { module } = endpoint.ref;
        found.set(key, { label: module, base: bases.get(module) ?? "", rank: 0 });
      } else {
        const isObject = endpoint.kind === "object";
        const label = isObject ? "AutoREST objects" : "Services of ORDS";
        found.set(key, { label, base: "", rank: isObject ? 1 : 2 });
      }
    }
  }
  const ordered = [...found].toSorted(
    ([, a], [, b]) =>
      a.rank - b.rank || compareText(a.base, b.base) || compareText(a.label, b.label),
  );
  const places = new Map(ordered.map(([key], at) => [key, at]));
  return {
    list: ordered.map(([, { label, base }]) => ({ label, base })),
    placeOf: (endpoint) => places.get(groupKey(endpoint)) ?? 0,
  };
}

function groupKey(endpoint: Endpoint): string {
  if (endpoint.ref?.kind === "handler") return `module ${endpoint.ref.module}`;
  return endpoint.kind === "object" ? "objects" : "services";
}

/** The classes of endpoints: texts with one `CellCode` for each caller, each text once. */
interface ClassTable {
  /** Of an endpoint that is not there: nobody finds it. */
  readonly nowhere: number;
  /** For each row of a matrix its class. */
  ofRows(matrix: MatrixRows): Generator<void, readonly number[]>;
  texts(): readonly string[];
}

function createClassTable(callers: number): ClassTable {
  const places = new Map<string, number>();
  const placeOf = (text: string): number => {
    const known = places.get(text);
    if (known !== undefined) return known;
    places.set(text, places.size);
    return places.size - 1;
  };
  return {
    nowhere: placeOf("n".repeat(callers)),
    *ofRows({ rows }) {
      const found: number[] = [];
      for (const row of rows) {
        found.push(placeOf(rowText(row, callers)));
        yield;
      }
      return found;
    },
    texts: () => [...places.keys()],
  };
}

function rowText({ verdicts, presumed }: MatrixRow, callers: number): string {
  let text = "";
  for (let caller = 0; caller < callers; caller += 1) {
    text += cellCode(verdictAt(verdicts, caller), verdictAt(presumed, caller));
  }
  return text;
}

function verdictAt(codes: Uint8Array, caller: number): Verdict {
  return verdictCodes[codes[caller] ?? -1] ?? "unknown";
}

/** Callers who have the same everywhere become one class of callers. */
function* joinCallers(
  rows: readonly string[],
  callers: number,
): Generator<void, Pick<MatrixGrid, "callerClasses" | "classes">> {
  const columns = new Map<string, number>();
  const first: number[] = [];
  const callerClasses: number[] = [];
  for (let caller = 0; caller < callers; caller += 1) {
    let column = "";
    for (const row of rows) column += row[caller] ?? "u";
    const known = columns.get(column);
    if (known === undefined) {
      columns.set(column, first.length);
      callerClasses.push(first.length);
      first.push(caller);
    } else {
      callerClasses.push(known);
    }
    yield;
  }
  const classes: string[] = [];
  for (const row of rows) {
    let text = "";
    for (const caller of first) text += row[caller] ?? "u";
    classes.push(text);
    yield;
  }
  return { callerClasses, classes };
}
