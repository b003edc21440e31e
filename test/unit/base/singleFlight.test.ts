import { expect, test } from "vitest";
import { SingleFlight } from "../../../src/base/singleFlight.ts";

test("however many ask, the work runs once", async () => {
  const { flights, starts, finish } = flightPlan();
  const asked = [flights.run("a", undefined, starts), flights.run("a", undefined, starts)];
  finish("token");
  expect(await Promise.all(asked)).toEqual(["token", "token"]);
  expect(starts.count).toBe(1);
});

test("another key has its own work, and a later ask starts anew", async () => {
  const flights = new SingleFlight<string, string>();
  let count = 0;
  const work = async (): Promise<string> => `answer ${(count += 1)}`;
  await flights.run("a", undefined, work);
  await flights.run("b", undefined, work);
  expect(await flights.run("a", undefined, work)).toBe("answer 3");
});

test("one caller's cancel does not disturb the other", async () => {
  const { flights, starts, finish } = flightPlan();
  const leaving = new AbortController();
  const left = flights.run("a", leaving.signal, starts);
  const staying = flights.run("a", new AbortController().signal, starts);
  leaving.abort();
  await expect(left).rejects.toMatchObject({ name: "AbortError" });
  expect(starts.signal?.aborted).toBe(false);
  finish("token");
  expect(await staying).toBe("token");
});

test("when the last caller leaves, the work is ended and the next ask starts anew", async () => {
  const { flights, starts, finish } = flightPlan();
  const leaving = new AbortController();
  const left = flights.run("a", leaving.signal, starts);
  leaving.abort();
  await expect(left).rejects.toMatchObject({ name: "AbortError" });
  expect(starts.signal?.aborted).toBe(true);
  const again = flights.run("a", undefined, starts);
  finish("second");
  expect(await again).toBe("second");
  expect(starts.count).toBe(2);
});

test("a caller without a signal keeps the work alive", async () => {
  const { flights, starts, finish } = flightPlan();
  const leaving = new AbortController();
  const staying = flights.run("a", undefined, starts);
  const left = flights.run("a", leaving.signal, starts);
  leaving.abort();
  await expect(left).rejects.toThrow();
  finish("token");
  expect(await staying).toBe("token");
});

test("a failure reaches everybody and is not kept", async () => {
  const flights = new SingleFlight<string, string>();
  const failing = async (): Promise<string> => Promise.reject(new Error("refused"));
  await expect(flights.run("a", undefined, failing)).rejects.toThrow("refused");
  expect(await flights.run("a", undefined, async () => "fine")).toBe("fine");
});

test("work that throws at once is a failure like any other", async () => {
  const flights = new SingleFlight<string, string>();
  const throwing = (): Promise<string> => {
    throw new Error("at once");
  };
  await expect(flights.run("a", undefined, throwing)).rejects.toThrow("at once");
});

/** Work that ends when the test says so; the newest one that was started is finished. */
function flightPlan() {
  const flights = new SingleFlight<string, string>();
  let resolve: (value: string) => void = () => undefined;
  const starts = Object.assign(
    (signal: AbortSignal): Promise<string> => {
      starts.count += 1;
      starts.signal = signal;
      return new Promise((done) => {
        resolve = done;
      });
    },
    { count: 0, signal: undefined as AbortSignal | undefined },
  );
  return { flights, starts, finish: (value: string) => resolve(value) };
}
