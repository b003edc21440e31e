import type { Rows, SqlValue } from "../sql/sqlRunner.ts";
import {
  type DriverColumn,
  type DriverConnection,
  driverNames as names,
  type DriverResultSet,
  type DriverType,
  type FetchAs,
} from "./oracleDriver.ts";

/**
 * Rows for each round trip. Large, because a trip costs more than its rows; not larger, because the rows of one trip
 * are decoded in one go, and nothing else runs meanwhile.
 */
export const rowsPerTrip = 5000;

/** Makes one round trip, which is bounded by itself: a large result takes long without hanging. */
export type Trip = <T>(work: (connection: DriverConnection) => Promise<T>) => Promise<T>;

/** All rows of a result, or the first `most` of them. */
export async function fetchRows(
  trip: Trip,
  resultSet: DriverResultSet,
  most = Number.POSITIVE_INFINITY,
): Promise<Rows & { readonly hasMore: boolean }> {
  const columns = resultSet.metaData.map(({ name }) => name);
  const plain = resultSet.metaData.every(({ dbType }) => dbType === names.DB_TYPE_VARCHAR);
  const rows: (readonly SqlValue[])[] = [];
  try {
    while (rows.length <= most) {
      const found = await trip(async () => await resultSet.getRows(rowsPerTrip));
      // Texts are what we want already; with a large catalog the copying would be felt.
      for (const row of found)
        rows.push(plain ? (row as readonly SqlValue[]) : row.map(toSqlValue));
      if (found.length < rowsPerTrip) break;
    }
  } catch (error) {
    // What broke the fetch is told, not that its cursor could not be closed either.
    await resultSet.close().catch(() => undefined);
    throw error;
  }
  await resultSet.close();
  const hasMore = rows.length > most;
  return { columns, rows: hasMore ? rows.slice(0, most) : rows, hasMore };
}

/** How values of a column are wanted: as texts and numbers, in the form in which REST-Enabled SQL gives them. */
export function fetchAs({ dbType }: DriverColumn): FetchAs | undefined {
  switch (true) {
    case dbType === names.DB_TYPE_NUMBER:
      return { type: names.STRING, converter: toNumber };
    case dbType === names.DB_TYPE_CLOB || dbType === names.DB_TYPE_NCLOB:
      return { type: names.STRING };
    case dates.has(dbType):
      return { converter: toTimestamp };
    case dbType === names.DB_TYPE_BLOB || dbType === names.DB_TYPE_RAW:
      return { type: names.DB_TYPE_RAW, converter: toHex };
    default:
      return undefined;
  }
}

const dates: ReadonlySet<DriverType> = new Set([
  names.DB_TYPE_DATE,
  names.DB_TYPE_TIMESTAMP,
  names.DB_TYPE_TIMESTAMP_TZ,
  names.DB_TYPE_TIMESTAMP_LTZ,
]);

/** A number of more digits than JavaScript's stays a text, so that no id is changed on its way. */
function toNumber(text: string | null): SqlValue {
  if (text === null) return null;
  const number = Number(text);
  const digits = text.replace(/^-|\.|E.*$/gi, "").replace(/^0+|0+$/g, "");
  return Number.isFinite(number) && digits.length <= 15 ? number : text;
}

/** The clock of the database, which the driver gives as local time. */
function toTimestamp(date: Date | null): SqlValue {
  if (date === null) return null;
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return `${local.toISOString().replace(/\.000Z$|Z$/, "")}Z`;
}

function toHex(bytes: Buffer | null): SqlValue {
  return bytes === null ? null : bytes.toString("hex").toUpperCase();
}

function toSqlValue(value: unknown): SqlValue {
  if (value === null || value === undefined) return null;
  if (typeof value === "string" || typeof value === "number") return value;
  if (typeof value === "boolean") return value ? "TRUE" : "FALSE";
  if (Buffer.isBuffer(value)) return toHex(value);
  if (value instanceof Date) return toTimestamp(value);
  return JSON.stringify(value) ?? null;
}
