import type { WireReader } from "./wireReader.ts";
import { WireWriter } from "./wireWriter.ts";

/** The first answer: who the server is and what it can do. */
export function protocolAnswer(): Buffer {
  const out = new WireWriter();
  out.u8(1, 6, 0);
  out.raw(Buffer.from("Oracle test listener\0", "latin1"));
  out.u16LittleEndian(utf8Charset);
  out.u8(0);
  out.u16LittleEndian(0);
  const sizes = Buffer.alloc(11);
  sizes.writeUInt16BE(2000, 9);
  out.u16(sizes.length);
  out.raw(sizes);
  const compile = Buffer.alloc(53);
  compile[7] = fieldVersion;
  out.sized(compile);
  const runtime = Buffer.alloc(7);
  // The zone of the database is told below, and VARCHAR2 has up to 32767 bytes.
  runtime[1] = 1;
  runtime[6] = 4;
  out.sized(runtime);
  return out.bytes;
}

/** The second answer: the zone of the database, for drivers that want to know. */
export function dataTypesAnswer(request: WireReader): Buffer {
  request.skipBytes(5);
  request.sized();
  const runtime = request.sized();
  const out = new WireWriter();
  out.u8(2);
  if ((runtime?.[1] ?? 0) & 1) out.u8(0x80, 0, 0, 0, 60, 60, 0x80, 0, 0, 0, 0);
  out.u16(0);
  return out.bytes;
}

export const utf8Charset = 873;

/** That of 19c; newer ones add fields to most messages. */
const fieldVersion = 13;
