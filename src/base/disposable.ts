/** Something that lives until it is told to stop. Shape-compatible with `vscode.Disposable`. */
export interface Disposable {
  dispose(): void;
}

/** Owns disposables and ends them together, the last added first. */
export class DisposableStore implements Disposable {
  readonly #items: Disposable[] = [];
  #disposed = false;

  /** Takes ownership. What arrives after the end is ended at once, so a late answer cannot leak. */
  add<T extends Disposable>(item: T): T {
    if (this.#disposed) item.dispose();
    else this.#items.push(item);
    return item;
  }

  dispose(): void {
    this.#disposed = true;
    for (const item of this.#items.splice(0).toReversed()) item.dispose();
  }
}

export function toDisposable(dispose: () => void): Disposable {
  return { dispose };
}
