import { expect, test } from "vitest";
import { Emitter } from "../../../../src/base/emitter.ts";
import { silentLogger } from "../../../../src/base/logger.ts";
import { createClientStates } from "../../../../src/features/clients/createClientStates.ts";
import { tokenClientOf } from "../../../../src/features/clients/tokenClientOf.ts";
import type { TokenClient } from "../../../../src/services/tokens/tokenProvider.ts";
import { oracleProfileWith } from "../../../support/fakes.ts";
import { session } from "../explorer/explorerStates.ts";
import { client } from "../sampleCatalog.ts";

const { profile } = session({ kind: "closed" });
const payroll = client("payroll", {});

test("what the secret store answers is known afterwards, and told once", async () => {
  const { states, asked, changes } = setUp(true);
  expect(states.stateOf(profile, payroll).hasSecret).toBeUndefined();
  expect(states.stateOf(profile, payroll).hasSecret).toBeUndefined();
  await settled();
  expect(states.stateOf(profile, payroll)).toEqual({ token: { kind: "none" }, hasSecret: true });
  expect(asked).toHaveLength(1);
  expect(changes()).toBe(1);
});

test("a change of the tokens asks again", async () => {
  const { states, secrets, changed, changes } = setUp(false);
  states.stateOf(profile, payroll);
  await settled();
  secrets.present = true;
  changed.fire();
  await settled();
  expect(states.stateOf(profile, payroll).hasSecret).toBe(true);
  expect(changes()).toBe(3);
});

test("a store that fails leaves the answer open", async () => {
  const { states, secrets } = setUp(true);
  secrets.failure = new Error("keyring locked");
  states.stateOf(profile, payroll);
  await settled();
  expect(states.stateOf(profile, payroll).hasSecret).toBeUndefined();
});

test("the token comes from the alias's endpoint", () => {
  const odd = { ...profile, alias: "a b", allowPlainHttp: true };
  expect(tokenClientOf(odd, payroll)).toEqual({
    profile: odd.id,
    name: payroll.name,
    clientId: payroll.clientId,
    tokenUrl: "https://db.example.com/ords/a%20b/oauth/token",
    allowPlainHttp: true,
  });
});

test("without an address of ORDS a client has no token endpoint", () => {
  const { tokenUrl } = tokenClientOf(oracleProfileWith({ baseUrl: undefined }), payroll);
  expect(tokenUrl).toBeUndefined();
});

test("the token comes from the schema that is looked at", () => {
  const other = oracleProfileWith({ otherSchema: { name: "PAY", alias: "pay" } });
  expect(tokenClientOf(other, payroll).tokenUrl).toBe(
    "https://db.example.com/ords/pay/oauth/token",
  );
});

function setUp(present: boolean) {
  const changed = new Emitter<void>();
  const secrets: { present: boolean; failure: Error | undefined } = { present, failure: undefined };
  const asked: TokenClient[] = [];
  const states = createClientStates({
    tokens: {
      state: () => ({ kind: "none" }),
      hasSecret: (one) => {
        asked.push(one);
        return secrets.failure ? Promise.reject(secrets.failure) : Promise.resolve(secrets.present);
      },
      onDidChange: changed.event,
    },
    log: silentLogger,
  });
  let count = 0;
  states.onDidChange(() => (count += 1));
  return { states, secrets, asked, changed, changes: () => count };
}

async function settled(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve));
}
