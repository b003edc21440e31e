import type { Clock } from "../base/clock.ts";
import { UserFacingError } from "../base/errors.ts";
import type { Logger } from "../base/logger.ts";
import type { Secret } from "../base/secret.ts";
import type { OrdsRelease } from "../domain/model/catalog.ts";
import { setPassword } from "./accounts.ts";
import { createDictionary, createViews, dictionaryVersion } from "./dictionary/createDictionary.ts";
import type { Dictionary } from "./dictionary/dictionary.ts";
import type { Session } from "./dictionary/session.ts";
import { executeScript } from "./execute/executeScript.ts";
import type { Lesson, LessonName } from "./lessons/lesson.ts";
import { findLesson } from "./lessons/findLesson.ts";
import { parseRelease } from "./parseRelease.ts";
import { createPassword } from "./secrets.ts";
import { SqlEngine } from "./sql/sqlEngine.ts";
import type { SqlFunctions } from "./sql/sqlEngine.ts";
import { toDateText } from "./sql/toDateText.ts";
import { toCharText } from "./sql/toCharText.ts";
import { World } from "./world.ts";

export interface WorldOptions {
  readonly lesson: LessonName;
  readonly release: string;
  readonly wasm: string | Uint8Array;
  /** What `export` gave when the world was last kept. */
  readonly bytes: Uint8Array | undefined;
  /** The password that was made then. */
  readonly password: Secret | undefined;
  readonly clock: Clock;
  readonly log: Logger;
  readonly onCommit: () => void;
}

export interface OpenedWorld {
  readonly world: World;
  readonly password: Secret;
}

/** The database user of every lesson. The other one is `administratorName`. */
export const practiceSchema = "PRACTICE";

/**
 * Opens a kept world, or makes a new one when there is none, when it plays something else, or when it cannot
 * be read. A kept world keeps its password, which is the key to its file. Throws `UserFacingError`
 * practiceFailed.
 */
export async function openWorld(options: WorldOptions): Promise<OpenedWorld> {
  const release = parseRelease(options.release);
  if (!release)
    throw new UserFacingError({
      code: "practiceFailed",
      message: `The practice server cannot play the release "${options.release}".`,
      why: "A release is written like 25.4 or 23.4.0.r2710000, and is not older than 18.1.",
    });
  const kept = options.bytes && (await openKept(options, options.bytes, release));
  const { password: given } = options;
  if (kept && given) return { world: kept, password: given };
  const world = await createWorld(options, release);
  const password = createPassword();
  setPassword(world.dictionary, password);
  options.onCommit();
  return { world, password };
}

async function openKept(
  options: WorldOptions,
  bytes: Uint8Array,
  release: OrdsRelease,
): Promise<World | undefined> {
  const session: Session = { user: practiceSchema };
  const engine = await openEngine(options, { release, session, bytes });
  const reason = whyNotKept(engine, options.lesson, release);
  if (reason !== undefined) {
    options.log.info(`Practice: a new world is made, ${reason}`);
    engine.dispose();
    return undefined;
  }
  const world = worldOf(options, { engine, release, schema: practiceSchema, session });
  createViews(world.dictionary);
  return world;
}

function whyNotKept(
  engine: SqlEngine,
  lesson: LessonName,
  release: OrdsRelease,
): string | undefined {
  try {
    if (engine.row("pragma user_version")?.["user_version"] !== dictionaryVersion)
      return "because another version of the extension kept the old one";
    const played = engine.row("select lesson, release from ords$world");
    return played?.["lesson"] === lesson && played["release"] === release.text
      ? undefined
      : "because the old one plays something else";
  } catch (error) {
    return `because the old one cannot be read: ${String(error)}`;
  }
}

async function createWorld(options: WorldOptions, release: OrdsRelease): Promise<World> {
  const session: Session = { user: practiceSchema };
  const engine = await openEngine(options, { release, session, bytes: undefined });
  const world = worldOf(options, { engine, release, schema: practiceSchema, session });
  createDictionary(world.dictionary);
  engine.run("insert into ords$world (lesson, release) values (?, ?)", [
    options.lesson,
    release.text,
  ]);
  playLesson(world, findLesson(options.lesson));
  return world;
}

function worldOf({ clock, onCommit }: WorldOptions, dictionary: Dictionary): World {
  return new World({ dictionary, clock, onCommit });
}

/** A lesson is a script like any other; that it fails is a mistake of ours. */
function playLesson(world: World, lesson: Lesson): void {
  const text = lesson.script(world.dictionary.release);
  const outcomes = executeScript(world, {
    text,
    binds: new Map(),
    positional: [],
    range: { offset: 0, limit: 1 },
  });
  const failed = outcomes.find(({ failure }) => failure !== undefined);
  if (failed)
    throw new Error(`The lesson fails: ${failed.failure?.text}\n${failed.statement.text}`);
}

async function openEngine(
  { wasm, clock }: WorldOptions,
  { release, session, bytes }: EngineParts,
): Promise<SqlEngine> {
  try {
    const functions = functionsOf({ clock, release, session });
    return await SqlEngine.open({ wasm, bytes, functions });
  } catch (error) {
    throw new UserFacingError({
      code: "practiceFailed",
      message: "The SQL engine of the practice server could not be loaded.",
      why: "A file of the extension is missing or damaged: install the extension again.",
      remedy: { label: "Show log", action: "openLog" },
      cause: error,
    });
  }
}

interface EngineParts {
  readonly release: OrdsRelease;
  readonly session: Session;
  readonly bytes: Uint8Array | undefined;
}

function functionsOf({ clock, release, session }: FunctionParts): SqlFunctions {
  return {
    ords$now: () => `${new Date(clock.now()).toISOString().slice(0, 19)}Z`,
    ords$user: () => session.user,
    ords$installed_version: () => release.text,
    nvl2: (value, present, absent) =>
      (value === null || value === undefined ? absent : present) ?? null,
    sys_context: (_space, name) =>
      /^(?:CURRENT_SCHEMA|CURRENT_USER|SESSION_USER)$/i.test(String(name)) ? session.user : null,
    to_char: (value) => toCharText(value ?? null),
    ords$date_text: (value, format) => toDateText(value ?? null, format ?? null),
  };
}

interface FunctionParts {
  readonly clock: Clock;
  readonly release: OrdsRelease;
  readonly session: Session;
}
