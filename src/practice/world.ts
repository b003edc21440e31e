import type { Clock } from "../base/clock.ts";
import type { Disposable } from "../base/disposable.ts";
import { indexAccess } from "../domain/access/accessIndex.ts";
import type { AccessIndex } from "../domain/access/accessIndex.ts";
import type { Dictionary } from "./dictionary/dictionary.ts";
import { readCommittedCatalog } from "./dictionary/readCommittedCatalog.ts";

/**
 * Everything that the practice server knows, and when it is. Requests run one after the other, each in a
 * transaction of its own, so what one has not committed no other one sees.
 */
export class World implements Disposable {
  readonly dictionary: Dictionary;
  readonly clock: Clock;
  readonly #onCommit: () => void;
  #access: AccessIndex | undefined;
  #openStatements = 0;

  constructor({ dictionary, clock, onCommit }: WorldParts) {
    this.dictionary = dictionary;
    this.clock = clock;
    this.#onCommit = onCommit;
  }

  /** Who may call what, by what is committed. Only outside a transaction. */
  get access(): AccessIndex {
    this.#access ??= indexAccess(readCommittedCatalog(this.dictionary));
    return this.#access;
  }

  /**
   * Runs `work` in a transaction, as the schema unless another user is named; what it has not committed is rolled
   * back (assumption `restSqlDropsUncommittedWork`).
   */
  inTransaction<T>(work: (transaction: Transaction) => T, user = this.dictionary.schema): T {
    const { engine, schema, session } = this.dictionary;
    engine.runAll("begin");
    session.user = user.toUpperCase();
    try {
      return work({
        commit: () => {
          this.#endTransaction("commit");
          this.#access = undefined;
          this.#onCommit();
        },
        rollback: () => this.#endTransaction("rollback"),
        statement: (run) => this.#asStatement(run),
      });
    } finally {
      session.user = schema;
      engine.runAll("rollback");
    }
  }

  dispose(): void {
    this.dictionary.engine.dispose();
  }

  /** The next one begins at once, and the statement that did this can still be undone from here on. */
  #endTransaction(how: "commit" | "rollback"): void {
    const savepoints = "savepoint statement; ".repeat(this.#openStatements);
    this.dictionary.engine.runAll(`${how}; begin; ${savepoints}`);
  }

  #asStatement<T>(run: () => T): T {
    const { engine } = this.dictionary;
    engine.runAll("savepoint statement");
    this.#openStatements++;
    let done = false;
    try {
      const result = run();
      done = true;
      return result;
    } finally {
      this.#openStatements--;
      engine.runAll(`${done ? "" : "rollback to statement; "}release statement`);
    }
  }
}

export interface WorldParts {
  readonly dictionary: Dictionary;
  readonly clock: Clock;
  readonly onCommit: () => void;
}

export interface Transaction {
  commit(): void;
  rollback(): void;
  /** What fails undoes its own work and nothing before it, as one statement does in Oracle. */
  statement<T>(run: () => T): T;
}
