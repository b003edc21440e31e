import { expect, test } from "vitest";
import { createTurns } from "../../../src/base/createTurns.ts";

test("work runs one after the other, in the order in which it was asked for", async () => {
  const { ask, end, begun } = plan();
  const all = [ask("a"), ask("b"), ask("c")];
  await turn();
  expect(begun).toEqual(["a"]);
  end("b");
  await turn();
  expect(begun).toEqual(["a"]);
  end("a");
  end("c");
  expect(await Promise.all(all)).toEqual(["a", "b", "c"]);
  expect(begun).toEqual(["a", "b", "c"]);
});

test("two lists of turns do not wait for each other", async () => {
  const { ask } = plan();
  void ask("a");
  expect(await createTurns()(async () => "at once")).toBe("at once");
});

test("work that fails is told to who asked, and frees the turn", async () => {
  const inTurn = createTurns();
  const failing = inTurn(() => Promise.reject(new Error("refused")));
  const throwing = inTurn(() => {
    throw new Error("at once");
  });
  const next = inTurn(async () => "fine");
  await expect(failing).rejects.toThrow("refused");
  await expect(throwing).rejects.toThrow("at once");
  expect(await next).toBe("fine");
});

test("whoever cancels while waiting is let go, and the next still waits for the one before", async () => {
  const { ask, end, begun } = plan();
  const leaving = new AbortController();
  const first = ask("a");
  const left = ask("b", leaving.signal);
  const staying = ask("c", new AbortController().signal);
  leaving.abort();
  await expect(left).rejects.toMatchObject({ name: "AbortError" });
  await turn();
  expect(begun).toEqual(["a"]);
  end("a");
  end("c");
  await Promise.all([first, staying]);
  expect(begun).toEqual(["a", "c"]);
});

test("everybody who waits may leave, and the next is served", async () => {
  const { ask, end, begun } = plan();
  const leaving = new AbortController();
  const first = ask("a");
  const left = [ask("b", leaving.signal), ask("c", leaving.signal)];
  leaving.abort();
  await expect(Promise.all(left)).rejects.toThrow();
  end("a");
  end("d");
  await first;
  await ask("d");
  expect(begun).toEqual(["a", "d"]);
});

test("whoever has cancelled before asking is not served and takes no turn", async () => {
  const { ask, end, begun } = plan();
  await expect(ask("a", AbortSignal.abort())).rejects.toMatchObject({ name: "AbortError" });
  end("b");
  await ask("b");
  expect(begun).toEqual(["b"]);
});

test("work that has begun is waited for: only it knows how to stop", async () => {
  const { ask, end, begun } = plan();
  const leaving = new AbortController();
  const first = ask("a", leaving.signal);
  const second = ask("b");
  await turn();
  leaving.abort();
  await turn();
  expect(begun).toEqual(["a"]);
  end("a");
  end("b");
  expect(await first).toBe("a");
  await second;
});

/** Work that says when it begins and ends when the test says so. */
function plan() {
  const inTurn = createTurns();
  const begun: string[] = [];
  const ends = new Map<string, { readonly over: Promise<void>; readonly end: () => void }>();
  const endOf = (name: string) => {
    const { promise: over, resolve: end } = later();
    const known = ends.get(name) ?? { over, end };
    ends.set(name, known);
    return known;
  };
  const ask = async (name: string, signal?: AbortSignal): Promise<string> =>
    await inTurn(async () => {
      begun.push(name);
      await endOf(name).over;
      return name;
    }, signal);
  return { ask, begun, end: (name: string) => endOf(name).end() };
}

function later() {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

async function turn(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}
