import type { EntityRef } from "../../domain/model/entityRef.ts";
import type { ExplorerNode } from "../../features/explorer/explorerNode.ts";
import type { ProfileId } from "../../services/profiles/profile.ts";

/** What a command is about, as far as its argument says. */
export interface CommandTarget {
  readonly profile: ProfileId | undefined;
  /** The line of the tree that the command was called on. */
  readonly node: ExplorerNode | undefined;
  readonly ref: EntityRef | undefined;
  /** A client named by a remedy. */
  readonly clientName: string | undefined;
}

/**
 * Reads a command's argument: a node of the tree, or a remedy's text (a profile id, or a profile id and a client's name
 * joined by a slash). Everything else, such as nothing from the palette, is about nothing yet.
 */
export function parseCommandTarget(argument: unknown): CommandTarget {
  if (typeof argument === "string") return parseRemedyArgument(argument);
  const node = parseNode(argument);
  if (!node) return nothing;
  return {
    profile: node.profile,
    node,
    ref: node.kind === "entity" ? node.ref : undefined,
    clientName: undefined,
  };
}

const nothing: CommandTarget = {
  profile: undefined,
  node: undefined,
  ref: undefined,
  clientName: undefined,
};

function parseRemedyArgument(text: string): CommandTarget {
  const slash = text.indexOf("/");
  if (slash < 0) return { ...nothing, profile: text as ProfileId };
  const profile = text.slice(0, slash) as ProfileId;
  return { ...nothing, profile, clientName: text.slice(slash + 1) };
}

/** Nodes come only from our own tree, so what tells them from other arguments is enough to know them. */
function parseNode(value: unknown): ExplorerNode | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { kind, id, profile } = value as Partial<Record<"kind" | "id" | "profile", unknown>>;
  const isNode = kinds.some((one) => one === kind) && typeof id === "string";
  return isNode && typeof profile === "string" ? (value as ExplorerNode) : undefined;
}

const kinds = ["connection", "group", "entity", "message"] as const;
