import type { ListenerBinds } from "./listenerDatabase.ts";

/** Something that a listener was asked, or that befell a connection. */
export interface ListenerEvent {
  /** Counts the connections from 1. */
  readonly session: number;
  readonly kind: ListenerEventKind;
  /** What a connection asked for, of `connect`. */
  readonly service?: string;
  /** Of `login` and `loginFailed`, in upper case; a proxy user's schema in brackets. */
  readonly user?: string;
  /** Of `execute`, `executed` and `fetch`. */
  readonly sql?: string;
  /** Of `execute`. */
  readonly binds?: ListenerBinds;
}

export type ListenerEventKind =
  | "connect"
  | "login"
  | "loginFailed"
  | "execute"
  /** The statement has run without an error. */
  | "executed"
  | "fetch"
  | "lob"
  | "commit"
  | "rollback"
  | "ping"
  | "break"
  | "logoff"
  | "closed";
