import { OracleFailure } from "./listenerDatabase.ts";
import type { LobStore } from "./lobStore.ts";
import type { WireReader } from "./wireReader.ts";

export interface PiggybackTargets {
  readonly lobs: LobStore;
  closeCursors(ids: readonly number[]): void;
  /** Their rows are not wanted any more. */
  cancelCursors(ids: readonly number[]): void;
}

/**
 * Takes a message that travels in front of another one. There is no length on it, so one that is not known makes the
 * rest unreadable.
 */
export function takePiggyback(request: WireReader, targets: PiggybackTargets): void {
  const name = request.u8();
  request.u8();
  switch (name) {
    case 105:
      return targets.closeCursors(readIds(request));
    case 120:
      return targets.cancelCursors(readIds(request));
    case 152:
      // The current schema.
      request.u8();
      request.count();
      request.text();
      return;
    case 135:
      return skipSessionAttributes(request);
    case 96:
      return targets.lobs.free(readFreedLobs(request));
    default:
      throw new OracleFailure(
        3001,
        `unimplemented feature\nThe test listener does not know the piggyback ${name}.`,
      );
  }
}

function readIds(request: WireReader): number[] {
  request.u8();
  return Array.from({ length: request.count() }, () => request.count());
}

/** Module, action and the like, as a DBA sees them. */
function skipSessionAttributes(request: WireReader): void {
  request.skipBytes(2);
  request.count();
  let texts = 0;
  const readHeader = (): void => {
    const present = request.u8() !== 0;
    if (request.count() > 0 && present) texts++;
  };
  const skipHeader = (): void => {
    request.u8();
    request.count();
  };
  for (let i = 0; i < 4; i++) readHeader();
  skipHeader();
  readHeader();
  skipHeader();
  skipHeader();
  readHeader();
  for (let i = 0; i < texts; i++) request.sized();
}

function readFreedLobs(request: WireReader): Buffer {
  request.u8();
  const size = request.count();
  request.u8();
  request.skipCounts(3);
  request.skipBytes(3);
  request.count();
  request.u8();
  request.skipCounts(3);
  request.u8();
  for (let i = 0; i < 3; i++) {
    request.u8();
    request.count();
  }
  return request.raw(size);
}
