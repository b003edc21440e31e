/**
 * A small store for what is not secret; in VS Code this is `globalState`. What `get` gives may have been written by
 * another version of the extension, so its readers parse it. `set` with undefined removes the key.
 */
export interface KeyValueStore {
  get(key: string): unknown;
  set(key: string, value: unknown): Promise<void>;
}
