import type {
  ListenerAccount,
  ListenerAnswer,
  ListenerBinds,
  ListenerDatabase,
} from "./listenerDatabase.ts";

export interface ScriptedDatabaseParts {
  /** By user in upper case; HR with the password `tiger` unless they are given. */
  readonly accounts?: Readonly<Record<string, ListenerAccount>>;
  /** Throws `OracleFailure`. A commit and a rollback as a statement are no different from others here. */
  readonly answer: (sql: string, binds: ListenerBinds) => ListenerAnswer | Promise<ListenerAnswer>;
}

/** A database that a test plays itself; DML opens a transaction, and that is all it keeps. */
export function scriptedDatabase({
  accounts = hr,
  answer,
}: ScriptedDatabaseParts): ListenerDatabase {
  return {
    account: (user) => accounts[user],
    openSession: () => {
      let inTransaction = false;
      const end = (): void => {
        inTransaction = false;
      };
      return {
        execute: async (sql, binds) => {
          const given = await answer(sql, binds);
          if (given.kind === "dml" && given.rowsAffected > 0) inTransaction = true;
          return given;
        },
        commit: end,
        rollback: end,
        get inTransaction() {
          return inTransaction;
        },
        close: end,
      };
    },
  };
}

const hr: Readonly<Record<string, ListenerAccount>> = { HR: { password: "tiger", state: "open" } };
