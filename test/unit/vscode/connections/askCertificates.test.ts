import { beforeEach, expect, test, vi } from "vitest";
import { UserFacingError } from "../../../../src/base/errors.ts";
import { Secret } from "../../../../src/base/secret.ts";
import type { ConnectionTls } from "../../../../src/services/http/connectionTls.ts";
import type { ConnectionProfile } from "../../../../src/services/profiles/profile.ts";
import { askCertificates } from "../../../../src/vscode/connections/askCertificates.ts";
import type { Prompt, PromptAnswers } from "../../../../src/vscode/prompts/prompt.ts";
import type { Walk } from "../../../../src/vscode/prompts/walkPrompts.ts";
import { oracleProfileWith, profileWith } from "../../../support/fakes.ts";

const person = vi.hoisted(() => ({
  types: [] as Record<string, unknown>[],
  presses: [] as (string | undefined)[],
  asked: [] as string[],
  told: [] as string[],
}));

vi.mock("vscode", () => {
  const answer = async (text: string): Promise<string | undefined> => {
    person.told.push(text);
    return person.presses.shift();
  };
  return {
    CancellationError: class extends Error {
      override name = "Canceled";
    },
    l10n: {
      t: (text: string, ...values: readonly string[]) =>
        text.replace(/\{(\d)\}/g, (_, position: string) => values[Number(position)] ?? ""),
    },
    window: { showWarningMessage: answer, showErrorMessage: answer },
  };
});
vi.mock("../../../../src/vscode/prompts/askPrompts.ts", () => ({
  // Says to each step what it would say, and to the others what stands there already.
  askPrompts: async ({ prompts, drafts }: Walk) => {
    const said = person.types.shift();
    if (!said) throw new Error("The person did not expect to be asked");
    const answers: Record<string, unknown> = {};
    for (let step = 0; ; step += 1) {
      const prompt = prompts(answers as PromptAnswers)[step];
      if (!prompt) break;
      answers[prompt.id] = said[prompt.id] ?? drafts[prompt.id] ?? initialOf(prompt);
      if (prompt.kind === "pickOne") await prompt.lookUp?.(String(answers[prompt.id]));
    }
    person.asked = Object.keys(answers);
    return answers;
  },
}));

function initialOf(prompt: Prompt): unknown {
  return prompt.kind === "text" ? prompt.initial : new Secret("");
}

beforeEach(() => {
  person.types = [];
  person.presses = [];
  person.told = [];
});

const nothing: ConnectionTls = {
  caFile: undefined,
  fingerprint: undefined,
  clientCertificate: undefined,
  check: "full",
};
const pfx = { kind: "pfx", file: "/me.p12" } as const;

function world(profile: ConnectionProfile, failures: UserFacingError[] = []) {
  const looked: string[] = [];
  const checked: (readonly [ConnectionTls, string | undefined])[] = [];
  const parts = {
    profiles: { keyPassphrase: async () => new Secret("stored") },
    checkCertificates: async (tls: ConnectionTls, passphrase: Secret | undefined) => {
      checked.push([tls, passphrase?.reveal()]);
      const failure = failures.shift();
      if (failure) throw failure;
    },
    readServerCertificate: async (address: string) => {
      looked.push(address);
      return shown;
    },
  };
  return { ask: async () => await askCertificates(parts as never, profile), checked, looked };
}

const shown = {
  fingerprint: `${"AB:".repeat(31)}AB`,
  subject: "CN=db",
  issuer: "CN=db",
  validTo: "2030",
};

test("an own authority asks for its file alone", async () => {
  const { ask, checked } = world(profileWith());
  person.types = [{ trust: "own", caFile: "/ca.pem" }];
  const tls = { ...nothing, caFile: "/ca.pem" };
  expect(await ask()).toEqual({ tls, passphrase: undefined });
  expect(person.asked).toEqual(["trust", "caFile", "show"]);
  expect(checked).toEqual([[tls, undefined]]);
});

test("a client certificate asks for two files, or one, and for a passphrase", async () => {
  const { ask } = world(profileWith());
  person.types = [
    { show: "pem", certFile: "/me.pem", keyFile: "/me.key", passphrase: new Secret("phrase") },
    { show: "pfx", pfxFile: "/me.p12" },
  ];
  const two = await ask();
  expect(person.asked).toEqual(["trust", "show", "certFile", "keyFile", "passphrase"]);
  expect(two.tls?.clientCertificate).toEqual({
    kind: "pem",
    certFile: "/me.pem",
    keyFile: "/me.key",
  });
  expect(two.passphrase?.reveal()).toBe("phrase");
  expect(await ask()).toEqual({
    tls: { ...nothing, clientCertificate: pfx },
    passphrase: undefined,
  });
});

test("what was set stands there again, and its passphrase stays with it", async () => {
  const tls = {
    caFile: "/ca.pem",
    fingerprint: undefined,
    clientCertificate: pfx,
    check: "full",
  } as const;
  const { ask, checked } = world(profileWith({ tls }));
  person.types = [{}];
  expect(await ask()).toEqual({ tls, passphrase: undefined });
  expect(checked).toEqual([[tls, "stored"]]);
  person.types = [{ pfxFile: "/other.p12" }];
  await ask();
  expect(checked[1]?.[1]).toBeUndefined();
});

test("not to check is confirmed once, and can be thought better of", async () => {
  person.types = [{ trust: "none" }, { trust: "none" }, {}];
  person.presses = [undefined, "Do not check"];
  const { ask } = world(profileWith());
  await expect(ask()).rejects.toMatchObject({ name: "Canceled" });
  const unchecked = { ...nothing, check: "none" } as const;
  expect((await ask()).tls).toEqual(unchecked);
  expect(person.told).toEqual([
    "Do not check the certificate of db.example.com?",
    "Do not check the certificate of db.example.com?",
  ]);
  await world(profileWith({ tls: unchecked })).ask();
  expect(person.told).toHaveLength(2);
});

test("the one certificate that is shown is accepted when it has been looked at", async () => {
  const { ask, looked } = world(profileWith());
  person.types = [{ trust: "shown" }, { trust: "shown" }, {}];
  person.presses = [undefined, "Accept"];
  await expect(ask()).rejects.toMatchObject({ name: "Canceled" });
  const tls = { ...nothing, fingerprint: shown.fingerprint };
  expect(await ask()).toEqual({ tls, passphrase: undefined });
  expect(looked).toEqual(Array(2).fill("https://db.example.com/ords"));
  expect(person.told).toEqual(Array(2).fill("Accept this certificate of db.example.com?"));
  // The same again is no question; another one is.
  await world(profileWith({ tls })).ask();
  expect(person.told).toHaveLength(2);
  person.types = [{}];
  const other = world(profileWith({ tls: { ...tls, fingerprint: "CD" } }));
  await expect(other.ask()).rejects.toMatchObject({ name: "Canceled" });
  expect(person.told).toHaveLength(3);
});

test("all can be taken away again", async () => {
  const tls = {
    caFile: "/ca.pem",
    fingerprint: undefined,
    clientCertificate: pfx,
    check: "full",
  } as const;
  const { ask, checked } = world(profileWith({ tls }));
  person.types = [{ trust: "computer", show: "nothing" }];
  expect(await ask()).toEqual({ tls: undefined, passphrase: undefined });
  expect(checked).toEqual([]);
});

test("files that do not fit are told, and what was typed is still there", async () => {
  const failure = new UserFacingError({
    code: "certificateNotUsable",
    message: "The file ca.pem cannot be read.",
    why: "It was moved.",
  });
  const { ask, checked } = world(profileWith(), [failure, failure]);
  person.types = [{ trust: "own", caFile: "/ca.pem" }, { caFile: "/ca2.pem" }, {}];
  person.presses = ["Change details", undefined];
  await expect(ask()).rejects.toMatchObject({ name: "Canceled" });
  expect(person.told[0]).toBe("The file ca.pem cannot be read. It was moved.");
  expect(checked.map(([{ caFile }]) => caFile)).toEqual(["/ca.pem", "/ca2.pem"]);
});

test("a connection that does not say where ORDS is has no server to believe", async () => {
  const { ask } = world(oracleProfileWith({ baseUrl: undefined }));
  await expect(ask()).rejects.toMatchObject({ code: "ordsAddressMissing" });
  const plain = world(profileWith({ baseUrl: "http://db.example.com/ords" }));
  await expect(plain.ask()).rejects.toMatchObject({ code: "inputNotValid" });
});
