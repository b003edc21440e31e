import { expect, test } from "vitest";
import { UserFacingError } from "../../../../src/base/errors.ts";
import { silentLogger } from "../../../../src/base/logger.ts";
import { Secret } from "../../../../src/base/secret.ts";
import { createProfileStore } from "../../../../src/services/profiles/createProfileStore.ts";
import { createIndexedSecretStore } from "../../../../src/services/tokens/createIndexedSecretStore.ts";
import {
  PracticeConnection,
  type PracticeParts,
} from "../../../../src/vscode/practice/practiceConnection.ts";
import { FakeKeyValueStore, FakeSecretStorage, FakeSecretStore } from "../../../support/fakes.ts";

type StartOptions = Parameters<PracticeParts["startServer"]>[0];

/** A machine with its storage, on which windows are opened one after the other. */
class Machine {
  readonly storage = new FakeKeyValueStore();
  readonly secretStorage = new FakeSecretStorage();
  readonly started: StartOptions[] = [];
  /** What each start found of an earlier world. */
  readonly loaded: (Uint8Array | undefined)[] = [];
  readonly takenPorts = new Set<number>();
  file: Uint8Array | undefined;
  running = 0;
  /** Ends the server that was started last, as a crash would. */
  endLast: () => void = () => undefined;
  answers = false;

  openWindow(): {
    readonly practice: PracticeConnection;
    readonly profiles: PracticeParts["profiles"];
  } {
    const { storage } = this;
    const secrets = createIndexedSecretStore({
      secrets: new FakeSecretStore(this.secretStorage),
      storage,
    });
    const profiles = createProfileStore({ storage, secrets });
    const practice = new PracticeConnection({
      startServer: async (options) => await this.#start(options),
      profiles,
      storage,
      file: {
        load: async () => this.file,
        save: async (bytes) => void (this.file = bytes),
        delete: async () => void (this.file = undefined),
      },
      answers: async () => this.answers,
      log: silentLogger,
    });
    return { practice, profiles };
  }

  async #start(options: StartOptions) {
    this.started.push(options);
    const port = options.port ?? 5000 + this.started.length;
    if (this.takenPorts.has(port)) {
      throw new UserFacingError({ code: "practiceFailed", message: `Port ${port} is taken.` });
    }
    this.running += 1;
    const ended = new Promise<void>((resolve) => (this.endLast = resolve));
    this.loaded.push(await options.load?.());
    await options.save?.(new Uint8Array([1]));
    return {
      url: `http://127.0.0.1:${port}/ords`,
      alias: "hr",
      user: "HR",
      password: options.password ?? new Secret(`password ${this.started.length}`),
      release: options.release,
      ended,
      stop: async () => {
        this.running -= 1;
        this.endLast();
      },
    };
  }
}

test("the first start makes a connection whose password is kept apart", async () => {
  const machine = new Machine();
  const { practice, profiles } = machine.openWindow();
  const profile = await practice.start();
  expect(profile).toMatchObject({ baseUrl: "http://127.0.0.1:5001/ords", practice: true });
  expect(profiles.list()).toEqual([profile]);
  expect((await profiles.passwords(profile.id)).password?.reveal()).toBe("password 1");
  expect(JSON.stringify([...machine.storage.values])).not.toContain("password 1");
});

test("starting twice, even at once, is one server", async () => {
  const machine = new Machine();
  const { practice } = machine.openWindow();
  const [first, second] = await Promise.all([practice.start(), practice.start()]);
  expect(second).toEqual(first);
  expect(await practice.start()).toEqual(first);
  expect(machine.running).toBe(1);
});

test("after a reload it is the same world, on the same port, with the same password", async () => {
  const machine = new Machine();
  const before = machine.openWindow();
  const profile = await before.practice.start();
  await before.practice.stop();
  expect(machine.running).toBe(0);

  const after = machine.openWindow();
  expect(after.practice.running).toBe(false);
  expect(after.practice.profile).toEqual(profile);
  expect(await after.practice.start()).toEqual(profile);
  const [, again] = machine.started;
  expect(again?.port).toBe(5001);
  expect(again?.password?.reveal()).toBe("password 1");
  expect(machine.loaded).toEqual([undefined, new Uint8Array([1])]);
});

test("a port that is taken by a stranger is not insisted on", async () => {
  const machine = new Machine();
  const before = machine.openWindow();
  await before.practice.start();
  await before.practice.stop();
  machine.takenPorts.add(5001);
  const profile = await machine.openWindow().practice.start();
  expect(profile.baseUrl).toBe("http://127.0.0.1:5003/ords");
});

test("a server that another window runs is used as it is", async () => {
  const machine = new Machine();
  const profile = await machine.openWindow().practice.start();
  machine.answers = true;
  const second = machine.openWindow();
  expect(await second.practice.start()).toEqual(profile);
  expect(second.practice.running).toBe(false);
  expect(machine.running).toBe(1);
});

test("starting over forgets the data and the password, and plays what was chosen", async () => {
  const machine = new Machine();
  const { practice, profiles } = machine.openWindow();
  const old = await practice.start();
  const profile = await practice.startOver({ lesson: "empty", release: "23.4.0", port: undefined });
  expect(machine.started.at(-1)).toMatchObject({ lesson: "empty", release: "23.4.0" });
  expect(machine.started.at(-1)?.password).toBeUndefined();
  expect(machine.loaded).toEqual([undefined, undefined]);
  expect((await profiles.passwords(old.id)).password?.reveal()).toBe("password 2");
  expect(practice.world).toMatchObject({ lesson: "empty", release: "23.4.0" });
  expect(profile.id).toBe(old.id);
  expect(machine.running).toBe(1);
});

test("removing leaves nothing behind", async () => {
  const machine = new Machine();
  const { practice, profiles } = machine.openWindow();
  await practice.start();
  await practice.remove();
  expect(machine.running).toBe(0);
  expect(machine.file).toBeUndefined();
  expect(profiles.list()).toEqual([]);
  expect([...machine.secretStorage.values.keys()]).toEqual([]);
});

test("tells when the server comes and goes", async () => {
  const { practice } = new Machine().openWindow();
  const seen: boolean[] = [];
  practice.onDidChange(() => seen.push(practice.running));
  await practice.start();
  await practice.stop();
  expect(seen).toEqual([true, false]);
});

test("a server that ended by itself is started again by the next action", async () => {
  const machine = new Machine();
  const { practice } = machine.openWindow();
  await practice.start();
  machine.endLast();
  await Promise.resolve();
  expect(practice.running).toBe(false);
  await practice.start();
  expect(practice.running).toBe(true);
  expect(machine.started).toHaveLength(2);
});
