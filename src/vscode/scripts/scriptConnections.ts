import type { TextDocument } from "vscode";
import { Emitter, type Event } from "../../base/emitter.ts";
import type { Session, Sessions } from "../../features/sessions/sessions.ts";
import type { ProfileId } from "../../services/profiles/profile.ts";

/** On which connection each open script is to run. */
export class ScriptConnections {
  readonly #sessions: Sessions;
  readonly #chosen = new Map<string, ProfileId>();
  readonly #changed = new Emitter<void>();

  readonly onDidChange: Event<void> = this.#changed.event;

  constructor(sessions: Sessions) {
    this.#sessions = sessions;
  }

  /** The one that was chosen for the document, else the active one, else the only one. */
  of(document: Pick<TextDocument, "uri">): Session | undefined {
    const id = this.#chosen.get(document.uri.toString());
    const chosen = id === undefined ? undefined : this.#sessions.get(id);
    if (chosen) return chosen;
    const [only, ...others] = this.#sessions.list();
    return this.#sessions.active() ?? (others.length === 0 ? only : undefined);
  }

  choose(document: Pick<TextDocument, "uri">, id: ProfileId): void {
    this.#chosen.set(document.uri.toString(), id);
    this.#changed.fire();
  }

  forget(document: Pick<TextDocument, "uri">): void {
    this.#chosen.delete(document.uri.toString());
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
