import { UserFacingError } from "../../base/errors.ts";
import type { Secret } from "../../base/secret.ts";
import { catalogQueries } from "../../plsql/catalogQueries.ts";
import type { SqlText } from "../../plsql/quote.ts";
import { isMissing, ordsNotInstalled } from "../catalog/missing.ts";
import { type Row, textIn, toRows } from "../catalog/row.ts";
import { toSchema } from "../catalog/rowMappers.ts";
import type { HttpClient } from "../http/httpClient.ts";
import { createRestSqlRunner } from "../sql/createRestSqlRunner.ts";
import { statementErrorOf } from "../sql/statementErrorOf.ts";
import type { ConnectionProfile } from "./profile.ts";

/** What was found when a connection was tried: the server answers, the login is good, and this is the schema. */
export interface ConnectionReport {
  /** `24.4.1.r3619010` */
  readonly release: string;
  readonly schema: string;
  /** As the schema has it. */
  readonly alias: string;
  readonly enabled: boolean;
}

/**
 * Tries a connection with two small queries, one after the other, so that a wrong password is one failed login. Throws
 * `UserFacingError` with the first thing that does not work: the address, the alias, REST-Enabled SQL, the login, the
 * schema.
 */
export async function testConnection(
  { profile, password, http }: ConnectionTest,
  signal?: AbortSignal,
): Promise<ConnectionReport> {
  const runner = createRestSqlRunner({ profile, password, http });
  const ask = async (query: SqlText): Promise<Row | undefined> =>
    toRows(await runner.query(query, signal ? { signal } : {}))[0];
  const schemaRow = await askForSchema(() => ask(catalogQueries.schema.text));
  if (!schemaRow) {
    throw new UserFacingError({
      code: "schemaNotEnabled",
      message: `The login works, but the schema of ${profile.user} is not REST-enabled.`,
      why: "Log in as the user that owns the services, or run as this user: begin ords.enable_schema; commit; end;",
    });
  }
  const versionRow = await ask(catalogQueries.version.text);
  const { name, alias, enabled } = toSchema(schemaRow);
  const release = versionRow ? (textIn(versionRow, "VERSION") ?? "") : "";
  return { release, schema: name, alias, enabled };
}

export interface ConnectionTest {
  readonly profile: ConnectionProfile;
  readonly password: Secret;
  readonly http: HttpClient;
}

async function askForSchema(ask: () => Promise<Row | undefined>): Promise<Row | undefined> {
  try {
    return await ask();
  } catch (error) {
    const code = statementErrorOf(error)?.code;
    throw code !== undefined && isMissing(code) ? ordsNotInstalled() : error;
  }
}
