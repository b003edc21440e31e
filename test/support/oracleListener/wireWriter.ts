import { encodeDate } from "./oracleDate.ts";
import { writeOracleNumber } from "./oracleNumber.ts";

/** The bytes of an answer, written one after the other into a buffer that grows. */
export class WireWriter {
  #buffer: Buffer;
  #length = 0;

  constructor(expectedBytes = 1024) {
    this.#buffer = Buffer.allocUnsafe(expectedBytes);
  }

  get length(): number {
    return this.#length;
  }

  /** What was written; not a copy. */
  get bytes(): Buffer {
    return this.#buffer.subarray(0, this.#length);
  }

  u8(...values: readonly number[]): void {
    this.#makeRoom(values.length);
    for (const value of values) this.#buffer[this.#length++] = value;
  }

  u16(value: number): void {
    this.#makeRoom(2);
    this.#length = this.#buffer.writeUInt16BE(value, this.#length);
  }

  u16LittleEndian(value: number): void {
    this.#makeRoom(2);
    this.#length = this.#buffer.writeUInt16LE(value, this.#length);
  }

  u32(value: number): void {
    this.#makeRoom(4);
    this.#length = this.#buffer.writeUInt32BE(value, this.#length);
  }

  /** A whole number in as few bytes as it needs, their count before them. */
  count(...values: readonly number[]): void {
    for (const value of values) {
      // The driver reads them with readUIntBE, which takes no 7 or 8 bytes.
      const size =
        value === 0 ? 0 : value < 0x100 ? 1 : value < 0x1_0000 ? 2 : value < 0x1_0000_0000 ? 4 : 6;
      this.#makeRoom(1 + size);
      this.#buffer[this.#length++] = size;
      if (size > 0) this.#length = this.#buffer.writeUIntBE(value, this.#length, size);
    }
  }

  /** Bytes as they are. */
  raw(bytes: Uint8Array): void {
    this.#makeRoom(bytes.length);
    this.#buffer.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  /** Bytes after their length; null has the length 0. */
  sized(bytes: Uint8Array | null): void {
    if (bytes === null || bytes.length === 0) return this.u8(0);
    if (bytes.length <= longestShort) this.u8(bytes.length);
    else {
      this.u8(longForm);
      this.count(bytes.length);
    }
    this.raw(bytes);
    if (bytes.length > longestShort) this.count(0);
  }

  /** Text in UTF-8 after its length; to Oracle the empty one is null. */
  text(text: string | null): void {
    if (text === null || text === "") return this.u8(0);
    // No character of UTF-16 needs more than three bytes: a short text needs not be measured first.
    if (text.length * 3 > longestShort) return this.sized(Buffer.from(text, "utf8"));
    this.#makeRoom(1 + text.length * 3);
    const size = this.#buffer.write(text, this.#length + 1, "utf8");
    this.#buffer[this.#length] = size;
    this.#length += 1 + size;
  }

  /** Text after its length in bytes; the empty one is its length alone. */
  countedText(text: string): void {
    this.count(Buffer.byteLength(text, "utf8"));
    if (text !== "") this.text(text);
  }

  pair(key: string, value: string, flags = 0): void {
    this.countedText(key);
    this.countedText(value);
    this.count(flags);
  }

  oracleNumber(value: number | string | null): void {
    if (value === null) return this.u8(0);
    this.#makeRoom(23);
    const size = writeOracleNumber(this.#buffer, this.#length + 1, value);
    this.#buffer[this.#length] = size;
    this.#length += 1 + size;
  }

  date(value: Date | null, type: number): void {
    this.sized(value === null ? null : encodeDate(value, type));
  }

  #makeRoom(bytes: number): void {
    const needed = this.#length + bytes;
    if (needed <= this.#buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(needed, 2 * this.#buffer.length));
    this.#buffer.copy(larger, 0, 0, this.#length);
    this.#buffer = larger;
  }
}

const longestShort = 252;
const longForm = 254;
