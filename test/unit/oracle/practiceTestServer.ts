import { silentLogger } from "../../../src/base/logger.ts";
import type { Secret } from "../../../src/base/secret.ts";
import { createFetchHttpClient } from "../../../src/services/http/createFetchHttpClient.ts";
import type { TestServer } from "../../oracle/testServer.ts";
import {
  type PracticeListener,
  type PracticeListenerOptions,
  startPracticeListener,
} from "../../support/oracleListener/practiceListener.ts";
import { openRunner } from "../../support/oracleRunner.ts";

/** The practice server in the place of a real one, reached by Oracle's driver and by HTTP. */
export interface PracticeTestServer extends AsyncDisposable {
  readonly practice: PracticeListener;
  readonly server: TestServer;
  /** Every text of a body and every header that came from ORDS. */
  readonly seen: string[];
}

export async function startPracticeTestServer(
  options: PracticeListenerOptions = {},
): Promise<PracticeTestServer> {
  const practice = await startPracticeListener(options);
  const open = async (user: string, password: Secret) =>
    await openRunner({ port: practice.listener.port, user, password });
  const runner = await open(practice.user, practice.password);
  const administrator = await open("ordsadmin", practice.password);
  const seen: string[] = [];
  const http = createFetchHttpClient({ log: silentLogger, timeoutMs: () => 20_000 });
  return {
    practice,
    seen,
    server: {
      runner,
      sqlBy: "Oracle's driver",
      ords: { baseUrl: practice.ords.url, alias: practice.ords.alias },
      http: async (request, sending) => {
        const response = await http(request, sending);
        seen.push(new TextDecoder().decode(response.body), ...Object.values(response.headers));
        return response;
      },
      user: practice.user,
      password: practice.password,
      clock: practice.clock,
      settleMs: 0,
      administrator,
    },
    [Symbol.asyncDispose]: async () => {
      await administrator.close();
      await runner.close();
      await practice[Symbol.asyncDispose]();
    },
  };
}
