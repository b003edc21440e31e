import { expect, test } from "vitest";
import type { ClientState } from "../../../../src/features/clients/clientState.ts";
import { heldTokens } from "../../../../src/features/clients/heldTokens.ts";
import type { Session } from "../../../../src/features/sessions/sessions.ts";
import { catalog } from "../../../support/catalogBuilder.ts";
import { oracleProfileWith, profileWith } from "../../../support/fakes.ts";

test("the tokens of open connections that have not ended", () => {
  const schema = catalog().client("a").client("b").client("c").client("d").build();
  const sessions: readonly Session[] = [
    {
      profile: profileWith(),
      state: { kind: "open", catalog: schema, refreshing: false, uncommitted: 0 },
    },
    { profile: oracleProfileWith(), state: { kind: "closed" } },
  ];
  const tokens: Readonly<Record<string, ClientState["token"]>> = {
    a: { kind: "held", expiresAt: 1000 },
    b: { kind: "held", expiresAt: 2000 },
    c: { kind: "held", expiresAt: undefined },
  };
  const held = heldTokens(
    sessions,
    (_profile, { name }) => ({ token: tokens[name] ?? { kind: "none" }, hasSecret: true }),
    1500,
  );
  expect(held.map(({ client, expiresAt }) => [client.name, expiresAt])).toEqual([
    ["b", 2000],
    ["c", undefined],
  ]);
});
