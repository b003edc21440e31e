import { systemClock } from "../../src/base/clock.ts";
import { openByDriver, openByRest, testHttp } from "./openOracle.ts";
import type { OracleSettings } from "./settings.ts";
import type { TestServer } from "./testServer.ts";

/** Logs in where the settings say, for the time of one piece of work: by Oracle's driver where the database is given. */
export async function withTestServer<T>(
  settings: OracleSettings,
  work: (server: TestServer) => Promise<T>,
): Promise<T> {
  const driver = await openByDriver(settings);
  const runner = driver ?? openByRest(settings);
  // `readSettings` asks for one of the two.
  if (!runner) throw new Error("Neither a database nor ORDS is given.");
  const administrator =
    settings.administrator && (await openByDriver(settings, settings.administrator));
  try {
    const { ords, user, password, settleMs } = settings;
    return await work({
      runner,
      sqlBy: driver ? "Oracle's driver" : "REST-Enabled SQL",
      ords,
      http: testHttp,
      user,
      password,
      clock: systemClock,
      settleMs,
      administrator,
    });
  } finally {
    await administrator?.close();
    await runner.close();
  }
}
