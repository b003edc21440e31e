import { isCancelled } from "../../base/errors.ts";

/**
 * Does the work of each item, some at a time, in order. What fails is a result like any other; only a cancel ends the
 * run, and then nothing more is begun or reported.
 */
export async function runProbes<Item, Result>(run: ProbeRun<Item, Result>): Promise<void> {
  const { items, atOnce, signal } = run;
  let next = 0;
  const work = async (): Promise<void> => {
    for (;;) {
      const item = items[next];
      if (item === undefined || signal.aborted) return;
      next += 1;
      const result = await outcomeOf(run, item);
      if (result === undefined || signal.aborted) return;
      run.report(item, result.value);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, work));
}

export interface ProbeRun<Item, Result> {
  readonly items: readonly Item[];
  readonly atOnce: number;
  readonly signal: AbortSignal;
  readonly send: (item: Item, signal: AbortSignal) => Promise<Result>;
  readonly failed: (error: unknown) => Result;
  readonly report: (item: Item, result: Result) => void;
}

/** Undefined when the run was cancelled. */
async function outcomeOf<Item, Result>(
  { send, failed, signal }: ProbeRun<Item, Result>,
  item: Item,
): Promise<{ readonly value: Result } | undefined> {
  try {
    return { value: await send(item, signal) };
  } catch (error) {
    return signal.aborted && isCancelled(error) ? undefined : { value: failed(error) };
  }
}
