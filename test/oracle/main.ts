import { resolve } from "node:path";
import { isCancelled, isUserFacingError, messageOf } from "../../src/base/errors.ts";
import { projectRoot } from "../workbench/projectFolders.ts";
import { say } from "../workbench/say.ts";
import { allExperiments } from "./record/allExperiments.ts";
import { describeVerdicts } from "./record/describeVerdicts.ts";
import { recordExperiments } from "./record/recordExperiments.ts";
import { runSuites } from "./runSuites.ts";
import { withTestSchema } from "./schema/withTestSchema.ts";
import { type OracleSettings, readSettings } from "./settings.ts";
import { withTestServer } from "./withTestServer.ts";

/**
 * `npm run test:oracle` runs the contracts and the five steps against a real Oracle Database with ORDS;
 * `npm run test:oracle -- record` keeps what it answers to our open questions. 2 is for what a person has to mend.
 */
const [task = "test", folder, ...rest] = process.argv.slice(2);
const stop = new AbortController();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
  process.on(signal, () => stop.abort());
process.exitCode = await main();

async function main(): Promise<number> {
  const understood = task === "record" || (task === "test" && folder === undefined);
  if (!understood || rest.length > 0) {
    const said = process.argv.slice(2).join(" ");
    say(`"${said}" is not understood. Say nothing, or: record, or: record <another folder>.`);
    return 2;
  }
  const read = readSettings(process.env);
  if (read.kind === "problem") {
    say(read.message);
    return 2;
  }
  const { settings } = read;
  announce(settings);
  try {
    return await withTestServer(settings, async (server) => {
      const { allowExisting } = settings;
      return await withTestSchema(server.runner, { allowExisting, say }, async () => {
        if (task === "test") return await runSuites(stop.signal);
        const recording = await recordExperiments(server, {
          experiments: allExperiments,
          folder: resolve(projectRoot, folder ?? "test/fixtures/recorded"),
          say,
          secrets: otherSecrets(settings),
          signal: stop.signal,
        });
        console.log(describeVerdicts(recording.verdicts));
        say(`Recorded in ${recording.folder}. Read the files before you commit them.`);
        return 0;
      });
    });
  } catch (error) {
    if (isCancelled(error)) {
      say("Stopped; what was made is removed.");
      return 130;
    }
    say(isUserFacingError(error) ? `${error.message} ${error.why ?? ""}`.trim() : messageOf(error));
    return isUserFacingError(error) ? 2 : 1;
  }
}

function announce({ database, ords, administrator, insecureTls }: OracleSettings): void {
  if (!ords) say("ORDS_TEST_URL is not given: no REST-Enabled SQL, no tokens, no calls.");
  if (!database) say("ORDS_TEST_DATABASE is not given: nothing goes over Oracle's driver.");
  if (administrator && !database)
    say("The administrator logs in to the database, which is not given: there are no tests of it.");
  if (!insecureTls) return;
  say(
    "ORDS_TEST_INSECURE_TLS=yes: certificates are not checked, and passwords are sent all the same.",
  );
  // Node asks for it at each connection; the tests inherit it.
  process.env["NODE_TLS_REJECT_UNAUTHORIZED"] = "0";
}

function otherSecrets({ administrator, wallet }: OracleSettings) {
  return [administrator?.password, wallet?.password].filter((secret) => secret !== undefined);
}
