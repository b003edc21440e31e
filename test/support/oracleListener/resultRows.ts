import type { ColumnType, ListenerCell, ListenerColumn, QueryAnswer } from "./listenerDatabase.ts";
import type { LobStore } from "./lobStore.ts";
import { utf8Charset } from "./handshake.ts";
import { wireTypes } from "./wireTypes.ts";
import { WireWriter } from "./wireWriter.ts";

/** What the columns are: the part of an answer that a driver needs before it can read rows. */
export function writeDescription(out: WireWriter, columns: readonly ListenerColumn[]): void {
  out.u8(16);
  out.sized(null);
  out.count(0, columns.length);
  if (columns.length > 0) out.u8(0);
  columns.forEach((column, i) => {
    const { type, size, scale } = wireFormOf(column);
    const form =
      type === wireTypes.varchar || type === wireTypes.clob || type === wireTypes.long ? 1 : 0;
    out.u8(type, 0, 0, scale & 0xff);
    out.count(size, 0, 0, 0, 0, form === 1 ? utf8Charset : 0);
    out.u8(form);
    out.count(size, 0);
    out.u8(1, 0);
    out.countedText(column.name);
    out.count(0, 0, i + 1, 0);
  });
  out.count(0, 0, 0, 0, 0, 0);
}

export function writeRowHeader(
  out: WireWriter,
  { columns, rows }: { columns: number; rows: number },
): void {
  out.u8(6, 0);
  out.count(columns, 0, rows, 0, 0, 0);
}

/** The type of a column as it is described, before a driver asks for another one. */
export function wireTypeOf(column: ListenerColumn): number {
  return wireFormOf(column).type;
}

/** Writes rows `from` to `to` of an answer, the columns in the types that the driver wants. */
export function writeRows(
  out: WireWriter,
  answer: QueryAnswer,
  { types, from, to, lobs }: RowsWanted,
): void {
  if (types.includes(wireTypes.clob)) {
    for (const row of answer.rows.slice(from, to)) writeRow(out, row, types, lobs);
    return;
  }
  const { bytes, starts } = encodedRows(answer.rows, types, lobs);
  out.raw(bytes.subarray(starts[from], starts[to]));
}

export interface RowsWanted {
  readonly types: readonly number[];
  readonly from: number;
  readonly to: number;
  readonly lobs: LobStore;
}

interface EncodedRows {
  readonly bytes: Buffer;
  /** Where each row starts, and at last the end of them all. */
  readonly starts: Float64Array;
}

/** Of each array of rows its encodings by the types: a driver may ask twice, and a benchmark asks very often. */
const encodings = new WeakMap<QueryAnswer["rows"], Map<string, EncodedRows>>();

function encodedRows(
  rows: QueryAnswer["rows"],
  types: readonly number[],
  lobs: LobStore,
): EncodedRows {
  const known = encodings.get(rows) ?? new Map<string, EncodedRows>();
  encodings.set(rows, known);
  const key = types.join();
  const kept = known.get(key);
  if (kept) return kept;
  const out = new WireWriter(64 + rows.length * types.length * 16);
  const starts = new Float64Array(rows.length + 1);
  rows.forEach((row, i) => {
    starts[i] = out.length;
    writeRow(out, row, types, lobs);
  });
  starts[rows.length] = out.length;
  const encoded = { bytes: out.bytes, starts };
  known.set(key, encoded);
  return encoded;
}

function writeRow(
  out: WireWriter,
  row: readonly ListenerCell[],
  types: readonly number[],
  lobs: LobStore,
): void {
  out.u8(7);
  for (let i = 0; i < types.length; i++) writeCell(out, row[i] ?? null, types[i] ?? 0, lobs);
}

function writeCell(out: WireWriter, cell: ListenerCell, type: number, lobs: LobStore): void {
  switch (type) {
    case wireTypes.varchar:
    case wireTypes.char:
      return out.text(textOf(cell));
    case wireTypes.long:
      out.text(textOf(cell));
      // Null indicator and return code, which only long values have.
      return out.u8(0, 0);
    case wireTypes.number:
      if (cell instanceof Date) throw new TypeError("A date in a column of type NUMBER");
      return out.oracleNumber(cell);
    case wireTypes.date:
    case wireTypes.timestamp:
    case wireTypes.timestampZone:
      return out.date(cell instanceof Date ? cell : null, type);
    case wireTypes.clob:
      return lobs.writeLocator(out, textOf(cell));
    default:
      throw new TypeError(`The test listener has no columns of the type ${type}`);
  }
}

function textOf(cell: ListenerCell): string | null {
  if (cell === null || typeof cell === "string") return cell;
  return cell instanceof Date ? cell.toISOString() : String(cell);
}

interface WireForm {
  readonly type: number;
  /** 0 would make the driver read nothing. */
  readonly size: number;
  readonly scale: number;
}

function wireFormOf({ type, maxSize = 4000 }: ListenerColumn): WireForm {
  return type === "VARCHAR2" ? { ...wireForms[type], size: maxSize } : wireForms[type];
}

const wireForms: Readonly<Record<ColumnType, WireForm>> = {
  VARCHAR2: { type: wireTypes.varchar, size: 4000, scale: 0 },
  // A NUMBER without precision and scale.
  NUMBER: { type: wireTypes.number, size: 22, scale: -127 },
  CLOB: { type: wireTypes.clob, size: 4000, scale: 0 },
  LONG: { type: wireTypes.long, size: 0x7fff_ffff, scale: 0 },
  DATE: { type: wireTypes.date, size: 7, scale: 0 },
  TIMESTAMP: { type: wireTypes.timestamp, size: 11, scale: 6 },
  "TIMESTAMP WITH TIME ZONE": { type: wireTypes.timestampZone, size: 13, scale: 6 },
};
