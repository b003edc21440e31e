import { UserFacingError } from "../../base/errors.ts";
import { schemaUrlOf } from "../../domain/http/schemaUrlOf.ts";
import { schemaQuery, versionQuery } from "../../plsql/catalogQueries.ts";
import type { Catalog } from "../../domain/model/catalog.ts";
import type { SqlText } from "../../plsql/quote.ts";
import { isMissing, ordsNotInstalled } from "../catalog/missing.ts";
import { readCatalog } from "../catalog/readCatalog.ts";
import { textOf } from "../catalog/cells.ts";
import { toSchema } from "../catalog/rowMappers.ts";
import type { Cells } from "../catalog/toCatalogRows.ts";
import type { HttpClient } from "../http/httpClient.ts";
import type { SqlRunner } from "../sql/sqlRunner.ts";
import { statementErrorOf } from "../sql/statementErrorOf.ts";
import { checkOrdsAddress } from "./checkOrdsAddress.ts";
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
 * Tries a connection with two small queries, one after the other, so that a wrong password is one failed login; then,
 * where a connection to the database says where ORDS is, with one call there. Throws `UserFacingError` with the first
 * thing that does not work: the address, the alias, REST-Enabled SQL, the login, the schema, ORDS.
 */
export async function testConnection(
  { profile, openRunner, http }: ConnectionTest,
  signal?: AbortSignal,
): Promise<ConnectionReport> {
  const runner = await openRunner();
  try {
    const other = profile.otherSchema?.name;
    const report =
      other === undefined
        ? await askForSchema(runner, signal)
        : toReport(await readCatalog(runner, { schema: other, signal }));
    // Through REST-Enabled SQL it is ORDS that has just answered; for a disabled schema it answers 404 wherever it is.
    const needsAnswer = profile.kind !== "restSql" && report.enabled;
    const schemaUrl = schemaUrlOf({ ...profile, alias: report.alias, otherSchema: undefined });
    if (needsAnswer && schemaUrl !== undefined) {
      await checkOrdsAddress({ profile: profile.id, schemaUrl, http }, signal);
    }
    return report;
  } finally {
    await runner.close();
  }
}

export interface ConnectionTest {
  readonly profile: ConnectionProfile;
  readonly openRunner: () => Promise<SqlRunner>;
  readonly http: HttpClient;
}

async function askForSchema(
  runner: SqlRunner,
  signal: AbortSignal | undefined,
): Promise<ConnectionReport> {
  const ask = async (query: SqlText): Promise<Cells | undefined> =>
    (await runner.query(query, signal ? { signal } : {})).rows[0];
  const schemaRow = await orNotInstalled(() => ask(schemaQuery));
  if (!schemaRow) {
    throw new UserFacingError({
      code: "schemaNotEnabled",
      message: "The login works, but the schema of this user is not REST-enabled.",
      why: "Log in as the user that owns the services, or run as this user: begin ords.enable_schema; commit; end;",
    });
  }
  const versionRow = await ask(versionQuery);
  const { name, alias, enabled } = toSchema(schemaRow);
  const release = textOf(versionRow?.[0]) ?? "";
  return { release, schema: name, alias, enabled };
}

/** An administrator may have no services of their own: what counts is the schema that they look at. */
function toReport({ release, schema }: Catalog): ConnectionReport {
  return {
    release: release.text,
    schema: schema.name,
    alias: schema.alias,
    enabled: schema.enabled,
  };
}

async function orNotInstalled<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    const code = statementErrorOf(error)?.code;
    throw code !== undefined && isMissing(code) ? ordsNotInstalled() : error;
  }
}
