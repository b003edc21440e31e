import type { ExtensionContext } from "vscode";
import type { Disposable } from "../base/disposable.ts";
import { Emitter } from "../base/emitter.ts";
import { UserFacingError } from "../base/errors.ts";
import { Secret } from "../base/secret.ts";
import type { SecretKey, SecretStore } from "../services/tokens/secretStore.ts";

/** The secrets in VS Code's SecretStorage, which all windows of the person share. */
export function secretStorage(storage: ExtensionContext["secrets"]): SecretStore & Disposable {
  const changed = new Emitter<SecretKey>();
  // The keys that we store are the keys that we hear of: nobody else writes into our storage.
  const subscription = storage.onDidChange(({ key }) => changed.fire(key as SecretKey));
  return {
    get: (key) =>
      guarded(async () => {
        const value = await storage.get(key);
        return value === undefined ? undefined : new Secret(value);
      }),
    set: (key, value) => guarded(async () => await storage.store(key, value.reveal())),
    delete: (key) => guarded(async () => await storage.delete(key)),
    onDidChange: changed.event,
    dispose: () => {
      subscription.dispose();
      changed.dispose();
    },
  };
}

async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw new UserFacingError({
      code: "storageFailed",
      message: "VS Code's secret storage did not answer.",
      why: "On Linux it needs a keyring such as gnome-keyring or KWallet, unlocked. The log has the details.",
      remedy: { label: "Open log", action: "openLog" },
      cause,
    });
  }
}
