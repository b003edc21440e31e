import type { Clock } from "../../src/base/clock.ts";
import type { Secret } from "../../src/base/secret.ts";
import type { HttpClient } from "../../src/services/http/httpClient.ts";
import type { SqlRunner } from "../../src/services/sql/sqlRunner.ts";
import type { OrdsPlace } from "./settings.ts";

/** A database with ORDS as the tests and the recorder use it: a real one, or the practice server. */
export interface TestServer {
  readonly runner: SqlRunner;
  /** How the runner reaches the database, for the recording. */
  readonly sqlBy: "Oracle's driver" | "REST-Enabled SQL";
  readonly ords: OrdsPlace | undefined;
  readonly http: HttpClient;
  readonly user: string;
  readonly password: Secret;
  readonly clock: Clock;
  /** How long a change may take until it is seen. */
  readonly settleMs: number;
  /** Somebody with the role ORDS_ADMINISTRATOR_ROLE. */
  readonly administrator: SqlRunner | undefined;
}
