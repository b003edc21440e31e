/** One signal for both reasons to stop: the caller's cancel and the time limit. */
export function openTimeLimit(ms: number, cancel: AbortSignal | undefined): TimeLimit {
  const controller = new AbortController();
  let passed = false;
  const timer = setTimeout(() => {
    passed = true;
    controller.abort();
  }, ms);
  const onCancel = (): void => controller.abort();
  cancel?.addEventListener("abort", onCancel, { once: true });
  return {
    ms,
    signal: controller.signal,
    passed: () => passed,
    restart: () => {
      if (!controller.signal.aborted) timer.refresh();
    },
    stop: () => controller.abort(),
    end: () => {
      clearTimeout(timer);
      cancel?.removeEventListener("abort", onCancel);
    },
  };
}

export interface TimeLimit {
  readonly ms: number;
  readonly signal: AbortSignal;
  passed(): boolean;
  /** The time counts from now. */
  restart(): void;
  /** Ends what is still under way although nobody waits for it any more. */
  stop(): void;
  end(): void;
}
