import type { BodySink } from "./bodySink.ts";

/**
 * Reads a body chunk by chunk: into memory up to the limit, dropping the rest, so that an endless one costs `maxBytes`
 * and no more; or into a sink, to its end. A sink is closed when all is there, and discarded when it will not come.
 */
export async function readBody(
  chunks: AsyncIterable<Uint8Array>,
  { maxBytes, sink, onChunk }: BodyReading,
): Promise<BodyRead> {
  return sink ? await saveBody(chunks, sink, onChunk) : await keepBody(chunks, maxBytes, onChunk);
}

export interface BodyReading {
  readonly maxBytes: number;
  readonly sink: BodySink | undefined;
  /** Told the bytes that have come so far; throws to stop reading. */
  readonly onChunk: (bytes: number) => void;
}

export interface BodyRead {
  readonly body: Uint8Array;
  readonly truncated: boolean;
  readonly savedBytes: number | undefined;
}

async function keepBody(
  chunks: AsyncIterable<Uint8Array>,
  maxBytes: number,
  onChunk: BodyReading["onChunk"],
): Promise<BodyRead> {
  const kept: Uint8Array[] = [];
  let size = 0;
  // Leaving the loop cancels the stream, which ends the transfer.
  for await (const chunk of chunks) {
    const room = maxBytes - size;
    kept.push(chunk.length > room ? chunk.subarray(0, room) : chunk);
    size += Math.min(chunk.length, room);
    onChunk(size);
    if (chunk.length > room) {
      return { body: joined(kept, size), truncated: true, savedBytes: undefined };
    }
  }
  return { body: joined(kept, size), truncated: false, savedBytes: undefined };
}

async function saveBody(
  chunks: AsyncIterable<Uint8Array>,
  sink: BodySink,
  onChunk: BodyReading["onChunk"],
): Promise<BodyRead> {
  let savedBytes = 0;
  try {
    for await (const chunk of chunks) {
      await sink.write(chunk);
      savedBytes += chunk.length;
      onChunk(savedBytes);
    }
    await sink.close();
  } catch (failure) {
    await sink.discard();
    throw failure;
  }
  return { body: new Uint8Array(), truncated: false, savedBytes };
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
