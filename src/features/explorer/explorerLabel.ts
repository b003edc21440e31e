import { assertNever } from "../../base/assertNever.ts";
import { templatePath } from "../../domain/access/endpoints.ts";
import type { EntityRef } from "../../domain/model/entityRef.ts";
import { indexForExplorer } from "./explorerIndex.ts";
import type { ExplorerNode, GroupName } from "./explorerNode.ts";
import { catalogIn, sessionIn, type ExplorerState } from "./explorerState.ts";

/** What a line is called, and what the filter looks at. */
export function labelOf(node: ExplorerNode, state: ExplorerState): string {
  switch (node.kind) {
    case "connection":
      return toOneLine(sessionIn(state, node.profile)?.profile.name ?? "");
    case "group":
      return groupLabels[node.group];
    case "entity":
      return toOneLine(labelOfEntity(node.ref, state, node));
    case "message":
      return toOneLine(node.text);
    default:
      return assertNever(node);
  }
}

export const groupLabels: Readonly<Record<GroupName, string>> = {
  privileges: "Privileges",
  mappings: "Mappings",
  roles: "Roles",
  clients: "Clients",
  modules: "Modules",
  objects: "AutoREST objects",
};

/** Line breaks and the like would tear a line apart, and marks of direction could make it read as another name. */
export function toOneLine(text: string): string {
  return text
    .replace(/\p{Cc}/gu, (char) => controlPicture(char.charCodeAt(0)))
    .replace(/[\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, "\ufffd");
}

function controlPicture(code: number): string {
  return code < 0x20 ? String.fromCharCode(0x2400 + code) : "\ufffd";
}

function labelOfEntity(
  ref: EntityRef,
  state: ExplorerState,
  node: Extract<ExplorerNode, { kind: "entity" }>,
): string {
  switch (ref.kind) {
    case "mapping":
      return ref.pattern;
    case "template":
      return ref.uriTemplate;
    case "handler": {
      const catalog = catalogIn(state, node.profile);
      const module = catalog && indexForExplorer(catalog).lookup.moduleByName(ref.module);
      const path = module ? templatePath(module.basePath, ref.uriTemplate) : ref.uriTemplate;
      return `${ref.method} ${path}`;
    }
    case "privilege":
    case "role":
    case "client":
    case "module":
    case "object":
      return ref.name;
    case "jwtProfile":
      return "JWT profile";
    default:
      return assertNever(ref);
  }
}
