import { administratorName } from "../../../src/practice/dictionary/session.ts";
import type { World } from "../../../src/practice/world.ts";
import { OracleFailure } from "./listenerDatabase.ts";
import type { ListenerDatabase } from "./listenerDatabase.ts";
import { PracticeSession } from "./practiceSession.ts";

export interface PracticeAccount {
  readonly user: string;
  readonly password: string;
}

/**
 * Answers SQL by the dictionary of a practice server, which has one schema: `account` may log in, as it or as a proxy
 * user of it, and with the same password the administrator of ORDS, who has no services of its own. The HTTP side of the
 * same world sees what is committed here, and the other way round.
 */
export function practiceDatabase(world: World, account: PracticeAccount): ListenerDatabase {
  const name = account.user.toUpperCase();
  return {
    account: (user) =>
      user === name || user === administratorName
        ? { password: account.password, state: "open" }
        : undefined,
    openSession(user, schema) {
      const isKnown = schema === undefined || schema === world.dictionary.schema.toUpperCase();
      if (!isKnown) throw new OracleFailure(28_150, "proxy not authorized to connect as client");
      return new PracticeSession(world, user === administratorName ? user : undefined);
    },
  };
}
