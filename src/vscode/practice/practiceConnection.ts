import { Emitter, type Event } from "../../base/emitter.ts";
import { isUserFacingError } from "../../base/errors.ts";
import type { Logger } from "../../base/logger.ts";
import type { Secret } from "../../base/secret.ts";
import { SingleFlight } from "../../base/singleFlight.ts";
import type { PracticeServer } from "../../practice/startPracticeServer.ts";
import type { PracticeWorkerOptions } from "../../practice/startPracticeWorker.ts";
import type { KeyValueStore } from "../../services/profiles/keyValueStore.ts";
import type { ProfileId, RestSqlProfile } from "../../services/profiles/profile.ts";
import type { ProfileStore } from "../../services/profiles/profileStore.ts";
import type { PracticeFile } from "./practiceFile.ts";
import { firstWorld, parsePracticeWorld, type PracticeWorld } from "./practiceWorld.ts";

export interface PracticeParts {
  readonly startServer: (options: PracticeStart) => Promise<PracticeServer>;
  readonly profiles: ProfileStore;
  readonly storage: KeyValueStore;
  readonly file: PracticeFile;
  /** Whether the connection answers as it is stored: then another window of ours runs the server. */
  readonly answers: (profile: RestSqlProfile, password: Secret) => Promise<boolean>;
  readonly log: Logger;
}

/** What this connection says of a start; where the files of the server are is known to the one who builds it. */
export type PracticeStart = Omit<PracticeWorkerOptions, "workerPath" | "wasmPath">;

const id = "practice" as ProfileId;
const storageKey = "ordsSecurity.practice";

/** The practice server of this window and the stored connection that leads to it. */
export class PracticeConnection {
  readonly #parts: PracticeParts;
  readonly #changed = new Emitter<void>();
  readonly #starting = new SingleFlight<"start", RestSqlProfile>();
  #server: PracticeServer | undefined;

  /** The server was started or stopped. */
  readonly onDidChange: Event<void> = this.#changed.event;

  constructor(parts: PracticeParts) {
    this.#parts = parts;
  }

  /** Whether the server runs in this window. */
  get running(): boolean {
    return this.#server !== undefined;
  }

  /** The connection, once there was a first start. */
  get profile(): RestSqlProfile | undefined {
    const profile = this.#parts.profiles.get(id);
    return profile?.kind === "restSql" ? profile : undefined;
  }

  get world(): PracticeWorld {
    return parsePracticeWorld(this.#parts.storage.get(storageKey)) ?? firstWorld;
  }

  /** Starts the server unless it runs already, and gives the connection as it then is. */
  async start(signal?: AbortSignal): Promise<RestSqlProfile> {
    const { profile } = this;
    if (this.#server && profile) return profile;
    return await this.#starting.run("start", signal, () => this.#start());
  }

  /** Throws everything away and begins with another world. */
  async startOver(world: PracticeWorld): Promise<RestSqlProfile> {
    await this.remove();
    await this.#parts.storage.set(storageKey, world);
    return await this.start();
  }

  /** Stops the server and deletes its data, its connection and every secret that belongs to it. */
  async remove(): Promise<void> {
    await this.stop();
    await this.#parts.profiles.remove(id);
    await this.#parts.file.delete();
    await this.#parts.storage.set(storageKey, undefined);
  }

  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    await server?.stop();
    if (server) this.#changed.fire();
  }

  async #start(): Promise<RestSqlProfile> {
    const { profiles, storage, log } = this.#parts;
    const { world, profile: known } = this;
    const { password } = await profiles.passwords(id);
    if (known && password && (await this.#parts.answers(known, password))) {
      log.info("The practice server runs in another window");
      return known;
    }
    const server = await this.#startOnPort(world, password);
    this.#server = server;
    void server.ended.then(() => this.#onEnd(server));
    await storage.set(storageKey, { ...world, port: Number(new URL(server.url).port) });
    const profile: RestSqlProfile = {
      id,
      name: known?.name ?? "Practice",
      kind: "restSql",
      baseUrl: server.url,
      alias: server.alias,
      user: server.user,
      password: "stored",
      allowPlainHttp: false,
      practice: true,
      otherSchema: known?.otherSchema,
      tls: undefined,
    };
    await profiles.save(profile, { password: server.password, walletPassword: undefined });
    this.#changed.fire();
    return profile;
  }

  /** On the port it had, or on any other when that one is taken. */
  async #startOnPort(world: PracticeWorld, password: Secret | undefined): Promise<PracticeServer> {
    if (world.port === undefined) return await this.#startServer(world, password);
    try {
      return await this.#startServer(world, password);
    } catch (error) {
      if (!isUserFacingError(error)) throw error;
      this.#parts.log.info(`Port ${world.port} is taken; the practice server takes another`);
      return await this.#startServer({ ...world, port: undefined }, password);
    }
  }

  async #startServer(world: PracticeWorld, password: Secret | undefined): Promise<PracticeServer> {
    const { startServer, file, log } = this.#parts;
    return await startServer({
      lesson: world.lesson,
      release: world.release,
      ...(world.port === undefined ? {} : { port: world.port }),
      ...(password ? { password } : {}),
      load: async () => await file.load(),
      save: async (bytes) => await file.save(bytes),
      log,
    });
  }

  /** Also when nobody asked for it: the next action then starts another one. */
  #onEnd(server: PracticeServer): void {
    if (this.#server !== server) return;
    this.#server = undefined;
    this.#changed.fire();
  }
}
