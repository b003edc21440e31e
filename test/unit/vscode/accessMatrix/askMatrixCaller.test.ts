import { beforeEach, expect, test, vi } from "vitest";
import type { Caller } from "../../../../src/domain/access/caller.ts";
import type { Catalog } from "../../../../src/domain/model/catalog.ts";
import { askMatrixCaller } from "../../../../src/vscode/accessMatrix/askMatrixCaller.ts";
import type { Prompt, PromptAnswers } from "../../../../src/vscode/prompts/prompt.ts";
import { type Walk, walkPrompts } from "../../../../src/vscode/prompts/walkPrompts.ts";
import { catalog } from "../../../support/catalogBuilder.ts";

const person = vi.hoisted(() => ({ answers: {} as PromptAnswers, asked: [] as Prompt[] }));

vi.mock("vscode", async () => await import("../language/vscodeStub.ts"));
vi.mock("../../../../src/vscode/prompts/askPrompts.ts", () => ({
  askPrompts: async (walk: Walk) =>
    await walkPrompts(walk, async (prompt) => {
      person.asked.push(prompt);
      const answer = person.answers[prompt.id];
      if (answer === undefined) throw new Error(`Nobody expected to be asked for ${prompt.id}`);
      return { kind: "answered", answer };
    }),
}));

beforeEach(() => {
  person.answers = {};
  person.asked = [];
});

const schema = catalog()
  .role("HR")
  .privilege("hr.read", { roles: ["HR"] })
  .client("batch")
  .client("web", { grantType: "authorization_code" })
  .client("old", { grantType: "implicit" });

test("a database user has the roles that are chosen", async () => {
  const user = await asked(schema.build(), { kind: "user", roles: ["HR"] });
  expect(user).toEqual({ kind: "user", roles: ["HR"] });
  // The person's own come before those of the product.
  expect(offered("roles")[0]).toBe("HR");
});

test("a person comes through a client that people use", async () => {
  const one = await asked(schema.build(), { kind: "endUser", client: "web", roles: [] });
  expect(one).toEqual({ kind: "endUser", client: "web", roles: [] });
  expect(offered("client")).toEqual(["web", "old"]);
});

test("where no client is for people, nobody comes through one", async () => {
  await asked(catalog().client("batch").build(), { kind: "user", roles: [] });
  expect(offered("kind")).toEqual(["user", "jwt"]);
});

test("a token is asked for what the profile of the schema judges it by", async () => {
  const byScope = catalog().privilege("hr.read", {}).jwtProfile({}).build();
  expect(await asked(byScope, { kind: "jwt", scopes: ["hr.read", "openid"] })).toEqual({
    kind: "jwt",
    scopes: ["hr.read", "openid"],
    roles: [],
  });
  expect(offered("scopes")).toContain("hr.read");
  const byRole = catalog().role("HR").jwtProfile({ roleClaimName: "/groups" }).build();
  expect(await asked(byRole, { kind: "jwt", roles: ["HR"] })).toEqual({
    kind: "jwt",
    scopes: [],
    roles: ["HR"],
  });
});

async function asked(known: Catalog, answers: PromptAnswers): Promise<Caller> {
  person.answers = answers;
  person.asked = [];
  return await askMatrixCaller(known);
}

/** The values that a question offered. */
function offered(id: string): readonly string[] {
  const prompt = person.asked.find((one) => one.id === id);
  if (!prompt || !("options" in prompt)) throw new Error(`There was no choice of ${id}.`);
  return prompt.options.map(({ value }) => value);
}
