import { randomUUID } from "node:crypto";
import { inspect } from "node:util";
import type { Clock } from "../../src/base/clock.ts";
import { Emitter } from "../../src/base/emitter.ts";
import type { Logger } from "../../src/base/logger.ts";
import { Secret } from "../../src/base/secret.ts";
import type { HttpRequest, HttpResponse } from "../../src/domain/http/httpMessage.ts";
import type { HttpClient, HttpOptions } from "../../src/services/http/httpClient.ts";
import type { KeyValueStore } from "../../src/services/profiles/keyValueStore.ts";
import {
  profileId,
  type OracleProfile,
  type RestSqlProfile,
  type SqlDeveloperProfile,
} from "../../src/services/profiles/profile.ts";
import type {
  Rows,
  RunOptions,
  SqlRunner,
  StatementResult,
} from "../../src/services/sql/sqlRunner.ts";
import type { SecretKey, SecretStore } from "../../src/services/tokens/secretStore.ts";

/** A connection through ORDS as a person would have it, with what a test needs to be otherwise. */
export function profileWith(changes: Partial<RestSqlProfile> = {}): RestSqlProfile {
  return {
    id: profileId("p1"),
    name: "HR test",
    kind: "restSql",
    baseUrl: "https://db.example.com/ords",
    alias: "hr",
    user: "HR",
    password: "stored",
    allowPlainHttp: false,
    practice: false,
    otherSchema: undefined,
    tls: undefined,
    ...changes,
  };
}

/** A connection to the database itself. */
export function oracleProfileWith(changes: Partial<OracleProfile> = {}): OracleProfile {
  return {
    id: profileId("o1"),
    name: "HR database",
    kind: "oracle",
    database: {
      kind: "basic",
      host: "db.example.com",
      port: 1521,
      service: "FREEPDB1",
      tls: false,
    },
    user: "hr",
    password: "stored",
    wallet: undefined,
    httpsProxy: undefined,
    baseUrl: "https://db.example.com/ords",
    alias: "hr",
    allowPlainHttp: false,
    practice: false,
    otherSchema: undefined,
    tls: undefined,
    ...changes,
  };
}

/** A connection that borrows a session of Oracle SQL Developer. */
export function sqlDeveloperProfileWith(
  changes: Partial<SqlDeveloperProfile> = {},
): SqlDeveloperProfile {
  return {
    id: profileId("s1"),
    name: "HR borrowed",
    kind: "sqlDeveloper",
    connectionId: "c1",
    baseUrl: undefined,
    alias: undefined,
    allowPlainHttp: false,
    practice: false,
    otherSchema: undefined,
    tls: undefined,
    ...changes,
  };
}

/** Time stands still until `tick`. */
export class FakeClock implements Clock {
  #now: number;

  constructor(now = Date.UTC(2026, 0, 1)) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  tick(ms: number): void {
    this.#now += ms;
  }
}

/** Keeps all that was logged, arguments and errors included, as one text to search. */
export class RecordingLogger implements Logger {
  readonly #lines: string[] = [];

  trace(message: string, ...args: unknown[]): void {
    this.#keep(message, args);
  }

  debug(message: string, ...args: unknown[]): void {
    this.#keep(message, args);
  }

  info(message: string, ...args: unknown[]): void {
    this.#keep(message, args);
  }

  warn(message: string, ...args: unknown[]): void {
    this.#keep(message, args);
  }

  error(error: string | Error, ...args: unknown[]): void {
    this.#keep(error, args);
  }

  get text(): string {
    return this.#lines.join("\n");
  }

  #keep(message: unknown, args: readonly unknown[]): void {
    this.#lines.push([message, ...args].map((part) => inspectAll(part)).join(" "));
  }
}

/** Everything that printing a value could ever show, causes included. */
export function inspectAll(value: unknown): string {
  return inspect(value, { depth: 20, showHidden: true, maxStringLength: null });
}

/** In memory; several stores over one `shared` map are several windows over one SecretStorage. */
export class FakeSecretStore implements SecretStore {
  readonly #shared: FakeSecretStorage;
  readonly onDidChange;

  constructor(shared = new FakeSecretStorage()) {
    this.#shared = shared;
    this.onDidChange = shared.changed.event;
  }

  async get(key: SecretKey): Promise<Secret | undefined> {
    this.#shared.reads += 1;
    const value = this.#shared.values.get(key);
    return value === undefined ? undefined : new Secret(value);
  }

  async set(key: SecretKey, value: Secret): Promise<void> {
    this.#shared.values.set(key, value.reveal());
    this.#announce(key);
  }

  async delete(key: SecretKey): Promise<void> {
    if (this.#shared.values.delete(key)) this.#announce(key);
  }

  /** Later, as VS Code does it. */
  #announce(key: SecretKey): void {
    setImmediate(() => this.#shared.changed.fire(key));
  }
}

export class FakeSecretStorage {
  /** Tells the windows of one VS Code from those of another. */
  readonly id = randomUUID();
  readonly values = new Map<string, string>();
  readonly changed = new Emitter<SecretKey>();
  reads = 0;
}

export class FakeKeyValueStore implements KeyValueStore {
  readonly values = new Map<string, unknown>();

  get(key: string): unknown {
    return this.values.get(key);
  }

  async set(key: string, value: unknown): Promise<void> {
    // As a real store does: what is read back is a copy.
    if (value === undefined) this.values.delete(key);
    else this.values.set(key, structuredClone(value));
  }
}

export interface SentRequest {
  readonly request: HttpRequest;
  readonly options: HttpOptions;
}

export type FakeAnswer = HttpResponse | Error | ((sent: SentRequest) => Promise<HttpResponse>);

/** Gives the answers in order, one for each request, and fails on a request more. */
export class FakeHttp {
  readonly sent: SentRequest[] = [];
  readonly #answers: FakeAnswer[];

  constructor(...answers: readonly FakeAnswer[]) {
    this.#answers = [...answers];
  }

  readonly client: HttpClient = async (request, options = {}) => {
    const sent = { request, options };
    this.sent.push(sent);
    const answer = this.#answers.shift();
    if (answer === undefined) throw new Error(`Not expected: ${request.method} ${request.url}`);
    if (answer instanceof Error) throw answer;
    return typeof answer === "function" ? await answer(sent) : answer;
  };
}

export function jsonAnswer(status: number, body: unknown, headers: Record<string, string> = {}) {
  return textAnswer(status, JSON.stringify(body), {
    "content-type": "application/json",
    ...headers,
  });
}

export function textAnswer(
  status: number,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): HttpResponse {
  return {
    status,
    headers,
    body: new TextEncoder().encode(body),
    truncated: false,
    announcedBytes: undefined,
    savedBytes: undefined,
    durationMs: 1,
    timings: { connectMs: undefined, waitMs: 1, downloadMs: 0 },
  };
}

/** Answers queries by a table of text → rows or error, and refuses every other. */
export class FakeSqlRunner implements SqlRunner {
  readonly transaction = "perRequest";
  readonly openTransaction = undefined;
  readonly asked: { readonly text: string; readonly options: RunOptions }[] = [];
  readonly #answers: ReadonlyMap<string, Rows | Error>;

  constructor(answers: Iterable<readonly [string, Rows | Error]>) {
    this.#answers = new Map(answers);
  }

  async query(text: string, options: RunOptions = {}): Promise<Rows> {
    this.asked.push({ text, options });
    options.signal?.throwIfAborted();
    const answer = this.#answers.get(text);
    if (answer === undefined) throw new Error(`Not expected: ${text}`);
    if (answer instanceof Error) throw answer;
    return answer;
  }

  run(): Promise<readonly StatementResult[]> {
    throw new Error("Not expected: run");
  }

  async close(): Promise<void> {}
}
