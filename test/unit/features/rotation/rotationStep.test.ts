import { expect, test } from "vitest";
import { Secret } from "../../../../src/base/secret.ts";
import type { OrdsRelease } from "../../../../src/domain/model/catalog.ts";
import {
  type RotationFacts,
  rotationFacts,
} from "../../../../src/features/rotation/rotationFacts.ts";
import {
  newSecretScript,
  revokeSecretScript,
} from "../../../../src/features/rotation/rotationScript.ts";
import {
  proofFailed,
  type RotationOffer,
  type RotationState,
  rotationStep,
} from "../../../../src/features/rotation/rotationStep.ts";
import { registrationsOf } from "../../../../src/features/scriptRun/registrationsOf.ts";
import { revocationsOf } from "../../../../src/features/scriptRun/revocationsOf.ts";
import { readScript } from "../../../../src/plsql/readScript.ts";
import { client } from "../sampleCatalog.ts";

const current: OrdsRelease = { text: "25.4.0", major: 25, minor: 4, hasOrdsSecurity: true };
const older: OrdsRelease = { text: "23.4.0", major: 23, minor: 4, hasOrdsSecurity: false };
const oldest: OrdsRelease = { text: "22.1.1", major: 22, minor: 1, hasOrdsSecurity: false };
const previous = new Secret("previous");
const payroll = client("payroll", {});

const free = { first: undefined, second: undefined };
const half = { first: undefined, second: "2026-01-02T03:04:05Z" };
const full = { first: "2026-01-02 03:04:05", second: "2026-05-06 03:04:05" };
const unproven = { proven: false, previous };
const proven = { proven: true, previous };

test.each<[string, RotationFacts, RotationState, readonly RotationOffer[]]>([
  ["nothing under way", facts({}), "ready", ["makeSecret"]],
  ["the new secret is made", facts({ record: unproven }), "made", ["prove", "goBack"]],
  [
    "… and no secret was stored before",
    facts({ record: { proven: false, previous: undefined } }),
    "made",
    ["prove"],
  ],
  ["… as the only one", facts({ record: unproven, slots: half }), "made", ["prove"]],
  ["… without ORDS", facts({ record: unproven, hasOrds: false }), "made", ["trust", "goBack"]],
  [
    "… for a client of persons",
    facts({ record: unproven, client: { ...payroll, grantType: "authorization_code" } }),
    "made",
    ["trust", "goBack"],
  ],
  ["… and lost again", facts({ record: unproven, hasSecret: false }), "ready", ["makeSecret"]],
  ["a token was fetched", facts({ record: proven }), "proven", ["revoke", "revokeEndSessions"]],
  [
    "… and it may be the only one",
    facts({ record: { proven: true, previous: undefined } }),
    "proven",
    ["revoke", "revokeEndSessions", "finish"],
  ],
  [
    "… and the old one is there",
    facts({ record: { proven: true, previous: undefined }, slots: full }),
    "proven",
    ["revoke", "revokeEndSessions"],
  ],
  ["the old one is gone", facts({ record: proven, slots: half }), "finished", ["finish"]],
  [
    "an implicit client",
    facts({ client: { ...payroll, grantType: "implicit" } }),
    "notPossible",
    [],
  ],
  ["OAUTH, nothing under way", facts({}, older), "ready", ["makeSecret", "makeSecretEndSessions"]],
  ["OAUTH, the new secret is made", facts({ record: unproven }, older), "made", ["prove"]],
  ["OAUTH, a token was fetched", facts({ record: proven }, older), "finished", ["finish"]],
  ["OAUTH before 22.2", facts({}, oldest), "notPossible", []],
])("%s", (_, known, state, offers) => {
  const step = rotationStep(known);
  expect(step.state).toBe(state);
  expect(step.offers).toEqual(offers);
  expect(step.sentences.length).toBeGreaterThan(0);
  // A modal message has three places at the most.
  expect(step.offers.length).toBeLessThanOrEqual(3);
  expect(JSON.stringify(step)).not.toContain("previous");
});

test.each([
  [undefined, "does not say how many this one has"],
  [free, "its first"],
  [half, "has one, since 2026-01-02: it stays valid"],
  [full, "one since 2026-01-02, one since 2026-05-06"],
])("which places are taken is said: %j", (slots, words) => {
  const [first] = rotationStep(facts({ slots })).sentences;
  expect(first).toContain(words);
  const overwrites = slots === undefined || slots === full;
  expect(/WHICH STOPS WORKING AT ONCE/.test(first ?? "")).toBe(overwrites);
});

test("a failed proof says that the old secret is still valid, where it is", () => {
  const failed = proofFailed(facts({ record: unproven }), "The client is not accepted.");
  expect(failed.offers).toEqual(["prove", "goBack"]);
  expect(failed.sentences).toContain("The client is not accepted.");
  expect(failed.sentences.join()).toContain("THE OLD SECRET IS STILL VALID");
  const old = proofFailed(facts({ record: unproven }, older), "No.");
  expect(old.offers).toEqual(["prove"]);
  expect(old.sentences.join()).toContain("not valid any more");
});

test("the scripts pass secrets as binds, and say what a run makes of them", () => {
  const dialect = { api: "ordsSecurity", schema: "HR" } as const;
  const action = { client: payroll.name, dialect, endsSessions: true };
  const made = newSecretScript(action);
  expect(registrationsOf(readScript(made))).toEqual([
    { client: "payroll", adds: true, secret: { kind: "bind", name: "client_secret" } },
  ]);
  expect(made).toMatch(/ORDS_SECURITY_ADMIN\.REGISTER_CLIENT_SECRET\([^]*p_schema/);
  expect(made).toMatch(/p_revoke_existing +=> FALSE/);
  const known = revokeSecretScript(action, "known");
  expect(revocationsOf(readScript(known))).toEqual([{ client: "payroll", bind: "revoked_secret" }]);
  const unknown = revokeSecretScript({ ...action, endsSessions: false }, "unknown");
  expect(revocationsOf(readScript(unknown))).toEqual([{ client: "payroll", bind: undefined }]);
  expect(unknown).toMatch(/p_revoke_sessions => FALSE/);
  const old = newSecretScript({ ...action, dialect: { api: "oauth", schema: undefined } });
  expect(registrationsOf(readScript(old))).toEqual([
    { client: "payroll", adds: true, secret: { kind: "generated" } },
  ]);
});

function facts(known: Partial<RotationFacts>, release = current): RotationFacts {
  return rotationFacts(
    { release },
    {
      client: payroll,
      slots: undefined,
      hasSecret: true,
      record: undefined,
      hasOrds: true,
      ...known,
    },
  );
}
