import { readBindType } from "./bindList.ts";
import type { BindType } from "./bindList.ts";
import type { WireReader } from "./wireReader.ts";

/** What a driver asks when it executes a statement in full; the values of the binds follow in the message. */
export interface ExecuteRequest {
  /** 0 for a new statement. */
  readonly cursor: number;
  readonly sql: string | undefined;
  readonly describes: boolean;
  /** Only says in which types it wants the columns. */
  readonly defines: readonly BindType[] | undefined;
  readonly executes: boolean;
  readonly fetches: boolean;
  readonly describesOnly: boolean;
  readonly commits: boolean;
  readonly rows: number;
  /** How often, each time with other values. */
  readonly executions: number;
  readonly binds: readonly BindType[];
}

export function readExecuteRequest(request: WireReader): ExecuteRequest {
  const options = request.count();
  const cursor = request.count();
  const hasSql = request.u8() === 1;
  request.count();
  request.u8();
  request.count();
  request.skipBytes(3);
  const rows = request.count();
  request.count();
  request.u8();
  const bindCount = request.count();
  request.skipBytes(5);
  request.u8();
  const defineCount = request.count();
  // From here to the text: registration, lists of objects, counts by row, the signature, and chunks.
  request.count();
  request.skipBytes(3);
  request.count();
  request.u8();
  request.skipCounts(2);
  request.u8();
  request.count();
  request.skipBytes(2);
  request.count();
  request.u8();
  request.count();
  request.skipBytes(2);
  request.count();
  const sql = hasSql ? request.text() : undefined;
  const numbers = Array.from({ length: 13 }, () => request.count());
  const has = (option: number): boolean => (options & option) !== 0;
  const types = Array.from({ length: defineCount || bindCount }, () => readBindType(request));
  const isQuery = numbers[7] === 1;
  return {
    cursor,
    sql,
    describes: has(0x1) || has(0x2_0000),
    defines: has(0x10) ? types : undefined,
    executes: has(0x20),
    fetches: has(0x40),
    describesOnly: has(0x2_0000),
    commits: has(0x100),
    rows,
    executions: isQuery ? 1 : (numbers[1] ?? 1),
    binds: has(0x10) ? [] : types,
  };
}
