import { assertNever } from "../../base/assertNever.ts";
import type { Catalog } from "../../domain/model/catalog.ts";
import { isBuiltInPrivilege } from "../../domain/model/builtIns.ts";
import type { EntityRef } from "../../domain/model/entityRef.ts";
import type { PrivilegeName } from "../../domain/model/names.ts";
import { indexForExplorer, type ExplorerIndex } from "./explorerIndex.ts";
import { groupNames } from "./explorerNode.ts";
import type {
  ConnectionNode,
  EntityNode,
  ExplorerNode,
  GroupNode,
  MessageNode,
} from "./explorerNode.ts";
import { entityNode, groupNode, messageNode } from "./explorerNodes.ts";
import { catalogIn, sessionIn, type ExplorerState } from "./explorerState.ts";

/** Everything below a node, whatever the filter says. */
export function allChildrenOf(node: ExplorerNode, state: ExplorerState): readonly ExplorerNode[] {
  if (node.kind === "message") return [];
  if (node.kind === "connection") return childrenOfConnection(node, state);
  if (!canExpand(node)) return [];
  const catalog = catalogIn(state, node.profile);
  if (!catalog) return [];
  const index = indexForExplorer(catalog);
  return node.kind === "group" ? childrenOfGroup(node, index) : childrenOfEntity(node, index);
}

/** A thing unfolds at its own place; where another thing points at it, it is a leaf. */
export function canExpand(node: ExplorerNode): boolean {
  switch (node.kind) {
    case "connection":
    case "group":
      return true;
    case "message":
      return false;
    case "entity":
      if (node.ref.kind === "handler" || node.ref.kind === "object") return false;
      return node.parent.kind === "group" || node.ref.kind === "template";
    default:
      return assertNever(node);
  }
}

function childrenOfConnection(node: ConnectionNode, state: ExplorerState): readonly ExplorerNode[] {
  const session = sessionIn(state, node.profile);
  if (!session) return [];
  switch (session.state.kind) {
    case "closed":
      return [
        messageNode(node, {
          key: "closed",
          level: "empty",
          text: "Not connected: select to connect",
          detail: "Nothing is read from the database before that.",
          action: { kind: "connect" },
        }),
      ];
    case "opening":
      return [messageNode(node, { key: "opening", level: "loading", text: "Connecting…" })];
    case "failed": {
      const { message, why, remedy } = session.state.error;
      return [
        messageNode(node, {
          key: "failed",
          level: "error",
          text: message,
          detail: why,
          action: remedy ? { kind: "remedy", remedy } : { kind: "connect" },
        }),
      ];
    }
    case "open": {
      const { catalog } = session.state;
      return [
        ...problemsOf(node, catalog),
        ...groupNames.map((group) => groupNode(node, group)),
        ...(catalog.jwtProfile ? [entityNode(node, { kind: "jwtProfile" })] : []),
      ];
    }
    default:
      return assertNever(session.state);
  }
}

function problemsOf(node: ConnectionNode, catalog: Catalog): readonly MessageNode[] {
  const { schema, problems } = catalog;
  const disabled = messageNode(node, {
    key: "schemaNotEnabled",
    level: "problem",
    text: `Schema ${schema.name} is not REST-enabled`,
    detail: "ORDS answers 404 to every call until the schema is enabled.",
    action: { kind: "scaffold", scaffold: "enableSchema", arguments: {} },
  });
  return [
    ...(schema.enabled ? [] : [disabled]),
    ...problems.map(({ subject, message, severity }, position) =>
      messageNode(node, {
        key: `problem${position}`,
        level: severity === "problem" ? "problem" : "empty",
        text: message,
        detail: subject,
      }),
    ),
  ];
}

function childrenOfGroup(node: GroupNode, index: ExplorerIndex): readonly ExplorerNode[] {
  const refs = refsOfGroup(node, index);
  if (refs.length > 0) return refs.map((ref) => entityNode(node, ref));
  if (!index.isReadable(node.group)) return [messageNode(node, unreadable)];
  return [emptyGroup(node)];
}

function refsOfGroup(node: GroupNode, index: ExplorerIndex): readonly EntityRef[] {
  switch (node.group) {
    case "privileges":
      return index.privileges.map(({ name }) => ({ kind: "privilege", name }));
    case "mappings":
      return index.mappings;
    case "roles":
      return index.roles.map(({ name }) => ({ kind: "role", name }));
    case "clients":
      return index.clients.map(({ name }) => ({ kind: "client", name }));
    case "modules":
      return index.modules.map(({ name }) => ({ kind: "module", name }));
    case "objects":
      return index.objects.map(({ name }) => ({ kind: "object", name }));
    default:
      return assertNever(node.group);
  }
}

const unreadable = {
  key: "unreadable",
  level: "problem",
  text: "Could not be read",
  detail: "The line at the top of the connection says why.",
} as const;

function emptyGroup(node: GroupNode): MessageNode {
  const empty = { key: "empty", level: "empty" } as const;
  switch (node.group) {
    case "privileges":
      return messageNode(node, {
        ...empty,
        text: "No privileges yet: create one",
        detail:
          "A privilege says which roles a caller needs. Without one, every service is public.",
        action: { kind: "scaffold", scaffold: "createPrivilege", arguments: {} },
      });
    case "mappings":
      return messageNode(node, {
        ...empty,
        text: "No mappings yet: map a privilege",
        detail: "A mapping ties a privilege to the paths that it protects.",
        action: { kind: "scaffold", scaffold: "mapPrivilege", arguments: {} },
      });
    case "roles":
      return messageNode(node, {
        ...empty,
        text: "No roles yet: create one",
        detail: "A role is what a privilege asks for and what a client is granted.",
        action: { kind: "scaffold", scaffold: "createRole", arguments: {} },
      });
    case "clients":
      return messageNode(node, {
        ...empty,
        text: "No clients yet: register one",
        detail: "A client is an application that calls with a token instead of a password.",
        action: { kind: "scaffold", scaffold: "registerClient", arguments: {} },
      });
    case "modules":
      return messageNode(node, {
        ...empty,
        text: "No modules",
        detail: "REST services of the schema appear here once they are defined.",
      });
    case "objects":
      return messageNode(node, {
        ...empty,
        text: "No AutoREST objects",
        detail: "Tables and views that ORDS publishes by themselves appear here.",
      });
    default:
      return assertNever(node.group);
  }
}

function childrenOfEntity(node: EntityNode, index: ExplorerIndex): readonly ExplorerNode[] {
  const { ref } = node;
  switch (ref.kind) {
    case "privilege":
      return childrenOfPrivilege(node, index);
    case "mapping":
      return [entityNode(node, { kind: "privilege", name: ref.privilege })];
    case "role":
      return childrenOfRole(node, index);
    case "client":
      return childrenOfClient(node, index);
    case "module": {
      const templates = index.templatesOf(ref.name);
      if (templates.length === 0) return [hint(node, "No templates")];
      return templates.map(({ uriTemplate }) =>
        entityNode(node, { kind: "template", module: ref.name, uriTemplate }),
      );
    }
    case "template": {
      const handlers = index.templateOf(ref.module, ref.uriTemplate)?.handlers ?? [];
      if (handlers.length === 0) return [hint(node, "No handlers")];
      return handlers.map(({ method }) => entityNode(node, { ...ref, kind: "handler", method }));
    }
    case "handler":
    case "object":
    case "jwtProfile":
      return [];
    default:
      return assertNever(ref);
  }
}

function childrenOfPrivilege(node: EntityNode, index: ExplorerIndex): readonly ExplorerNode[] {
  const privilege = node.ref.kind === "privilege" && index.lookup.privilegeByName(node.ref.name);
  if (!privilege) return [];
  const { name, roles, patterns, modules } = privilege;
  const children: ExplorerNode[] = [
    ...roles.map((role) => entityNode(node, { kind: "role", name: role })),
    ...patterns.map((pattern) => entityNode(node, { kind: "mapping", privilege: name, pattern })),
    ...modules.map((module) => entityNode(node, { kind: "module", name: module })),
  ];
  if (roles.length === 0) children.unshift(noRole(node));
  // The product's own privilege for the metadata catalog is there before it is needed.
  const idle = patterns.length + modules.length === 0 && !isBuiltInPrivilege(name);
  if (idle) children.push(protectsNothing(node, name));
  return children;
}

function noRole(node: EntityNode): MessageNode {
  return messageNode(node, {
    key: "noRole",
    level: "problem",
    text: "Asks for no role",
    detail: "Any caller that ORDS has authenticated passes.",
  });
}

function protectsNothing(node: EntityNode, privilege: PrivilegeName): MessageNode {
  return messageNode(node, {
    key: "protectsNothing",
    level: "problem",
    text: "Protects nothing yet: map it",
    detail: "No pattern and no module is tied to this privilege.",
    action: { kind: "scaffold", scaffold: "mapPrivilege", arguments: { privilege } },
  });
}

function childrenOfRole(node: EntityNode, index: ExplorerIndex): readonly ExplorerNode[] {
  if (node.ref.kind !== "role") return [];
  const children = [
    ...index.lookup
      .privilegesOfRole(node.ref.name)
      .map(({ name }) => entityNode(node, { kind: "privilege", name })),
    ...index.lookup
      .clientsOfRole(node.ref.name)
      .map(({ name }) => entityNode(node, { kind: "client", name })),
  ];
  return children.length > 0
    ? children
    : [hint(node, "No privilege asks for it and no client has it")];
}

function childrenOfClient(node: EntityNode, index: ExplorerIndex): readonly ExplorerNode[] {
  const client = node.ref.kind === "client" && index.lookup.clientByName(node.ref.name);
  if (!client) return [];
  const noRoleGranted = messageNode(node, {
    key: "noRole",
    level: "problem",
    text: "Has no role: grant one",
    detail:
      "What counts for a call is a role that the privilege asks for. The client's own privilege list does not replace it.",
    action: { kind: "scaffold", scaffold: "grantRole", arguments: { client: client.name } },
  });
  // Where a person consents, the person's roles count.
  const needsRole = client.grantType === "client_credentials" && client.roles.length === 0;
  return [
    ...(needsRole ? [noRoleGranted] : []),
    ...client.roles.map((name) => entityNode(node, { kind: "role", name })),
    ...client.privileges.map((name) => entityNode(node, { kind: "privilege", name })),
  ];
}

function hint(node: EntityNode, text: string): MessageNode {
  return messageNode(node, { key: "empty", level: "empty", text });
}
