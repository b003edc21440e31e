import { systemClock } from "../../src/base/clock.ts";
import { silentLogger } from "../../src/base/logger.ts";
import { Secret } from "../../src/base/secret.ts";
import { openOracleSqlRunner } from "../../src/services/oracle/openOracleSqlRunner.ts";
import type { OracleProfile } from "../../src/services/profiles/profile.ts";
import type { SqlRunner } from "../../src/services/sql/sqlRunner.ts";
import { oracleProfileWith } from "./fakes.ts";

export interface OracleRunnerSetting {
  readonly port: number;
  readonly user: string;
  readonly password: Secret | string;
  readonly walletPassword?: Secret;
  readonly profile?: Partial<OracleProfile>;
}

/** The product's runner, logged in to a listener on this machine. */
export async function openRunner(setting: OracleRunnerSetting): Promise<SqlRunner> {
  const { port, user, password, walletPassword, profile = {} } = setting;
  const database = {
    kind: "basic",
    host: "127.0.0.1",
    port,
    service: "FREEPDB1",
    tls: false,
  } as const;
  return await openOracleSqlRunner({
    profile: oracleProfileWith({ database, user, ...profile }),
    password: typeof password === "string" ? new Secret(password) : password,
    walletPassword,
    tnsFolder: undefined,
    timeoutMs: () => 10_000,
    clock: systemClock,
    log: silentLogger,
  });
}
