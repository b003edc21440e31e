import { beforeEach, expect, test, vi } from "vitest";
import type { OAuthClient } from "../../../../src/domain/model/catalog.ts";
import type { Sessions } from "../../../../src/features/sessions/sessions.ts";
import { clientCommands, type ClientApp } from "../../../../src/vscode/commands/clientCommands.ts";
import { chooseClient } from "../../../../src/vscode/commands/chooseClient.ts";
import type { Walk } from "../../../../src/vscode/prompts/walkPrompts.ts";
import { profileWith } from "../../../support/fakes.ts";
import { client, emptyCatalog } from "../../features/sampleCatalog.ts";

const person = vi.hoisted(() => ({ offered: [] as string[] }));

vi.mock("vscode", async () => ({ ...(await import("../language/vscodeStub.ts")), env: {} }));
vi.mock("../../../../src/vscode/prompts/askPrompts.ts", () => ({
  askPrompts: async ({ prompts }: Walk) => {
    const [prompt] = prompts({});
    if (prompt?.kind === "pickOne") person.offered = prompt.options.map(({ label }) => label);
    return { client: person.offered.at(-1) };
  },
}));

beforeEach(() => {
  person.offered = [];
});

function sessionsWith(...clients: readonly OAuthClient[]): Sessions {
  const state = { kind: "open", catalog: { ...emptyCatalog, clients } };
  const session = { profile: profileWith(), state };
  const sessions = { get: () => session, active: () => session, setActive: () => undefined };
  return sessions as unknown as Sessions;
}

const [batch, report] = [client("batch", {}), client("report", {})];
const web: OAuthClient = { ...client("web", {}), grantType: "authorization_code" };
const shop: OAuthClient = { ...client("shop", {}), grantType: "authorization_code" };

test("all clients are offered, or the only one is taken", async () => {
  const chosen = await chooseClient(sessionsWith(batch, report, web), undefined);
  expect(person.offered).toEqual(["batch", "report", "web"]);
  expect(chosen.client.name).toBe("web");
  person.offered = [];
  expect((await chooseClient(sessionsWith(batch), undefined)).client.name).toBe("batch");
  expect(person.offered).toEqual([]);
});

test.each([
  [[batch, report], "through which people sign in"],
  [[], "has no clients"],
])("people sign in through clients that act for them only: %#", async (others, told) => {
  const signIn = (...clients: readonly OAuthClient[]) =>
    clientCommands({ sessions: sessionsWith(...clients) } as unknown as ClientApp)[
      "ordsSecurity.signIn"
    ](undefined);
  await expect(signIn(...others)).rejects.toThrow(told);
  // Neither has a redirect URI, so that it ends with the choice.
  await expect(signIn(...others, web, shop)).rejects.toThrow("Nobody signs in through shop.");
  expect(person.offered).toEqual(["web", "shop"]);
});
