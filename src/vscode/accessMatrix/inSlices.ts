/**
 * Runs work to its end, but never longer at a stretch than a moment: in between, everybody else in the extension host
 * gets their turn. The result is what the work returns; `onStep` is told what it yields.
 */
export async function inSlices<Step, Result>(
  work: Generator<Step, Result>,
  onStep: (step: Step) => void = () => undefined,
  signal?: AbortSignal,
): Promise<Result> {
  for (;;) {
    const end = performance.now() + sliceMs;
    while (performance.now() < end) {
      const { done, value } = work.next();
      if (done === true) return value;
      onStep(value);
    }
    await new Promise<void>((resolve) => void setImmediate(resolve));
    signal?.throwIfAborted();
  }
}

const sliceMs = 10;
