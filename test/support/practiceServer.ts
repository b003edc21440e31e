import { silentLogger } from "../../src/base/logger.ts";
import { startPracticeServer } from "../../src/practice/startPracticeServer.ts";
import type { PracticeOptions, PracticeServer } from "../../src/practice/startPracticeServer.ts";
import { basicOf, createFakeClock, wasmPath } from "./practiceWorld.ts";
import type { FakeClock } from "./practiceWorld.ts";

/** A practice server on a free port, and how a test talks to it over the network. */
export interface TestServer extends AsyncDisposable {
  readonly server: PracticeServer;
  readonly clock: FakeClock;
  /** `http://127.0.0.1:1234/ords/practice` */
  readonly schemaUrl: string;
  /** Runs a script by REST-Enabled SQL; gives the items of the answer. */
  readonly run: (script: string) => Promise<readonly SqlItem[]>;
  /** Runs a script that has to succeed. */
  readonly succeed: (script: string) => Promise<readonly SqlItem[]>;
}

export interface SqlItem {
  readonly errorDetails?: string;
  readonly dbmsOutput?: string;
  readonly resultSet?: { readonly items: readonly Readonly<Record<string, unknown>>[] };
}

export async function startTestServer(options: Partial<PracticeOptions> = {}): Promise<TestServer> {
  const clock = createFakeClock();
  const server = await startPracticeServer({
    lesson: "empty",
    release: "25.4",
    locateWasm: () => wasmPath,
    clock,
    log: silentLogger,
    ...options,
  });
  const schemaUrl = `${server.url}/${server.alias}`;
  const run: TestServer["run"] = async (script) => {
    const response = await fetch(`${schemaUrl}/_/sql`, {
      method: "POST",
      headers: {
        authorization: basicOf(server.user, server.password.reveal()),
        "content-type": "application/sql",
      },
      body: script,
    });
    if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
    return ((await response.json()) as { items: readonly SqlItem[] }).items;
  };
  return {
    server,
    clock,
    schemaUrl,
    run,
    succeed: async (script) => {
      const items = await run(script);
      const failed = items.find(({ errorDetails }) => errorDetails !== undefined);
      if (failed) throw new Error(failed.errorDetails);
      return items;
    },
    [Symbol.asyncDispose]: async () => await server.stop(),
  };
}
