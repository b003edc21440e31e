/**
 * One running promise per key: whoever asks while it runs gets the same one.
 * The work has its own abort signal, which ends it only when every caller has left; one caller's cancel
 * does not disturb the others.
 */
export class SingleFlight<Key, Value> {
  readonly #running = new Map<Key, Flight<Value>>();

  async run(
    key: Key,
    signal: AbortSignal | undefined,
    work: (signal: AbortSignal) => Promise<Value>,
  ): Promise<Value> {
    signal?.throwIfAborted();
    const flight = this.#running.get(key) ?? this.#start(key, work);
    return await join(flight, signal);
  }

  #start(key: Key, work: (signal: AbortSignal) => Promise<Value>): Flight<Value> {
    const controller = new AbortController();
    const flight: Flight<Value> = {
      passengers: 0,
      leave: () => {
        // Whoever asks after the last one left starts anew instead of sharing a flight that is being ended.
        if (this.#running.get(key) === flight) this.#running.delete(key);
        controller.abort();
      },
      promise: work(controller.signal).finally(() => {
        if (this.#running.get(key) === flight) this.#running.delete(key);
      }),
    };
    this.#running.set(key, flight);
    return flight;
  }
}

interface Flight<Value> {
  passengers: number;
  readonly leave: () => void;
  readonly promise: Promise<Value>;
}

async function join<Value>(flight: Flight<Value>, signal: AbortSignal | undefined): Promise<Value> {
  flight.passengers += 1;
  let onAbort: (() => void) | undefined;
  try {
    if (!signal) return await flight.promise;
    const aborted = new Promise<never>((_, reject) => {
      onAbort = () => reject(signal.reason as Error);
      signal.addEventListener("abort", onAbort, { once: true });
    });
    return await Promise.race([flight.promise, aborted]);
  } finally {
    if (onAbort) signal?.removeEventListener("abort", onAbort);
    flight.passengers -= 1;
    if (signal?.aborted && flight.passengers === 0) {
      // Nobody is left to hear the failure of the flight that is ended here.
      flight.promise.catch(() => undefined);
      flight.leave();
    }
  }
}
