import type { Remedy } from "../../base/errors.ts";
import type { EntityRef } from "../../domain/model/entityRef.ts";
import type { ProfileId } from "../../services/profiles/profile.ts";
import type { Answers } from "../scaffold/question.ts";
import type { ScaffoldId } from "../scaffold/scaffold.ts";

/**
 * One line of the sidebar as a plain value. It holds names, not the things themselves, so it survives a refresh;
 * commands read `profile`, `ref` and, where the place matters ("revoke this role of that client"), `parent`.
 */
export type ExplorerNode = ConnectionNode | GroupNode | EntityNode | MessageNode;

export interface ConnectionNode {
  readonly kind: "connection";
  /** Unique in the whole tree and the same after a refresh. */
  readonly id: string;
  readonly profile: ProfileId;
  readonly parent: undefined;
}

export interface GroupNode {
  readonly kind: "group";
  readonly id: string;
  readonly profile: ProfileId;
  readonly group: GroupName;
  readonly parent: ConnectionNode;
}

export interface EntityNode {
  readonly kind: "entity";
  readonly id: string;
  readonly profile: ProfileId;
  readonly ref: EntityRef;
  /** A connection is the parent of what a schema has one of. */
  readonly parent: ConnectionNode | GroupNode | EntityNode;
}

export interface MessageNode {
  readonly kind: "message";
  readonly id: string;
  readonly profile: ProfileId;
  readonly level: MessageLevel;
  readonly text: string;
  /** More words for the tooltip. */
  readonly detail: string | undefined;
  /** What a click does. */
  readonly action: NodeAction | undefined;
  readonly parent: ConnectionNode | GroupNode | EntityNode;
}

/** In the order in which a connection shows them. */
export const groupNames = [
  "privileges",
  "mappings",
  "roles",
  "clients",
  "modules",
  "objects",
] as const;
export type GroupName = (typeof groupNames)[number];

export type MessageLevel = "loading" | "empty" | "problem" | "error";

/** The inner rings do not know commands; the editor ring turns these into one. */
export type NodeAction =
  | { readonly kind: "connect" }
  | { readonly kind: "remedy"; readonly remedy: Remedy }
  | {
      readonly kind: "scaffold";
      readonly scaffold: ScaffoldId;
      /** The answers that the line has already given. */
      readonly arguments: Answers;
    };
