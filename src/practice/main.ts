import { createRequire } from "node:module";
import { parseArgs } from "node:util";
import { systemClock } from "../base/clock.ts";
import { isUserFacingError } from "../base/errors.ts";
import { silentLogger } from "../base/logger.ts";
import { lessonNames } from "./lessons/lesson.ts";
import type { LessonName } from "./lessons/lesson.ts";
import { findLesson } from "./lessons/findLesson.ts";
import { startPracticeServer } from "./startPracticeServer.ts";
import type { PracticeServer } from "./startPracticeServer.ts";

const defaults = { lesson: "empty", release: "25.4" } as const;

await main();

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options.help) {
    process.stdout.write(help());
    return;
  }
  const server = await startPracticeServer({
    lesson: options.lesson,
    release: options.release,
    ...(options.port === undefined ? {} : { port: options.port }),
    locateWasm: () => createRequire(import.meta.url).resolve("sql.js/dist/sql-wasm.wasm"),
    clock: systemClock,
    log: silentLogger,
  }).catch(fail);
  const stop = (): void => void server.stop().then(() => process.exit(0));
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
  process.stdout.write(options.json ? `${describeAsJson(server)}\n` : describe(server));
}

interface Options {
  readonly lesson: LessonName;
  readonly release: string;
  readonly port: number | undefined;
  readonly json: boolean;
  readonly help: boolean;
}

function readOptions(args: readonly string[]): Options {
  const { values } = parse(args);
  const lesson = lessonNames.find((name) => name === values.lesson);
  if (!lesson) return fail(`--lesson is one of ${lessonNames.join(", ")}, not "${values.lesson}".`);
  const port = values.port === undefined ? undefined : Number(values.port);
  if (port !== undefined && !(Number.isInteger(port) && port >= 0 && port <= 65_535))
    return fail(`--port takes a number up to 65535, not "${values.port}".`);
  return { lesson, release: values.release, port, json: values.json, help: values.help };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        lesson: { type: "string", default: defaults.lesson },
        release: { type: "string", default: defaults.release },
        port: { type: "string" },
        json: { type: "boolean", default: false },
        help: { type: "boolean", short: "h", default: false },
      },
    });
  } catch (error) {
    return fail(error);
  }
}

function help(): string {
  const lessons = lessonNames.map((name) => `      ${name.padEnd(6)} ${findLesson(name).summary}`);
  return `A simulated Oracle REST Data Services on this machine, to practice on.

npm run practice -- [options]

  --lesson <name>      what its schema holds; ${defaults.lesson} unless you say
${lessons.join("\n")}
  --release <version>  the release of ORDS that it plays, ${defaults.release} unless you say;
                       before 24.4 there is OAUTH only, and secrets can be read
  --port <number>      a free one unless you say
  --json               print one line of JSON when it is ready, and nothing else
  --help               this text

It stops with Ctrl-C and keeps nothing.
`;
}

/** The password is what the person starts the server for: here, and only here, it is shown. */
function describe({ url, alias, user, password, release }: PracticeServer): string {
  return `The practice server plays ORDS ${release}. It stops with Ctrl-C.

  address   ${url}
  alias     ${alias}
  user      ${user}
  password  ${password.reveal()}

Try it:
  curl ${url}/${alias}/hr/employees/
  curl -u ${user}:${password.reveal()} -H 'Content-Type: application/sql' -d 'select * from user_ords_modules;' ${url}/${alias}/_/sql
`;
}

function describeAsJson({ url, alias, user, password, release }: PracticeServer): string {
  return JSON.stringify({ url, alias, user, password: password.reveal(), release });
}

function fail(error: unknown): never {
  const known = isUserFacingError(error) ? `${error.message} ${error.why ?? ""}` : String(error);
  process.stderr.write(`${known.trim()}\n`);
  process.exit(2);
}
