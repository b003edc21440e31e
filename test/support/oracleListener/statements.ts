import { nameBinds, readBindRow, writeOutBind } from "./bindList.ts";
import type { BindType, BindValue } from "./bindList.ts";
import type { CallContext } from "./callContext.ts";
import { haveSameTypes, typesOf } from "./cursor.ts";
import type { Cursor, Cursors } from "./cursor.ts";
import { readExecuteRequest } from "./executeRequest.ts";
import { OracleFailure } from "./listenerDatabase.ts";
import type { ListenerAnswer, ListenerSession, QueryAnswer } from "./listenerDatabase.ts";
import type { LobStore } from "./lobStore.ts";
import { writeOutcome } from "./replies.ts";
import { writeDescription, writeRowHeader, writeRows } from "./resultRows.ts";
import { bindNamesOf, isPlsql } from "./statementText.ts";
import type { WireReader } from "./wireReader.ts";
import { wireTypes } from "./wireTypes.ts";
import { WireWriter } from "./wireWriter.ts";

export interface StatementParts {
  readonly session: ListenerSession;
  readonly cursors: Cursors;
  readonly lobs: LobStore;
  readonly context: CallContext;
}

/** Answers a statement that is executed in full. */
export async function answerExecute(request: WireReader, parts: StatementParts): Promise<Buffer> {
  const asked = readExecuteRequest(request);
  const cursor = parts.cursors.take(asked.cursor, asked.sql);
  if (!cursor) return failed(noSuchCursor(), parts);
  if (asked.defines) {
    cursor.defined = asked.defines.map(({ type }) => type);
    return done(new WireWriter(), cursor, parts);
  }
  if (asked.describesOnly) return await describeOnly(cursor, parts);
  if (asked.describes) cursor.columns = undefined;
  if (asked.executes) cursor.binds = asked.binds;
  const rows = asked.fetches ? asked.rows : 0;
  // Without EXECUTE it is the rows of an open cursor that are wanted.
  if (!asked.executes) return fetchRows(cursor, rows, parts);
  return await run(request, parts, { ...asked, cursor, rows });
}

/** Answers one that is executed again, with other values for the same binds. */
export async function answerReexecute(
  request: WireReader,
  parts: StatementParts,
  { fetches }: { readonly fetches: boolean },
): Promise<Buffer> {
  const cursor = parts.cursors.take(request.count(), undefined);
  const count = request.count();
  request.count();
  const commits = (request.count() & 1) !== 0;
  if (!cursor) return failed(noSuchCursor(), parts);
  return await run(request, parts, {
    cursor,
    rows: fetches ? count : 0,
    executions: fetches ? 1 : count,
    commits,
  });
}

export function answerFetch(request: WireReader, parts: StatementParts): Buffer {
  const cursor = parts.cursors.take(request.count(), undefined);
  const rows = request.count();
  if (!cursor?.answer) return failed(new OracleFailure(1002, "fetch out of sequence"), parts);
  parts.context.note({ kind: "fetch", sql: cursor.sql });
  parts.context.meet("fetch");
  return fetchRows(cursor, rows, parts);
}

interface Run {
  readonly cursor: Cursor;
  readonly rows: number;
  readonly executions: number;
  readonly commits: boolean;
}

async function run(
  request: WireReader,
  parts: StatementParts,
  { cursor, rows, executions, commits }: Run,
): Promise<Buffer> {
  const { session, context, lobs } = parts;
  const { sql } = cursor;
  const plsql = isPlsql(sql);
  const names = bindNamesOf(sql);
  cursor.answer = undefined;
  const answered: Answered[] = [];
  let rowCount = 0;
  try {
    for (let i = 0; i < Math.max(1, executions); i++) {
      // Each row of values begins with a byte that says so.
      if (cursor.binds.length > 0) request.u8();
      const values = readBindRow(request, cursor.binds, { lobs, isPlsql: plsql });
      const binds = nameBinds(names, values);
      context.note({ kind: "execute", sql, binds });
      context.meet("execute");
      const answer = await session.execute(sql, binds);
      context.note({ kind: "executed", sql });
      answered.push({ answer, values });
      if (answer.kind === "dml") rowCount += answer.rowsAffected;
    }
    if (commits) {
      context.note({ kind: "commit" });
      session.commit();
    }
    context.meet("executed");
    const last = answered.at(-1)?.answer;
    if (last?.kind === "query") return startQuery(cursor, last, rows, parts);
    const out = new WireWriter();
    if (plsql && cursor.binds.length > 0) writeOutBinds(out, cursor, { answered, names, lobs });
    const compiledWithErrors = last?.kind === "other" && last.compiledWithErrors === true;
    return done(out, cursor, parts, { rowCount, compiledWithErrors });
  } catch (error) {
    if (error instanceof OracleFailure) return failed(error, parts, { cursor, rowCount });
    throw error;
  }
}

/**
 * What goes back. It is said to go both ways: of a bind that only goes out the driver would not send a place again. The
 * others go in only: of an empty text the driver would not read what comes back.
 */
function writeOutBinds(out: WireWriter, cursor: Cursor, { answered, names, lobs }: OutBinds): void {
  const goesOut = cursor.binds.map((type, i) => {
    const isAssigned = answered.some(({ answer }) => Object.hasOwn(outOf(answer), names[i] ?? ""));
    const isNull = answered.every(({ values }) => isEmpty(values[i]));
    return isAssigned || (isNull && !isEmptyText(type));
  });
  out.u8(11, 0);
  out.count(goesOut.length & 0xff, goesOut.length >> 8, 0, 0, 0, 0);
  for (const one of goesOut) out.u8(one ? 48 : 32);
  if (!goesOut.includes(true)) return;
  for (const { answer, values } of answered) {
    const assigned = outOf(answer);
    out.u8(7);
    cursor.binds.forEach((type, i) => {
      if (!goesOut[i]) return;
      const name = names[i] ?? "";
      const value = Object.hasOwn(assigned, name) ? assigned[name] : values[i];
      writeOutBind(out, type, { value: value ?? (type.isArray ? [] : null), lobs });
    });
  }
}

interface OutBinds {
  readonly answered: readonly Answered[];
  readonly names: readonly string[];
  readonly lobs: LobStore;
}

interface Answered {
  readonly answer: ListenerAnswer;
  readonly values: readonly BindValue[];
}

function outOf(answer: ListenerAnswer): Readonly<Record<string, BindValue>> {
  return (answer.kind === "plsql" ? answer.out : undefined) ?? {};
}

/** As of a bind that only goes out. */
function isEmpty(value: BindValue | undefined): boolean {
  return value === null || value === undefined || (Array.isArray(value) && value.length === 0);
}

/** The driver gives an empty text this size; one that goes out has seldom so little room. */
function isEmptyText({ type, maxSize, isArray }: BindType): boolean {
  return type === wireTypes.varchar && maxSize === 4 && !isArray;
}

function startQuery(
  cursor: Cursor,
  answer: QueryAnswer,
  rows: number,
  parts: StatementParts,
): Buffer {
  cursor.answer = answer;
  cursor.position = 0;
  if (haveSameTypes(cursor.columns, answer.columns)) return fetchRows(cursor, rows, parts);
  cursor.columns = answer.columns;
  cursor.defined = undefined;
  const out = new WireWriter();
  writeDescription(out, answer.columns);
  // With CLOBs the driver first says how it wants them, and would misread rows that come before that.
  if (answer.columns.some(({ type }) => type === "CLOB")) return done(out, cursor, parts);
  return fetchRows(cursor, rows, parts, out);
}

function fetchRows(
  cursor: Cursor,
  wanted: number,
  parts: StatementParts,
  out = new WireWriter(),
): Buffer {
  const { answer, position } = cursor;
  if (!answer) return failed(new OracleFailure(1002, "fetch out of sequence"), parts);
  const to = Math.min(answer.rows.length, position + wanted);
  if (wanted > 0) {
    const types = typesOf(cursor);
    writeRowHeader(out, { columns: types.length, rows: to - position });
    writeRows(out, answer, { types, from: position, to, lobs: parts.lobs });
    cursor.position = to;
  }
  // Rows as many as were wanted leave it open whether there are more, as Oracle does.
  const atEnd = wanted > 0 && to - position < wanted;
  const failure = atEnd ? new OracleFailure(1403, "no data found") : undefined;
  return done(out, cursor, parts, { rowCount: to, failure });
}

/** Tells the columns of a query; it is run for that, which of other statements would do what they say. */
async function describeOnly(cursor: Cursor, parts: StatementParts): Promise<Buffer> {
  const out = new WireWriter();
  if (!/^[\s(]*(?:select|with)\b/i.test(cursor.sql)) return done(out, cursor, parts);
  try {
    const names = bindNamesOf(cursor.sql);
    const answer = await parts.session.execute(
      cursor.sql,
      nameBinds(
        names,
        names.map(() => null),
      ),
    );
    if (answer.kind === "query") writeDescription(out, answer.columns);
    return done(out, cursor, parts);
  } catch (error) {
    if (error instanceof OracleFailure) return failed(error, parts, { cursor, rowCount: 0 });
    throw error;
  }
}

interface DoneFacts {
  readonly rowCount?: number;
  readonly compiledWithErrors?: boolean;
  readonly failure?: OracleFailure | undefined;
}

function done(
  out: WireWriter,
  cursor: Cursor,
  { session }: StatementParts,
  facts: DoneFacts = {},
): Buffer {
  writeOutcome(out, { inTransaction: session.inTransaction, cursor: cursor.id, ...facts });
  return out.bytes;
}

function failed(
  failure: OracleFailure,
  { session }: StatementParts,
  { cursor, rowCount = 0 }: { readonly cursor?: Cursor; readonly rowCount?: number } = {},
): Buffer {
  const out = new WireWriter();
  const { inTransaction } = session;
  writeOutcome(out, { inTransaction, cursor: cursor?.id ?? 0, rowCount, failure });
  return out.bytes;
}

function noSuchCursor(): OracleFailure {
  return new OracleFailure(1001, "invalid cursor");
}
