import { OracleFailure } from "./listenerDatabase.ts";
import type { ListenerBinds, ListenerValue } from "./listenerDatabase.ts";
import type { LobStore } from "./lobStore.ts";
import { decodeDate } from "./oracleDate.ts";
import { readOracleNumber } from "./oracleNumber.ts";
import type { WireReader } from "./wireReader.ts";
import { wireTypes } from "./wireTypes.ts";
import type { WireWriter } from "./wireWriter.ts";

/** What the driver says of a bind, or of a column that it defines. */
export interface BindType {
  readonly type: number;
  readonly isArray: boolean;
  /** In bytes. */
  readonly maxSize: number;
  readonly maxElements: number;
  /** Text in UTF-16. */
  readonly isNational: boolean;
}

export type BindValue = ListenerValue | readonly ListenerValue[];

export function readBindType(request: WireReader): BindType {
  const type = request.u8();
  const flags = request.u8();
  request.skipBytes(2);
  const maxSize = request.count();
  const maxElements = request.count();
  request.count();
  if (request.count() > 0) request.sized();
  request.skipCounts(2);
  const form = request.u8();
  request.skipCounts(2);
  return { type, isArray: (flags & 0x40) !== 0, maxSize, maxElements, isNational: form === 2 };
}

/** One row of values. Those of SQL that are very long come last. */
export function readBindRow(
  request: WireReader,
  types: readonly BindType[],
  { lobs, isPlsql }: { readonly lobs: LobStore; readonly isPlsql: boolean },
): BindValue[] {
  const values = types.map((): BindValue => null);
  const late = types.map(({ maxSize }) => !isPlsql && maxSize > longestText);
  for (const pass of [false, true])
    types.forEach((type, i) => {
      // What RETURNING gives back is described but not sent.
      if (late[i] !== pass || request.isAtEnd) return;
      values[i] = type.isArray
        ? Array.from({ length: request.count() }, () => readValue(request, type, lobs))
        : readValue(request, type, lobs);
    });
  return values;
}

/** The first of several values counts when a name occurs more than once. */
export function nameBinds(names: readonly string[], values: readonly BindValue[]): ListenerBinds {
  const named = new Map<string, BindValue>();
  values.forEach((value, i) => {
    const name = names[i] ?? String(i + 1);
    if (!named.has(name)) named.set(name, value);
  });
  return named;
}

/** What goes back of a bind. Throws `OracleFailure` for what the driver has no room for. */
export function writeOutBind(
  out: WireWriter,
  type: BindType,
  { value, lobs }: { readonly value: BindValue; readonly lobs: LobStore },
): void {
  if (!type.isArray) {
    writeValue(out, type, single(value), lobs);
    out.count(0);
    return;
  }
  const elements = Array.isArray(value) ? (value as readonly ListenerValue[]) : [single(value)];
  if (elements.length > type.maxElements)
    throw new OracleFailure(
      6513,
      "PL/SQL: index for PL/SQL table out of range for host language array",
    );
  out.count(elements.length);
  for (const element of elements) {
    writeValue(out, type, element, lobs);
    out.count(0);
  }
}

function single(value: BindValue): ListenerValue {
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  throw new OracleFailure(
    6550,
    "line 1, column 1:\nPLS-00418: array bind type must match PL/SQL table row type",
  );
}

function readValue(request: WireReader, type: BindType, lobs: LobStore): ListenerValue {
  switch (type.type) {
    case wireTypes.varchar:
    case wireTypes.char:
    case wireTypes.long: {
      const bytes = request.sized();
      if (bytes === null) return null;
      return type.isNational
        ? Buffer.from(bytes).swap16().toString("utf16le")
        : bytes.toString("utf8");
    }
    case wireTypes.number:
    case wireTypes.binaryInteger: {
      const bytes = request.sized();
      return bytes && readOracleNumber(bytes);
    }
    case wireTypes.date:
    case wireTypes.timestamp:
    case wireTypes.timestampZone:
    case wireTypes.timestampLocalZone: {
      const bytes = request.sized();
      return bytes && decodeDate(bytes, type.type);
    }
    case wireTypes.boolean: {
      const length = request.u8();
      if (length === 253) {
        request.u8();
        return null;
      }
      return request.raw(length).at(-1) === 1;
    }
    case wireTypes.clob: {
      if (request.count() === 0) return null;
      const locator = request.sized();
      return locator && lobs.read(locator);
    }
    default:
      throw new OracleFailure(
        3115,
        `unsupported network datatype or representation (${type.type})`,
      );
  }
}

function writeValue(out: WireWriter, type: BindType, value: ListenerValue, lobs: LobStore): void {
  switch (type.type) {
    case wireTypes.varchar:
    case wireTypes.char:
    case wireTypes.long: {
      const text = value === null ? null : textOf(value);
      const bytes =
        text === null
          ? null
          : type.isNational
            ? Buffer.from(text, "utf16le").swap16()
            : Buffer.from(text, "utf8");
      if (bytes && bytes.length > type.maxSize)
        throw new OracleFailure(
          6502,
          "PL/SQL: numeric or value error: character string buffer too small\nORA-06512: at line 1",
        );
      return out.sized(bytes);
    }
    case wireTypes.number:
    case wireTypes.binaryInteger:
      return out.oracleNumber(value === null ? null : numberOf(value));
    case wireTypes.date:
    case wireTypes.timestamp:
    case wireTypes.timestampZone:
    case wireTypes.timestampLocalZone:
      return out.date(value instanceof Date ? value : null, type.type);
    case wireTypes.boolean:
      return value === null ? out.u8(0) : out.sized(Buffer.from(value ? [1, 1] : [0]));
    case wireTypes.clob:
      return lobs.writeLocator(out, value === null ? null : textOf(value));
    default:
      throw new OracleFailure(
        3115,
        `unsupported network datatype or representation (${type.type})`,
      );
  }
}

function textOf(value: Exclude<ListenerValue, null>): string {
  return value instanceof Date ? value.toISOString() : String(value);
}

function numberOf(value: Exclude<ListenerValue, null>): number {
  const number = Number(value);
  if (Number.isNaN(number))
    throw new OracleFailure(
      6502,
      "PL/SQL: numeric or value error: character to number conversion error\nORA-06512: at line 1",
    );
  return number;
}

const longestText = 32_767;
