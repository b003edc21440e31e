import { executeScript } from "../../../src/practice/execute/executeScript.ts";
import type {
  StatementFailure,
  StatementOutcome,
} from "../../../src/practice/execute/executeScript.ts";
import type { SqlCell } from "../../../src/practice/sql/sqlEngine.ts";
import { World } from "../../../src/practice/world.ts";
import type { Transaction } from "../../../src/practice/world.ts";
import { OracleFailure } from "./listenerDatabase.ts";
import type { ListenerAnswer, ListenerBinds, ListenerSession } from "./listenerDatabase.ts";
import { createOutputBuffer } from "./outputBuffer.ts";
import { answerOutputCall } from "./outputCalls.ts";
import { toQueryAnswer } from "./practiceRows.ts";
import { refuseScript } from "./refuseScript.ts";
import { applyChanges, changesBetween, takeSnapshot } from "./sessionChanges.ts";
import type { SessionChanges, Snapshot } from "./sessionChanges.ts";

/**
 * A session on the world of a practice server. The world has transactions for as long as a call lasts only, so what is
 * not committed is taken out of it as changed rows at the end of each call, and put in again at the begin of the next
 * one. It does not run statements again, because some give a new secret each time.
 */
export class PracticeSession implements ListenerSession {
  readonly #world: World;
  /** Undefined: the schema's own. */
  readonly #user: string | undefined;
  readonly #output = createOutputBuffer();
  #changes: SessionChanges = [];
  #inTransaction = false;

  constructor(world: World, user: string | undefined) {
    this.#world = world;
    this.#user = user;
  }

  get inTransaction(): boolean {
    return this.#inTransaction;
  }

  execute(sql: string, binds: ListenerBinds): ListenerAnswer {
    if (/^\s*alter\s+session\b/i.test(sql)) return { kind: "other" };
    const output = answerOutputCall(sql, binds, this.#output);
    if (output) return output;
    refuseScript(sql);
    const given = new Map([...binds].map(([name, value]) => [name.toLowerCase(), toCell(value)]));
    const values = new Map(given);
    const outcome = this.#inSession((world) => {
      const [first] = executeScript(world, {
        text: sql,
        binds: values,
        positional: [],
        range: { offset: 0, limit: Number.MAX_SAFE_INTEGER },
      });
      return first;
    });
    if (!outcome) throw new OracleFailure(900, "invalid SQL statement");
    this.#output.put(outcome.output);
    if (outcome.failure) throw toFailure(outcome.failure, sql);
    const assigned = [...binds.keys()].flatMap((name) => {
      const value = values.get(name.toLowerCase()) ?? null;
      return value === given.get(name.toLowerCase()) ? [] : [[name, value] as const];
    });
    return toAnswer(outcome, Object.fromEntries(assigned));
  }

  commit(): void {
    this.#inSession((_world, transaction) => transaction.commit());
  }

  rollback(): void {
    this.#changes = [];
    this.#inTransaction = false;
  }

  close(): void {
    this.rollback();
  }

  /** Runs `work` with all that this session has done, and keeps what it has not committed afterwards. */
  #inSession<T>(work: (world: World, transaction: Transaction) => T): T {
    const { engine } = this.#world.dictionary;
    let changes = this.#changes;
    let inTransaction = this.#inTransaction;
    const changedRows = (): SqlCell | undefined => engine.row("select total_changes() as n")?.["n"];
    const result = this.#world.inTransaction((real) => {
      this.#putIn(changes);
      let mark = changedRows();
      const ended = (): void => {
        changes = [];
        inTransaction = false;
        mark = changedRows();
      };
      const transaction: Transaction = {
        commit: () => {
          real.commit();
          ended();
        },
        rollback: () => {
          real.rollback();
          ended();
        },
        statement: (run) => real.statement(run),
      };
      const done = work(new SessionWorld(this.#world, transaction), transaction);
      if (changedRows() !== mark) {
        const after: Snapshot = takeSnapshot(engine);
        real.rollback();
        changes = changesBetween(takeSnapshot(engine), after);
        // What changes nothing in the end, such as `set x = x`, has a transaction all the same.
        inTransaction ||= changes.length > 0 || !hasFailed(done);
      }
      return done;
    }, this.#user);
    this.#changes = changes;
    this.#inTransaction = inTransaction;
    return result;
  }

  #putIn(changes: SessionChanges): void {
    try {
      applyChanges(this.#world.dictionary.engine, changes);
    } catch (error) {
      // Oracle would go on; here the row ids of both collide.
      throw new OracleFailure(
        8177,
        `can't serialize access for this transaction\nAnother session has committed something that this one's changes cannot be put on (${String(error)}).`,
      );
    }
  }
}

/** The same world inside a transaction that is already there. */
class SessionWorld extends World {
  readonly #transaction: Transaction;

  constructor({ dictionary, clock }: World, transaction: Transaction) {
    super({ dictionary, clock, onCommit: () => undefined });
    this.#transaction = transaction;
  }

  override inTransaction<T>(work: (transaction: Transaction) => T): T {
    return work(this.#transaction);
  }
}

function hasFailed(done: unknown): boolean {
  return (
    typeof done === "object" && done !== null && "failure" in done && done.failure !== undefined
  );
}

function toAnswer(
  { type, page, rowsAffected }: StatementOutcome,
  out: Readonly<Record<string, SqlCell>>,
): ListenerAnswer {
  if (page) return toQueryAnswer(page);
  if (type === "dml") return { kind: "dml", rowsAffected };
  return type === "plsql" ? { kind: "plsql", out } : { kind: "other" };
}

function toCell(
  value: ListenerBinds extends ReadonlyMap<string, infer Value> ? Value : never,
): SqlCell {
  if (value === null || typeof value === "string" || typeof value === "number") return value;
  if (typeof value === "boolean") return String(value);
  if (value instanceof Date) return `${value.toISOString().slice(0, 19)}Z`;
  throw new OracleFailure(
    3001,
    "unimplemented feature\nThe practice server takes no arrays as binds.",
  );
}

function toFailure({ code, text, line, column }: StatementFailure, sql: string): OracleFailure {
  const number = Number(code.replace(/^\D+/, ""));
  return new OracleFailure(number, text.slice(code.length + 2), offsetOf(sql, line, column));
}

function offsetOf(sql: string, line: number, column: number | undefined): number {
  if (column === undefined) return 0;
  const before = sql.split("\n").slice(0, line - 1);
  return before.reduce((sum, { length }) => sum + length + 1, 0) + column - 1;
}
