import { OracleFailure } from "./listenerDatabase.ts";
import type { WireReader } from "./wireReader.ts";
import type { WireWriter } from "./wireWriter.ts";
import { utf8Charset } from "./handshake.ts";

/** The CLOBs that one connection knows by their locators. */
export interface LobStore {
  /** A value of a row or of a bind: the locator of a new CLOB with this text. */
  writeLocator(out: WireWriter, text: string | null): void;
  read(locator: Buffer): string;
  /** Does what one request asks, up to the end of the answer. */
  operate(request: WireReader, out: WireWriter): void;
  free(locators: Buffer): void;
}

export function createLobStore(): LobStore {
  const texts = new Map<number, string>();
  let lastId = 0;

  function add(text: string): number {
    lastId++;
    texts.set(lastId, text);
    return lastId;
  }

  function read(locator: Buffer): string {
    const text = texts.get(idOf(locator));
    if (text === undefined) throw new OracleFailure(22_275, "invalid LOB locator specified");
    return text;
  }

  return {
    writeLocator(out, text) {
      if (text === null) return out.count(0);
      out.count(locatorSize, text.length, chunkSize);
      out.sized(locatorOf(add(text)));
    },
    read,
    operate(request, out) {
      const { operation, locator, offset, data, amount } = readLobRequest(request);
      switch (operation) {
        case operations.read: {
          const start = offset - 1;
          const part = read(locator).slice(start, start + (amount ?? 0));
          out.u8(14);
          out.text(part);
          return writeDone(out, locator, part.length);
        }
        case operations.length:
          return writeDone(out, locator, read(locator).length);
        case operations.chunkSize:
          return writeDone(out, locator, chunkSize);
        case operations.trim:
          texts.set(idOf(locator), read(locator).slice(0, amount ?? 0));
          return writeDone(out, locator, amount);
        case operations.write: {
          const before = read(locator);
          const start = offset - 1;
          const text = data ?? "";
          texts.set(
            idOf(locator),
            before.slice(0, start).padEnd(start) + text + before.slice(start + text.length),
          );
          return writeDone(out, locator, amount);
        }
        case operations.createTemporary:
          out.u8(8);
          out.raw(locatorOf(add("")));
          out.count(utf8Charset);
          return out.u8(0);
        default:
          throw new OracleFailure(
            3001,
            `unimplemented feature\nThe test listener does not know the LOB operation ${operation}.`,
          );
      }
    },
    free(locators) {
      for (let at = 0; at < locators.length; at += locatorSize)
        texts.delete(idOf(locators.subarray(at, at + locatorSize)));
    },
  };
}

interface LobRequest {
  readonly operation: number;
  readonly locator: Buffer;
  /** From 1. */
  readonly offset: number;
  readonly data: string | undefined;
  readonly amount: number | undefined;
}

function readLobRequest(request: WireReader): LobRequest {
  const hasLocator = request.u8() === 1;
  const size = request.count();
  request.skipBytes(1);
  request.skipCounts(3);
  request.skipBytes(3);
  const operation = request.count();
  request.skipBytes(2);
  const offset = request.count();
  request.count();
  const hasAmount = request.u8() === 1;
  request.skipBytes(6);
  const locator = hasLocator ? request.raw(size) : Buffer.alloc(0);
  if (operation === operations.createTemporary) request.count();
  const data = operation === operations.write && request.u8() === 14 ? request.text() : undefined;
  return { operation, locator, offset, data, amount: hasAmount ? request.count() : undefined };
}

function writeDone(out: WireWriter, locator: Buffer, amount: number | undefined): void {
  out.u8(8);
  out.raw(locator);
  if (amount !== undefined) out.count(amount);
}

/** Bytes 4 to 7 are flags that the driver looks at: zero is text in UTF-8. */
function locatorOf(id: number): Buffer {
  const locator = Buffer.alloc(locatorSize);
  locator.writeUInt32BE(id, 8);
  return locator;
}

function idOf(locator: Buffer): number {
  return locator.length >= 12 ? locator.readUInt32BE(8) : 0;
}

const locatorSize = 40;
const chunkSize = 8060;

const operations = {
  length: 0x1,
  read: 0x2,
  trim: 0x20,
  write: 0x40,
  createTemporary: 0x110,
  chunkSize: 0x4000,
} as const;
