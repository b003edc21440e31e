import type { Memento } from "vscode";
import type { KeyValueStore } from "../services/profiles/keyValueStore.ts";

/** What is not secret, in VS Code's `globalState`: it stays on this machine and is shared by its windows. */
export function profileStorage(state: Memento): KeyValueStore {
  return {
    get: (key) => state.get<unknown>(key),
    set: async (key, value) => await state.update(key, value),
  };
}
