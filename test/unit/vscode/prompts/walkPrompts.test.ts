import { expect, test } from "vitest";
import type {
  Frame,
  Outcome,
  Prompt,
  PromptAnswers,
} from "../../../../src/vscode/prompts/prompt.ts";
import { type Walk, walkPrompts } from "../../../../src/vscode/prompts/walkPrompts.ts";

const text = (id: string): Prompt => ({
  kind: "text",
  id,
  prompt: id,
  placeholder: undefined,
  initial: "",
  optional: false,
  check: () => undefined,
});

const walk = (prompts: Walk["prompts"], more: Partial<Walk> = {}): Walk => ({
  title: "A walk",
  drafts: {},
  startAt: "first",
  prompts,
  ...more,
});

const answer = (value: string): Outcome => ({ kind: "answered", answer: value });
const back = (draft?: string): Outcome => ({ kind: "back", draft });

/** A person who does these things in turn; what is asked is written down. */
function person(...deeds: readonly Outcome[]) {
  const left = [...deeds];
  const asked: string[] = [];
  return {
    asked,
    show: async (prompt: Prompt, { step, totalSteps, draft }: Frame): Promise<Outcome> => {
      asked.push(
        `${prompt.id} ${step}/${totalSteps}${draft === undefined ? "" : ` ${String(draft)}`}`,
      );
      const deed = left.shift();
      if (!deed) throw new Error(`The person did not expect to be asked for ${prompt.id}`);
      return deed;
    },
  };
}

const twoOrThree = (answers: PromptAnswers): readonly Prompt[] =>
  answers["a"] === "more" ? [text("a"), text("extra"), text("b")] : [text("a"), text("b")];

test("asks one step after the other and gives the answers", async () => {
  const { asked, show } = person(answer("1"), answer("2"));
  const answers = await walkPrompts(
    walk(() => [text("a"), text("b")]),
    show,
  );
  expect(answers).toEqual({ a: "1", b: "2" });
  expect(asked).toEqual(["a 1/2", "b 2/2"]);
});

test("nothing to ask is nothing to answer", async () => {
  expect(
    await walkPrompts(
      walk(() => []),
      person().show,
    ),
  ).toEqual({});
});

test("going back keeps what was typed, before and behind", async () => {
  const { asked, show } = person(answer("1"), back("half"), answer("one"), answer("two"));
  const answers = await walkPrompts(
    walk(() => [text("a"), text("b")]),
    show,
  );
  expect(asked).toEqual(["a 1/2", "b 2/2", "a 1/2 1", "b 2/2 half"]);
  expect(answers).toEqual({ a: "one", b: "two" });
});

test("a step that an earlier answer calls for is asked, and leaves no answer when it is gone again", async () => {
  const { asked, show } = person(
    answer("more"),
    answer("x"),
    back(),
    back(),
    answer("less"),
    answer("y"),
  );
  const answers = await walkPrompts(walk(twoOrThree), show);
  expect(asked).toEqual(["a 1/2", "extra 2/3", "b 3/3", "extra 2/3 x", "a 1/2 more", "b 2/2"]);
  expect(answers).toEqual({ a: "less", b: "y" });
});

test("a second walk can begin at the last step with everything still answered", async () => {
  const { asked, show } = person(answer("new"));
  const answers = await walkPrompts(
    walk(() => [text("a"), text("b")], { drafts: { a: "1", b: "old" }, startAt: "last" }),
    show,
  );
  expect(asked).toEqual(["b 2/2 old"]);
  expect(answers).toEqual({ a: "1", b: "new" });
});

test("what the person closes is thrown on", async () => {
  const closed = new Error("closed");
  const show = async (): Promise<Outcome> => {
    throw closed;
  };
  await expect(
    walkPrompts(
      walk(() => [text("a")]),
      show,
    ),
  ).rejects.toBe(closed);
});
