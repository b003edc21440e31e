import type { Disposable } from "../base/disposable.ts";
import { DisposableStore } from "../base/disposable.ts";
import type { Sessions } from "../features/sessions/sessions.ts";
import type { PracticeConnection } from "./practice/practiceConnection.ts";
import type { Passwords } from "./prompts/createPasswords.ts";
import { setContextKey } from "./setContextKey.ts";

export interface FollowedState {
  readonly sessions: Sessions;
  readonly practice: PracticeConnection;
  readonly passwords: Passwords;
}

/** What follows from the state of the sessions and of the practice server: context keys, and forgotten passwords. */
export function followState({ sessions, practice, passwords }: FollowedState): Disposable {
  const store = new DisposableStore();
  const update = (): void => {
    const all = sessions.list();
    const isOpen = all.some(({ state }) => state.kind === "open");
    setContextKey("ordsSecurity.hasConnections", all.length > 0);
    setContextKey("ordsSecurity.hasOpenSession", isOpen);
    const waits = all.some(({ state }) => state.kind === "open" && state.uncommitted > 0);
    setContextKey("ordsSecurity.hasUncommitted", waits);
    setContextKey("ordsSecurity.practiceExists", practice.profile !== undefined);
    setContextKey("ordsSecurity.practiceRunning", practice.running);
  };
  store.add(practice.onDidChange(update));
  store.add(
    sessions.onDidChange((id) => {
      update();
      const state = id === undefined ? undefined : sessions.get(id)?.state;
      // A password that is not stored is asked for at each connecting, so a wrong one must not stay either.
      if (id && (state?.kind === "closed" || state?.kind === "failed")) passwords.forget(id);
    }),
  );
  update();
  return store;
}
