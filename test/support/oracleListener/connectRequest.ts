/** What a driver asks for when it connects. */
export interface ConnectRequest {
  readonly service: string | undefined;
  readonly sid: string | undefined;
  readonly sdu: number;
}

/** The connect data comes inside the packet, or, when it is long, in a data packet of its own. */
export function connectDataOf(packet: Buffer): string | undefined {
  const length = packet.readUInt16BE(24);
  const offset = packet.readUInt16BE(26);
  if (packet.length < offset + length) return undefined;
  return packet.toString("latin1", offset, offset + length);
}

export function readConnectRequest(packet: Buffer, connectData: string): ConnectRequest {
  return {
    service: valueOf(connectData, "SERVICE_NAME"),
    sid: valueOf(connectData, "SID"),
    sdu: packet.readUInt32BE(58),
  };
}

function valueOf(connectData: string, name: string): string | undefined {
  return new RegExp(`\\(\\s*${name}\\s*=\\s*([^()]*?)\\s*\\)`, "i").exec(connectData)?.[1];
}
