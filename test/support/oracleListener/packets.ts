/** The kinds of packets that go over the wire. */
export const packetKinds = { connect: 1, accept: 2, refuse: 4, data: 6, marker: 12 } as const;

export const markerKinds = { break: 1, reset: 2, interrupt: 3 } as const;

/** Flags of data packets that the driver sets. */
export const dataFlags = { endOfFile: 0x0040, endOfRequest: 0x0800 } as const;

/** Where the payload of a data packet begins. */
export const payloadStart = 10;

export interface Packet {
  readonly kind: number;
  /** Header included. */
  readonly bytes: Buffer;
}

/** Cuts a stream into packets. */
export class PacketReader {
  /** Until the connection is accepted, lengths have two bytes, then four. */
  longLengths = false;
  #rest: Buffer = Buffer.alloc(0);

  *read(chunk: Buffer): Generator<Packet, void> {
    this.#rest = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    while (this.#rest.length >= headerSize) {
      const length = this.longLengths ? this.#rest.readUInt32BE(0) : this.#rest.readUInt16BE(0);
      // Before the connection is accepted packets are small: a larger one is no packet.
      if (length < headerSize || (!this.longLengths && length > largestConnect))
        throw new RangeError(`A packet of ${length} bytes`);
      if (length > this.#rest.length) return;
      const bytes = this.#rest.subarray(0, length);
      this.#rest = this.#rest.subarray(length);
      yield { kind: bytes[4] ?? 0, bytes };
    }
  }
}

/** `sdu` is the largest packet that the driver asked for. */
export function acceptPacket({ sdu, services }: { sdu: number; services: boolean }): Buffer {
  const bytes = Buffer.alloc(45);
  bytes.writeUInt16BE(bytes.length, 0);
  bytes[4] = packetKinds.accept;
  // 318 is the last version without markers at the end of each response.
  bytes.writeUInt16BE(318, 8);
  bytes.writeUInt16BE(1, 10);
  bytes.writeUInt16BE(Math.min(sdu, 65_535), 12);
  bytes.writeUInt16BE(65_535, 14);
  bytes.writeUInt16BE(1, 16);
  bytes.writeUInt16BE(45, 20);
  // "No native network services"; without it the driver begins to negotiate them.
  bytes[23] = services ? 0 : 0x08;
  bytes.writeUInt32BE(sdu, 32);
  bytes.writeUInt32BE(2_097_152, 36);
  return bytes;
}

export function refusePacket(error: number): Buffer {
  const text = `(DESCRIPTION=(TMP=)(VSNNUM=0)(ERR=${error})(ERROR_STACK=(ERROR=(CODE=${error})(EMFI=4))))`;
  const bytes = Buffer.alloc(12 + text.length);
  bytes.writeUInt16BE(bytes.length, 0);
  bytes[4] = packetKinds.refuse;
  bytes.writeUInt16BE(text.length, 10);
  bytes.write(text, 12, "latin1");
  return bytes;
}

export function markerPacket(kind: number): Buffer {
  return Buffer.from([0, 0, 0, 11, packetKinds.marker, 0, 0, 0, 1, 0, kind]);
}

/** One response in packets of the agreed size, for one write. */
export function dataPackets(payload: Buffer, sdu: number): Buffer {
  const room = sdu - payloadStart;
  const packets = Math.max(1, Math.ceil(payload.length / room));
  const out = Buffer.allocUnsafe(payload.length + packets * payloadStart);
  let at = 0;
  for (let i = 0; i < packets; i++) {
    const start = i * room;
    const size = Math.min(room, payload.length - start);
    out.writeUInt32BE(size + payloadStart, at);
    out.writeUInt32BE(packetKinds.data << 24, at + 4);
    out.writeUInt16BE(0, at + 8);
    payload.copy(out, at + payloadStart, start, start + size);
    at += payloadStart + size;
  }
  return out;
}

const headerSize = 8;
const largestConnect = 0x1000;
