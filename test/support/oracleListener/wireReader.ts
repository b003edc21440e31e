/** Reads what the driver has written, one thing after the other. */
export class WireReader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#bytes.length;
  }

  u8(): number {
    const value = this.#bytes.readUInt8(this.#at);
    this.#at += 1;
    return value;
  }

  /** A whole number after the count of its bytes. */
  count(): number {
    let value = 0;
    for (const byte of this.raw(this.u8() & 0x7f)) value = value * 256 + byte;
    return value;
  }

  raw(length: number): Buffer {
    const end = this.#at + length;
    if (end > this.#bytes.length) throw new RangeError("The message is shorter than it says");
    const bytes = this.#bytes.subarray(this.#at, end);
    this.#at = end;
    return bytes;
  }

  /** Bytes after their length. */
  sized(): Buffer | null {
    const length = this.u8();
    if (length === 0 || length === 255) return null;
    if (length !== 254) return this.raw(length);
    const chunks: Buffer[] = [];
    for (let size = this.count(); size > 0; size = this.count()) chunks.push(this.raw(size));
    return Buffer.concat(chunks);
  }

  text(): string {
    return this.sized()?.toString("utf8") ?? "";
  }

  countedText(): string {
    return this.count() > 0 ? this.text() : "";
  }

  skipBytes(count: number): void {
    this.raw(count);
  }

  skipCounts(count: number): void {
    for (let i = 0; i < count; i++) this.count();
  }

  /** Up to and with the next 0. */
  skipZeroEnded(): void {
    while (this.u8() !== 0);
  }
}
