import {
  authentication,
  Disposable,
  EventEmitter,
  type AuthenticationProviderAuthenticationSessionsChangeEvent,
} from "vscode";
import { systemClock } from "../base/clock.ts";
import type { Authentication, AuthenticationParts } from "./authentication/createAuthentication.ts";

/** As other extensions name it; the manifest has the same. */
const authenticationId = "ords-security";

/** Loaded when an extension, or VS Code's list of accounts, asks for the first time. */
export function registerLazyAuthentication(parts: Omit<AuthenticationParts, "clock">): Disposable {
  const changed = new EventEmitter<AuthenticationProviderAuthenticationSessionsChangeEvent>();
  let loaded: Authentication | undefined;
  const load = async (): Promise<Authentication> => {
    const { createAuthentication } = await import("./authentication/createAuthentication.ts");
    if (!loaded) {
      loaded = createAuthentication({ ...parts, clock: systemClock });
      loaded.onDidChange((event) => changed.fire(event));
    }
    return loaded;
  };
  const registration = authentication.registerAuthenticationProvider(
    authenticationId,
    "ORDS Security",
    {
      onDidChangeSessions: changed.event,
      getSessions: async (scopes) => await (await load()).getSessions(scopes),
      createSession: async (scopes) => await (await load()).createSession(scopes),
      removeSession: async (id) => await (await load()).removeSession(id),
    },
    { supportsMultipleAccounts: true },
  );
  return Disposable.from(registration, changed, { dispose: () => loaded?.dispose() });
}
