/** How much of a body is dumped. */
export const dumpedBytes = 4096;

/** Bytes as people read them: place, sixteen bytes, and the signs among them. */
export function hexDump(bytes: Uint8Array): string {
  const lines: string[] = [];
  for (let start = 0; start < Math.min(bytes.length, dumpedBytes); start += 16) {
    const row = [...bytes.subarray(start, Math.min(start + 16, dumpedBytes))];
    const hex = row.map((byte) => byte.toString(16).padStart(2, "0"));
    const signs = row.map((byte) => (byte > 31 && byte < 127 ? String.fromCharCode(byte) : "."));
    const place = start.toString(16).padStart(8, "0");
    lines.push(`${place}  ${hex.join(" ").padEnd(47)}  ${signs.join("")}`);
  }
  return lines.join("\n");
}
