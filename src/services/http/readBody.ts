/** Reads a body up to the limit and drops the rest, so that an endless one costs `maxBytes` and no more. */
export async function readBody(response: Response, maxBytes: number): Promise<BodyRead> {
  if (!response.body) return { body: new Uint8Array(), truncated: false };
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Leaving the loop cancels the stream, which ends the transfer.
  for await (const chunk of response.body) {
    const room = maxBytes - size;
    chunks.push(chunk.length > room ? chunk.subarray(0, room) : chunk);
    size += Math.min(chunk.length, room);
    if (chunk.length > room) return { body: joined(chunks, size), truncated: true };
  }
  return { body: joined(chunks, size), truncated: false };
}

export interface BodyRead {
  readonly body: Uint8Array;
  readonly truncated: boolean;
}

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const all = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}
