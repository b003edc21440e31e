import type { OracleFailure } from "./listenerDatabase.ts";
import type { WireWriter } from "./wireWriter.ts";

/** The end of an answer that names no cursor. */
export function writeStatus(out: WireWriter, inTransaction: boolean): void {
  out.u8(9);
  out.count(statusOf(inTransaction), 0);
}

export interface Outcome {
  readonly inTransaction: boolean;
  readonly cursor?: number;
  /** Rows changed, or fetched so far. */
  readonly rowCount?: number;
  readonly compiledWithErrors?: boolean;
  readonly failure?: OracleFailure | undefined;
}

/** The end of an answer of a statement; that it went well is an error with the number 0. */
export function writeOutcome(
  out: WireWriter,
  { inTransaction, cursor = 0, rowCount = 0, compiledWithErrors = false, failure }: Outcome,
): void {
  const number = failure?.number ?? 0;
  out.u8(4);
  out.count(
    statusOf(inTransaction),
    0,
    0,
    number,
    0,
    0,
    cursor,
    Math.min(failure?.offset ?? 0, 32_767),
  );
  out.u8(0, 0, 0, 0, 0, compiledWithErrors ? 0x20 : 0);
  // No row id: object, file, a byte, block, row.
  out.count(0, 0);
  out.u8(0);
  out.count(0, 0);
  out.count(0);
  out.u8(0, 0);
  // Padding, iterations, logical row id, and the three lists of errors of a batch.
  out.count(0, 0, 0, 0, 0, 0);
  out.count(number, rowCount);
  if (failure) out.text(`${failure.text}\n`);
}

function statusOf(inTransaction: boolean): number {
  return inTransaction ? 2 : 0;
}
