import { checkPattern, type PatternProblem } from "../../domain/access/checkPattern.ts";
import { isBuiltInPrivilege, isBuiltInRole } from "../../domain/model/builtIns.ts";
import type { EntityRef } from "../../domain/model/entityRef.ts";
import type { Privilege } from "../../domain/model/catalog.ts";
import { contextValue } from "./contextValues.ts";
import { count, isNamed, nameList } from "./describeText.ts";
import type { EntitySurroundings } from "./entitySurroundings.ts";
import { escapeMarkdown } from "./escapeMarkdown.ts";
import type { NodeFacts } from "./nodeDescription.ts";

type RefOf<Kind extends EntityRef["kind"]> = Extract<EntityRef, { kind: Kind }>;

export function describePrivilege(
  ref: RefOf<"privilege">,
  { node, index }: EntitySurroundings,
): NodeFacts {
  const privilege = index.lookup.privilegeByName(ref.name);
  const builtIn = isBuiltInPrivilege(ref.name);
  const words = privilege ? privilegeWords(privilege, node.parent.kind === "group") : "not found";
  return {
    spoken: "Privilege",
    description: [words, builtIn ? "built in" : ""].filter(Boolean).join(" · "),
    icon: { id: privilege ? "shield" : "warning", color: undefined },
    contextValue: contextValue("privilege", builtIn ? "builtIn" : ""),
    tooltip: privilege ? privilegeTooltip(privilege) : isNamed("privilege", ref.name),
    action: undefined,
  };
}

function privilegeWords(privilege: Privilege, atHome: boolean): string {
  if (!atHome) return "";
  const { name, roles, patterns, modules } = privilege;
  const parts = [
    roles.length === 0 ? "no role" : count(roles.length, "role"),
    patterns.length === 0 ? "" : count(patterns.length, "pattern"),
    modules.length === 0 ? "" : count(modules.length, "module"),
    patterns.length + modules.length === 0 && !isBuiltInPrivilege(name)
      ? "protects nothing yet"
      : "",
  ];
  return parts.filter(Boolean).join(" · ");
}

function privilegeTooltip(privilege: Privilege): string {
  const { name, label, description, comments, roles, patterns, modules } = privilege;
  const lines = [`**Privilege ${escapeMarkdown(name)}**`];
  if (label) lines.push(escapeMarkdown(label));
  if (description && description !== label) lines.push(escapeMarkdown(description));
  if (comments) lines.push(escapeMarkdown(comments));
  lines.push(
    roles.length === 0
      ? "Asks for no role: any caller that ORDS has authenticated passes."
      : `Asks for ${roles.length > 1 ? "any one of the roles" : "the role"} ${nameList(roles)}.`,
  );
  if (patterns.length > 0) lines.push(`Protects ${nameList(patterns)}.`);
  if (modules.length > 0) {
    lines.push(`Protects the ${modules.length > 1 ? "modules" : "module"} ${nameList(modules)}.`);
  }
  return lines.join("\n\n");
}

export function describeMapping(
  ref: RefOf<"mapping">,
  { node, index }: EntitySurroundings,
): NodeFacts {
  const roles = index.lookup.privilegeByName(ref.privilege)?.roles ?? [];
  const [mistake] = checkPattern(ref.pattern, index.surroundings).filter(
    ({ severity }) => severity === "error",
  );
  const atHome = node.parent.kind === "group";
  return {
    spoken: "Pattern",
    description: [atHome ? `needs ${ref.privilege}` : "", mistake ? "probably a mistake" : ""]
      .filter(Boolean)
      .join(" · "),
    icon: mistake
      ? { id: "warning", color: "list.warningForeground" }
      : { id: "link", color: undefined },
    contextValue: "mapping",
    tooltip: [
      `**${escapeMarkdown(ref.pattern)}**`,
      `Paths below the schema that match need the privilege **${escapeMarkdown(ref.privilege)}**.`,
      roles.length === 0 ? "It asks for no role." : `It asks for ${nameList(roles)}.`,
      mistake ? escapeMarkdown(mistakeWords(mistake)) : "",
    ]
      .filter(Boolean)
      .join("\n\n"),
    action: undefined,
  };
}

function mistakeWords({ message, suggestion }: PatternProblem): string {
  return suggestion === undefined ? message : `${message} Meant is probably ${suggestion}`;
}

export function describeRole(ref: RefOf<"role">, { node, index }: EntitySurroundings): NodeFacts {
  const role = index.lookup.roleByName(ref.name);
  const privileges = index.lookup.privilegesOfRole(ref.name);
  const clients = index.lookup.clientsOfRole(ref.name);
  const builtIn = role?.builtIn ?? isBuiltInRole(ref.name);
  const unknown = !role && !builtIn && index.isReadable("roles");
  const atHome = node.parent.kind === "group";
  const ofClient = node.parent.kind === "entity" && node.parent.ref.kind === "client";
  const words = [
    atHome && privileges.length > 0 ? count(privileges.length, "privilege") : "",
    atHome && clients.length > 0 ? count(clients.length, "client") : "",
    builtIn ? "built in" : "",
    unknown ? "no such role in this schema" : "",
  ];
  const lines = [
    `**Role ${escapeMarkdown(ref.name)}**`,
    privileges.length === 0
      ? "No privilege asks for it."
      : `Asked for by ${nameList(privileges.map(({ name }) => name))}.`,
    clients.length === 0
      ? "No client has it."
      : `Granted to ${nameList(clients.map(({ name }) => name))}.`,
  ];
  if (unknown)
    lines.push("The schema has no role of exactly this name, so nobody can be granted it.");
  return {
    spoken: "Role",
    description: words.filter(Boolean).join(" · "),
    icon: { id: unknown ? "warning" : "organization", color: undefined },
    contextValue: contextValue("role", builtIn ? "builtIn" : "", ofClient ? "ofClient" : ""),
    tooltip: lines.join("\n\n"),
    action: undefined,
  };
}
