import type { Disposable } from "./disposable.ts";

/** Shape-compatible with `vscode.Event`, so that a tree provider can hand it on as it is. */
export type Event<T> = (listener: (value: T) => unknown) => Disposable;

/** A list of listeners. One that throws does not keep the others from hearing. */
export class Emitter<T> implements Disposable {
  readonly #listeners = new Set<(value: T) => unknown>();

  readonly event: Event<T> = (listener) => {
    // A wrapper per subscription: the same function may subscribe twice and leave once.
    const own = (value: T): unknown => listener(value);
    this.#listeners.add(own);
    return { dispose: () => this.#listeners.delete(own) };
  };

  fire(value: T): void {
    const failures: unknown[] = [];
    for (const listener of Array.from(this.#listeners)) {
      try {
        listener(value);
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, "A listener failed");
  }

  dispose(): void {
    this.#listeners.clear();
  }
}
