import { refKey, type EntityRef } from "../../domain/model/entityRef.ts";
import type { ProfileId } from "../../services/profiles/profile.ts";
import type {
  ConnectionNode,
  EntityNode,
  GroupName,
  GroupNode,
  MessageNode,
} from "./explorerNode.ts";
import { assertNever } from "../../base/assertNever.ts";

/**
 * The node of a thing at its own place in the tree, mostly below its group: what `reveal` wants. Whether the thing exists is
 * not asked.
 */
export function nodeFor(profile: ProfileId, ref: EntityRef): EntityNode {
  switch (ref.kind) {
    case "template":
      return entityNode(nodeFor(profile, { kind: "module", name: ref.module }), ref);
    case "handler": {
      const { module, uriTemplate } = ref;
      return entityNode(nodeFor(profile, { kind: "template", module, uriTemplate }), ref);
    }
    case "jwtProfile":
      return entityNode(connectionNode(profile), ref);
    default:
      return entityNode(groupNode(connectionNode(profile), groupOf(ref.kind)), ref);
  }
}

export function connectionNode(profile: ProfileId): ConnectionNode {
  return { kind: "connection", id: encodeURIComponent(profile), profile, parent: undefined };
}

export function groupNode(parent: ConnectionNode, group: GroupName): GroupNode {
  return { kind: "group", id: `${parent.id}/${group}`, profile: parent.profile, group, parent };
}

export function entityNode(parent: EntityNode["parent"], ref: EntityRef): EntityNode {
  return {
    kind: "entity",
    id: `${parent.id}/${refKey(ref)}`,
    profile: parent.profile,
    ref,
    parent,
  };
}

/** `facts.key` is what tells the messages below one parent apart. */
export function messageNode(
  parent: MessageNode["parent"],
  facts: { readonly key: string } & Pick<MessageNode, "level" | "text"> &
    Partial<Pick<MessageNode, "detail" | "action">>,
): MessageNode {
  const { key, level, text, detail, action } = facts;
  const id = `${parent.id}/message/${key}`;
  return { kind: "message", id, profile: parent.profile, level, text, detail, action, parent };
}

function groupOf(
  kind: Exclude<EntityRef["kind"], "template" | "handler" | "jwtProfile">,
): GroupName {
  switch (kind) {
    case "privilege":
      return "privileges";
    case "mapping":
      return "mappings";
    case "role":
      return "roles";
    case "client":
      return "clients";
    case "module":
      return "modules";
    case "object":
      return "objects";
    default:
      return assertNever(kind);
  }
}
