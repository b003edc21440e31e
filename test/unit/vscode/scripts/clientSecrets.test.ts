import { beforeEach, expect, test, vi } from "vitest";
import { Secret } from "../../../../src/base/secret.ts";
import type { Catalog, OAuthClient } from "../../../../src/domain/model/catalog.ts";
import { clientId, clientName } from "../../../../src/domain/model/names.ts";
import {
  type ClientSecretParts,
  prepareClientSecrets,
} from "../../../../src/vscode/scripts/clientSecrets.ts";
import { createRotationRecords } from "../../../../src/services/tokens/rotationRecords.ts";
import { FakeSecretStore, profileWith } from "../../../support/fakes.ts";

const said = vi.hoisted(() => ({ warnings: [] as string[] }));

vi.mock("vscode", () => ({
  l10n: { t: (text: string, name: string) => text.replace("{0}", name) },
  window: { showWarningMessage: async (text: string) => void said.warnings.push(text) },
}));

beforeEach(() => {
  said.warnings = [];
});

const register = (name: string, secret: string): string =>
  `DECLARE
  l_client ORDS_TYPES.T_CLIENT_CREDENTIALS;
BEGIN
  l_client := ORDS_SECURITY.REGISTER_CLIENT(
    p_name          => '${name}',
    p_grant_type    => 'client_credentials',
    p_client_secret => ORDS_TYPES.OAUTH_CLIENT_SECRET(${secret}));
  COMMIT;
END;
/
`;
const create = (name: string): string =>
  `BEGIN OAUTH.CREATE_CLIENT(p_name => '${name}', p_grant_type => 'client_credentials'); COMMIT; END;\n/\n`;

test("each bind gets a secret of its own, and each client keeps the right one", async () => {
  const text =
    register("one", "p_secret => :client_secret") + register("two", "p_secret => :Client_Secret_2");
  const { secrets, stored } = await prepare(text);
  expect(Object.keys(secrets.binds)).toEqual(["client_secret", "client_secret_2"]);
  expect(await secrets.keep(run([], ["one", "two"]), never)).toEqual({
    registered: ["one", "two"],
    rotated: [],
    revoked: [],
  });
  expect(stored).toEqual({ "id of one": "made 1", "id of two": "made 2" });
  expect(said.warnings).toEqual([]);
});

test("a client that did not come about keeps nothing", async () => {
  const { secrets, stored } = await prepare(register("one", "p_secret => :client_secret"));
  await secrets.keep(run([], []), never);
  expect(stored).toEqual({});
});

test("after a failure the secret of a client that was there before stays as it is", async () => {
  const { secrets, stored } = await prepare(register("one", "p_secret => :client_secret"));
  await secrets.keep({ ...run(["one"], ["one"]), clean: false }, never);
  expect(stored).toEqual({});
});

test("after a failure in another statement a new client keeps its secret", async () => {
  const { secrets, stored } = await prepare(register("one", "p_secret => :client_secret"));
  await secrets.keep({ ...run([], ["one"]), clean: false }, never);
  expect(stored).toEqual({ "id of one": "made 1" });
});

test("a secret that an older release makes is read once", async () => {
  const { secrets, stored } = await prepare(create("old"), { readClientSecret: async () => shown });
  expect(secrets.binds).toEqual({});
  await secrets.keep(run([], ["old"]), never);
  expect(stored).toEqual({ "id of old": "shown" });
});

test.each([
  ["is masked", async () => undefined],
  [
    "cannot be read",
    async () => {
      throw new Error("no such column");
    },
  ],
])("a secret that %s is asked for later, by name", async (_, readClientSecret) => {
  const { secrets, stored } = await prepare(register("new", ""), { readClientSecret });
  await secrets.keep(run([], ["new"]), never);
  expect(stored).toEqual({});
  expect(said.warnings.join()).toContain("The secret of new");
});

test("cancelling is not taken for a masked secret", async () => {
  const cancelled = Object.assign(new Error("stop"), { name: "AbortError" });
  const { secrets } = await prepare(create("old"), {
    readClientSecret: async () => {
      throw cancelled;
    },
  });
  await expect(secrets.keep(run([], ["old"]), never)).rejects.toBe(cancelled);
});

test("a secret that stands in the script is not taken from there", async () => {
  const { secrets, stored } = await prepare(register("own", "p_secret => 'in clear'"));
  await secrets.keep(run([], ["own"]), never);
  expect(stored).toEqual({});
  expect(said.warnings.join()).toContain("The secret of own");
});

const add =
  "BEGIN ORDS_SECURITY.REGISTER_CLIENT_SECRET(p_name => 'old', p_client_secret => :client_secret); COMMIT; END;\n/\n";
const revoke =
  "BEGIN ORDS_SECURITY.REVOKE_CLIENT_SECRET(p_name => 'old', p_client_secret => :revoked_secret); COMMIT; END;\n/\n";
const old = { profile: profileWith().id, clientId: clientId("id of old") };

test("another secret of a client begins a rotation, which remembers the one that was stored", async () => {
  const { secrets, stored, parts } = await prepare(add);
  stored["id of old"] = "as it was";
  expect(await secrets.keep(run(["old"], ["old"]), never)).toEqual({
    registered: [],
    rotated: ["old"],
    revoked: [],
  });
  expect(stored).toEqual({ "id of old": "made 1" });
  const record = await parts.rotations.get(old);
  expect(record?.proven).toBe(false);
  expect(record?.previous?.reveal()).toBe("as it was");
});

test("the first secret of a client that the same script imports begins no rotation", async () => {
  const { secrets, parts } = await prepare(add);
  expect((await secrets.keep(run([], ["old"]), never)).registered).toEqual(["old"]);
  expect(await parts.rotations.get(old)).toBeUndefined();
});

test("a rotation that failed in the database leaves everything as it is", async () => {
  const { secrets, stored, parts } = await prepare(add);
  stored["id of old"] = "as it was";
  await secrets.keep({ ...run(["old"], ["old"]), clean: false }, never);
  expect(stored).toEqual({ "id of old": "as it was" });
  expect(await parts.rotations.get(old)).toBeUndefined();
});

test("the old secret is passed to the script that revokes it, and then forgotten", async () => {
  const rotations = createRotationRecords(new FakeSecretStore());
  await rotations.set(old, { proven: true, previous: new Secret("as it was") });
  const { secrets } = await prepare(revoke, { rotations });
  expect(secrets.binds["revoked_secret"]?.reveal()).toBe("as it was");
  await secrets.keep({ ...run(["old"], ["old"]), clean: false }, never);
  expect(await rotations.get(old)).toBeDefined();
  expect((await secrets.keep(run(["old"], ["old"]), never)).revoked).toEqual(["old"]);
  expect(await rotations.get(old)).toBeUndefined();
});

test("an old secret that is not known here is asked for", async () => {
  const { secrets } = await prepare(revoke);
  expect(secrets.binds).toEqual({});
});

const shown = new Secret("shown");
const never = new AbortController().signal;

function unexpected(): never {
  throw new Error("Not expected");
}

async function prepare(text: string, more: Partial<ClientSecretParts> = {}) {
  const stored: Record<string, string> = {};
  let made = 0;
  const parts: ClientSecretParts = {
    tokens: {
      token: unexpected,
      state: unexpected,
      reject: unexpected,
      signIn: unexpected,
      lastExchange: unexpected,
      forget: unexpected,
      forgetAll: unexpected,
      hasSecret: unexpected,
      secret: async ({ clientId }) => {
        const secret = stored[clientId];
        return secret === undefined ? undefined : new Secret(secret);
      },
      forgetSecret: unexpected,
      onDidChange: unexpected,
      setSecret: async (client, secret) => void (stored[client.clientId] = secret.reveal()),
    },
    rotations: createRotationRecords(new FakeSecretStore()),
    readClientSecret: unexpected,
    generateClientSecret: () => new Secret(`made ${++made}`),
    ...more,
  };
  const place = { profile: profileWith(), catalog: catalog(["old", "one"]) };
  return { secrets: await prepareClientSecrets(parts, text, place), stored, parts };
}

function run(before: readonly string[], after: readonly string[]) {
  return { profile: profileWith(), before: catalog(before), after: catalog(after), clean: true };
}

function catalog(clients: readonly string[]): Catalog {
  return {
    release: { text: "25.4.0", major: 25, minor: 4, hasOrdsSecurity: true },
    schema: { name: "HR", alias: "hr", enabled: true, autoRestAuth: false },
    modules: [],
    privileges: [],
    roles: [],
    clients: clients.map(client),
    objects: [],
    jwtProfile: undefined,
    problems: [],
  };
}

function client(name: string): OAuthClient {
  return {
    name: clientName(name),
    clientId: clientId(`id of ${name}`),
    grantType: "client_credentials",
    description: undefined,
    redirectUri: undefined,
    supportEmail: undefined,
    supportUri: undefined,
    originsAllowed: [],
    privileges: [],
    roles: [],
    tokenDuration: undefined,
    refreshDuration: undefined,
    codeDuration: undefined,
  };
}
