import { afterAll, beforeAll, expect, test } from "vitest";
import { isUserFacingError } from "../../src/base/errors.ts";
import { Secret } from "../../src/base/secret.ts";
import { clientId } from "../../src/domain/model/names.ts";
import { createFetchHttpClient } from "../../src/services/http/createFetchHttpClient.ts";
import { profileId } from "../../src/services/profiles/profile.ts";
import type { ClientAuthentication } from "../../src/services/tokens/clientAuthentication.ts";
import { createTokenProvider } from "../../src/services/tokens/createTokenProvider.ts";
import type { TokenClient } from "../../src/services/tokens/tokenProvider.ts";
import {
  FakeClock,
  FakeSecretStorage,
  FakeSecretStore,
  inspectAll,
  RecordingLogger,
} from "../support/fakes.ts";
import { type OidcServer, startOidcServer } from "./oidcServer.ts";

// Without signs that percent-encoding changes, so that it reads the same raw and encoded.
const plain = { clientId: "payroll", secret: "plainSecretMARKED" };
// As ORDS makes them; a strict server takes them raw only because none of the signs is a percent sign or a plus.
const odd = { clientId: "QvUVx6Gp8P02dTb0C-II1A..", secret: "x_R~y-8MARKED7(1)*'.." };
const percent = { clientId: "percent", secret: "a%2Bb+cMARKED" };
const lifetime = 120;

let server: OidcServer;
beforeAll(async () => {
  server = await startOidcServer([plain, odd, percent], lifetime);
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
});

test("a standard server gives a token that it knows as alive", async () => {
  const { token, clock } = setUp(plain);
  const given = await token();
  expect(given.source).toBe("fetched");
  expect(given.expiresAt).toBe(clock.now() + lifetime * 1000);
  expect(await server.isActive(given.value.reveal())).toBe(true);
});

test("ids and secrets in ORDS's form are accepted raw", async () => {
  const given = await setUp(odd).token();
  expect(await server.isActive(given.value.reveal())).toBe(true);
});

test("a strict server needs percent-encoding where a secret holds a percent sign", async () => {
  const error: unknown = await setUp(percent)
    .token()
    .catch((failure: unknown) => failure);
  expect(isUserFacingError(error) && error.code).toBe("clientNotAccepted");
  const given = await setUp(percent, "encoded").token();
  expect(await server.isActive(given.value.reveal())).toBe(true);
});

test("many callers and a second window cost one request until the margin, then one more", async () => {
  const before = server.tokenRequests();
  const storage = new FakeSecretStorage();
  const clock = new FakeClock();
  const first = setUp(plain, "raw", { storage, clock });
  await Promise.all(Array.from({ length: 20 }, () => first.token()));
  const second = setUp(plain, "raw", { storage, clock });
  expect((await second.token()).source).toBe("cache");
  clock.tick((lifetime - lifetime / 10) * 1000 - 1);
  expect((await second.token()).source).toBe("cache");
  expect(server.tokenRequests()).toBe(before + 1);
  clock.tick(1);
  const renewed = await second.token();
  expect(renewed.source).toBe("fetched");
  expect((await first.token()).value.reveal()).toBe(renewed.value.reveal());
  expect(server.tokenRequests()).toBe(before + 2);
});

test("a wrong secret is told, and nothing that was sent or received is printed", async () => {
  const wrong = setUp({ ...plain, secret: "wrongMARKED" });
  const error: unknown = await wrong.token().catch((failure: unknown) => failure);
  if (!isUserFacingError(error)) throw new Error("not told to the person");
  expect(error.code).toBe("clientNotAccepted");
  const good = setUp(plain);
  const given = await good.token();
  const printed = inspectAll(error) + wrong.log.text + good.log.text + inspectAll(given);
  expect(printed).not.toMatch(/MARKED/);
  expect(printed).not.toContain(given.value.reveal());
});

function setUp(
  { clientId: id, secret }: { readonly clientId: string; readonly secret: string },
  authentication: ClientAuthentication = "raw",
  shared: { readonly storage?: FakeSecretStorage; readonly clock?: FakeClock } = {},
) {
  const log = new RecordingLogger();
  const clock = shared.clock ?? new FakeClock();
  const tokens = createTokenProvider({
    secrets: new FakeSecretStore(shared.storage),
    http: createFetchHttpClient({ log, timeoutMs: () => 5000 }),
    clock,
    log,
    authentication: () => authentication,
    pkce: () => "pkce",
  });
  const client: TokenClient = {
    profile: profileId("p1"),
    clientId: clientId(id),
    tokenUrl: server.tokenUrl,
    allowPlainHttp: false,
  };
  const token = async () => {
    if (!(await tokens.hasSecret(client))) await tokens.setSecret(client, new Secret(secret));
    return await tokens.token(client);
  };
  return { token, log, clock };
}
