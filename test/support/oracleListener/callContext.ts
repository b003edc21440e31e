import type { Phase } from "./faults.ts";
import type { ListenerEvent } from "./listenerEvent.ts";

/** What the parts of a connection share. */
export interface CallContext {
  /** Throws `NotAnswered` where the listener is to misbehave. */
  meet(phase: Phase): void;
  note(event: Omit<ListenerEvent, "session">): void;
}

/** The call under way gets no answer: the listener misbehaves. */
export class NotAnswered extends Error {}
