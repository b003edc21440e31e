import { systemClock } from "../../src/base/clock.ts";
import { silentLogger } from "../../src/base/logger.ts";
import { createFetchHttpClient } from "../../src/services/http/createFetchHttpClient.ts";
import type { HttpClient } from "../../src/services/http/httpClient.ts";
import { openOracleSqlRunner } from "../../src/services/oracle/openOracleSqlRunner.ts";
import { createRestSqlRunner } from "../../src/services/sql/createRestSqlRunner.ts";
import type { SqlRunner } from "../../src/services/sql/sqlRunner.ts";
import { oracleProfileWith, profileWith } from "../support/fakes.ts";
import type { Account, OracleSettings } from "./settings.ts";

const timeoutMs = (): number => 60_000;

/** For all calls to ORDS. */
export const testHttp: HttpClient = createFetchHttpClient({ log: silentLogger, timeoutMs });

/** Logs in by Oracle's driver, as the schema's user unless another account is given; undefined without a database. */
export async function openByDriver(
  settings: OracleSettings,
  account: Account = settings,
): Promise<SqlRunner | undefined> {
  const { database, wallet } = settings;
  if (!database) return undefined;
  const needsPassword = wallet?.password !== undefined;
  return await openOracleSqlRunner({
    profile: oracleProfileWith({
      database,
      user: account.user,
      wallet: wallet && { folder: wallet.folder, needsPassword },
      baseUrl: undefined,
      alias: undefined,
    }),
    password: account.password,
    walletPassword: wallet?.password,
    tnsFolder: process.env["TNS_ADMIN"],
    timeoutMs,
    clock: systemClock,
    log: silentLogger,
  });
}

/** A runner over REST-Enabled SQL; undefined without the address of ORDS. */
export function openByRest(settings: OracleSettings): SqlRunner | undefined {
  const { ords, user, password } = settings;
  return (
    ords &&
    createRestSqlRunner({ profile: profileWith({ ...ords, user }), password, http: testHttp })
  );
}
