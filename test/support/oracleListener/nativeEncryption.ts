/**
 * The answer of a server that demands Oracle's native network encryption to a driver that has none: ORA-12660 from the
 * service "encryption", after the driver's offer to negotiate.
 */
export function encryptionRefusal(): Buffer {
  const bytes = Buffer.alloc(21);
  bytes.writeUInt32BE(0xdead_beef, 0);
  bytes.writeUInt16BE(bytes.length, 4);
  bytes.writeUInt32BE(0x1300_0000, 6);
  // One service: encryption, without parts, with an error.
  bytes.writeUInt16BE(1, 10);
  bytes.writeUInt16BE(2, 13);
  bytes.writeUInt16BE(0, 15);
  bytes.writeUInt32BE(12_660, 17);
  return bytes;
}
