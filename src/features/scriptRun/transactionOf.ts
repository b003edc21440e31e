import type { ConnectionProfile } from "../../services/profiles/profile.ts";
import type { SqlRunner } from "../../services/sql/sqlRunner.ts";

/** Whose transaction a script of this connection runs in, also while the connection is not open. */
export function transactionOf({ kind }: ConnectionProfile): SqlRunner["transaction"] {
  return transactions[kind];
}

const transactions: Readonly<Record<ConnectionProfile["kind"], SqlRunner["transaction"]>> = {
  restSql: "perRequest",
  oracle: "own",
  sqlDeveloper: "borrowed",
};
