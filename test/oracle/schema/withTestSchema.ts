import { messageOf, UserFacingError } from "../../../src/base/errors.ts";
import { readCatalog } from "../../../src/services/catalog/readCatalog.ts";
import type { SqlRunner } from "../../../src/services/sql/sqlRunner.ts";
import { foreignThings } from "./foreignThings.ts";
import { removeOwn } from "./removeOwn.ts";

export interface TestSchemaOptions {
  /** Whether things of others may be in the schema; they are never changed. */
  readonly allowExisting: boolean;
  readonly say: (line: string) => void;
}

/**
 * Lets `work` change the schema and afterwards removes all that bears our names, whatever became of the work. Throws
 * "inputNotValid" before anything is changed when the schema is in use by others.
 */
export async function withTestSchema<T>(
  runner: SqlRunner,
  { allowExisting, say }: TestSchemaOptions,
  work: () => Promise<T>,
): Promise<T> {
  const foreign = foreignThings(await readCatalog(runner));
  if (foreign.length > 0 && !allowExisting) throw inUse(foreign);
  await removeAndSay(runner, say);
  try {
    return await work();
  } finally {
    await removeAndSay(runner, say).catch((error: unknown) => {
      say(`The schema could not be cleaned up: ${messageOf(error)}`);
      say("The next run begins with it: all that is ours begins with ordssec_test_.");
    });
  }
}

async function removeAndSay(runner: SqlRunner, say: (line: string) => void): Promise<void> {
  for (const line of await removeOwn(runner)) say(`Could not be removed: ${line}`);
}

function inUse(foreign: readonly string[]): UserFacingError {
  const shown = foreign.slice(0, 10).join(", ");
  const more = foreign.length > 10 ? ` and ${foreign.length - 10} more` : "";
  return new UserFacingError({
    code: "inputNotValid",
    message: `The schema is in use, so nothing was done: it holds ${shown}${more}.`,
    why: "Give a schema that nobody else uses, or set ORDS_TEST_ALLOW_EXISTING=yes: then these stay as they are, and the tests make and remove only what begins with ordssec_test_, and three roles whose names begin with contract.",
  });
}
