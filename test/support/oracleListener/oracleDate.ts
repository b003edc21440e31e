/** The forms in which points in time travel, by the number of the type. */
export function encodeDate(date: Date, type: number): Buffer {
  const local = isLocal(type);
  const bytes = Buffer.alloc(type === dateType ? 7 : type === zonedType ? 13 : 11);
  const year = local ? date.getFullYear() : date.getUTCFullYear();
  bytes[0] = Math.floor(year / 100) + 100;
  bytes[1] = (year % 100) + 100;
  bytes[2] = (local ? date.getMonth() : date.getUTCMonth()) + 1;
  bytes[3] = local ? date.getDate() : date.getUTCDate();
  bytes[4] = (local ? date.getHours() : date.getUTCHours()) + 1;
  bytes[5] = (local ? date.getMinutes() : date.getUTCMinutes()) + 1;
  bytes[6] = date.getUTCSeconds() + 1;
  if (bytes.length > 7) bytes.writeUInt32BE(date.getUTCMilliseconds() * 1_000_000, 7);
  if (bytes.length > 11) bytes.set([20, 60], 11);
  return bytes;
}

export function decodeDate(bytes: Buffer, type: number): Date {
  const at = (index: number): number => bytes[index] ?? 0;
  const milliseconds = bytes.length > 7 ? Math.floor(bytes.readUInt32BE(7) / 1_000_000) : 0;
  const parts = [
    (at(0) - 100) * 100 + at(1) - 100,
    at(2) - 1,
    at(3),
    at(4) - 1,
    at(5) - 1,
    at(6) - 1,
    milliseconds,
  ] as const;
  return isLocal(type) ? new Date(...parts) : new Date(Date.UTC(...parts));
}

/** DATE and TIMESTAMP have no zone: the driver takes them for the clock on its own wall. */
function isLocal(type: number): boolean {
  return type === dateType || type === timestampType;
}

const dateType = 12;
const timestampType = 180;
const zonedType = 181;
