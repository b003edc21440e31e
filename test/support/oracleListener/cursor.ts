import type { BindType } from "./bindList.ts";
import type { ListenerColumn, QueryAnswer } from "./listenerDatabase.ts";
import { wireTypeOf } from "./resultRows.ts";

/** A statement that a connection keeps, and the rows of its last execution that are not fetched yet. */
export interface Cursor {
  readonly id: number;
  sql: string;
  /** As they were last described. */
  binds: readonly BindType[];
  columns: readonly ListenerColumn[] | undefined;
  /** The types in which the driver wants the columns, when it has said so. */
  defined: readonly number[] | undefined;
  answer: QueryAnswer | undefined;
  /** How many rows of the answer were fetched. */
  position: number;
}

export interface Cursors {
  /** The known one, or a new one for 0. */
  take(id: number, sql: string | undefined): Cursor | undefined;
  close(ids: readonly number[]): void;
  cancel(ids: readonly number[]): void;
}

export function createCursors(): Cursors {
  const cursors = new Map<number, Cursor>();
  let lastId = 0;
  return {
    take(id, sql) {
      const known = cursors.get(id);
      if (known) {
        if (sql !== undefined) known.sql = sql;
        return known;
      }
      if (sql === undefined) return undefined;
      lastId++;
      const cursor: Cursor = {
        id: lastId,
        sql,
        binds: [],
        columns: undefined,
        defined: undefined,
        answer: undefined,
        position: 0,
      };
      cursors.set(lastId, cursor);
      return cursor;
    },
    close(ids) {
      for (const id of ids) cursors.delete(id);
    },
    cancel(ids) {
      for (const id of ids) {
        const cursor = cursors.get(id);
        if (cursor) cursor.answer = undefined;
      }
    },
  };
}

export function typesOf(cursor: Cursor): readonly number[] {
  return cursor.defined ?? cursor.columns?.map(wireTypeOf) ?? [];
}

export function haveSameTypes(
  before: readonly ListenerColumn[] | undefined,
  now: readonly ListenerColumn[],
): boolean {
  return (
    before?.length === now.length &&
    now.every(({ name, type, maxSize = 0 }, i) => {
      const old = before[i];
      return old?.name === name && old.type === type && (old.maxSize ?? 0) >= maxSize;
    })
  );
}
