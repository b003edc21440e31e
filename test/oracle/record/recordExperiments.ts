import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format } from "prettier";
import { messageOf } from "../../../src/base/errors.ts";
import type { Secret } from "../../../src/base/secret.ts";
import type { AssumptionId } from "../../../src/domain/access/assumptions.ts";
import { readCatalog } from "../../../src/services/catalog/readCatalog.ts";
import { generateClientSecret } from "../../../src/services/clients/generateClientSecret.ts";
import type { TestServer } from "../testServer.ts";
import type { Answers } from "./answer.ts";
import { createBench, type RecordingBench } from "./createBench.ts";
import type { Experiment } from "./experiment.ts";
import { createMask, type Mask } from "./mask.ts";
import { shortened } from "./shortened.ts";
import type { Verdict } from "./verdict.ts";

export interface RecordOptions {
  readonly experiments: readonly Experiment[];
  /** A folder for each release is made in it. */
  readonly folder: string;
  readonly say: (line: string) => void;
  readonly makeSecret?: () => Secret;
  /** Secrets that are not of the server: the administrator's password, the wallet's. */
  readonly secrets?: readonly Secret[];
  /** Breaks off before the next experiment; nothing is written then. */
  readonly signal?: AbortSignal;
}

export interface Recording {
  readonly folder: string;
  readonly files: readonly string[];
  readonly verdicts: readonly RecordedVerdict[];
}

export interface RecordedVerdict {
  readonly id: AssumptionId;
  readonly verdict: Verdict;
  readonly experiment: string;
}

/**
 * Makes what all experiments need, waits once until ORDS has seen it, asks, and writes a file for each experiment. An
 * experiment that breaks off keeps what it has got, and the next one is run. Cleaning up is `withTestSchema`'s.
 */
export async function recordExperiments(
  server: TestServer,
  {
    experiments,
    folder,
    say,
    makeSecret = generateClientSecret,
    secrets = [],
    signal,
  }: RecordOptions,
): Promise<Recording> {
  const { release } = await readCatalog(server.runner);
  const mask = createMask();
  for (const secret of [server.password, ...secrets]) mask.add(secret.reveal());
  const tables = experiments.map((experiment) => ({
    experiment,
    recording: createBench({ server, release, mask, makeSecret }),
  }));
  say(`Making what ${experiments.length} experiments need …`);
  for (const { experiment, recording } of tables) {
    signal?.throwIfAborted();
    await setUp(experiment, recording);
  }
  await tables[0]?.recording.bench.settle();

  const releaseFolder = join(folder, release.text.replaceAll(/[^\w.-]+/g, "_") || "unknown");
  const verdicts: RecordedVerdict[] = [];
  const judged: { readonly experiment: Experiment; readonly answers: Answers }[] = [];
  for (const { experiment, recording } of tables) {
    signal?.throwIfAborted();
    say(experiment.question);
    const { bench, answers } = recording;
    await experiment.ask(bench).catch((error: unknown) => {
      answers["the rest of the experiment"] = { kind: "notAnswered", why: messageOf(error) };
    });
    judged.push({ experiment, answers });
    verdicts.push(...judge(experiment, answers));
  }
  // At the end, when all secrets are known: one that the last experiment made may stand in the first one's answers.
  mkdirSync(releaseFolder, { recursive: true });
  const files: string[] = [];
  for (const { experiment, answers } of judged) {
    const file = join(releaseFolder, `${experiment.name}.json`);
    const facts = { release: release.text, sql: server.sqlBy, recorded: dayOf(server.clock.now()) };
    writeFileSync(file, await toText(experiment, { facts, answers, mask, server }), "utf8");
    files.push(file);
  }
  return { folder: releaseFolder, files, verdicts };
}

async function setUp({ setUp }: Experiment, { bench, register }: RecordingBench): Promise<void> {
  for (const [at, change] of setUp.changes({ alias: bench.alias }).entries())
    await bench.change(`set up: ${at + 1}, ${change.kind}`, change);
  for (const plan of setUp.clients) await register(plan);
}

/** What the answers of an experiment say, assumption by assumption. */
export function judge(experiment: Experiment, answers: Answers): readonly RecordedVerdict[] {
  return Object.entries(experiment.judgements).map(([id, judgement]) => ({
    id: id as AssumptionId,
    verdict: judgement(answers),
    experiment: experiment.name,
  }));
}

interface Written {
  readonly facts: Readonly<Record<string, string>>;
  readonly answers: Answers;
  readonly mask: Mask;
  readonly server: TestServer;
}

async function toText(
  experiment: Experiment,
  { facts, answers, mask, server }: Written,
): Promise<string> {
  const settles = Object.fromEntries(
    judge(experiment, answers).map(({ id, verdict }) => [id, verdict]),
  );
  const { name, question } = experiment;
  // Masked before it is cut: half a secret would not be known as one.
  const shown = shortened(mask.apply(answers));
  const file = { experiment: name, question, ...facts, settles, answers: shown };
  const text = withoutPlace(JSON.stringify(file, undefined, 2), server.ords?.baseUrl);
  return await format(text, { parser: "json", printWidth: 100 });
}

/** Where the server is concerns nobody. */
function withoutPlace(text: string, baseUrl: string | undefined): string {
  if (baseUrl === undefined) return text;
  const { origin, host } = new URL(baseUrl);
  return text.replaceAll(origin, "https://ords.example.com").replaceAll(host, "ords.example.com");
}

function dayOf(now: number): string {
  return new Date(now).toISOString().slice(0, 10);
}
