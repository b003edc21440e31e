import type { OAuthClient } from "../../domain/model/catalog.ts";
import type { EntityRef } from "../../domain/model/entityRef.ts";
import { describeClientState, hasLiveToken } from "../clients/clientState.ts";
import type { ClientState } from "../clients/clientState.ts";
import { contextValue } from "./contextValues.ts";
import type { EntitySurroundings } from "./entitySurroundings.ts";
import { isNamed, nameList } from "./describeText.ts";
import { escapeMarkdown } from "./escapeMarkdown.ts";
import type { NodeFacts } from "./nodeDescription.ts";

export function describeClient(
  ref: Extract<EntityRef, { kind: "client" }>,
  { node, index, profile, state }: EntitySurroundings,
): NodeFacts {
  const client = index.lookup.clientByName(ref.name);
  if (!client) {
    return {
      spoken: "Client",
      description: "",
      icon: { id: "warning", color: undefined },
      contextValue: "client",
      tooltip: isNamed("client", ref.name),
      action: undefined,
    };
  }
  const held = state.clientState(profile, client);
  const atHome = node.parent.kind === "group";
  const canFetch = client.grantType === "client_credentials";
  const canSignIn = client.grantType === "authorization_code";
  const words = [
    atHome && canFetch && client.roles.length === 0 ? "no role" : "",
    canFetch ? "" : grantWords(client),
    canFetch || canSignIn ? describeClientState(held, state.now) : "",
  ];
  return {
    spoken: "Client",
    description: words.filter(Boolean).join(" · "),
    icon: { id: hasLiveToken(held, state.now) ? "key" : "plug", color: undefined },
    contextValue: contextValue(
      "client",
      canFetch ? "canFetch" : canSignIn ? "canSignIn" : "",
      held.hasSecret === true ? "hasSecret" : "",
      held.token.kind === "held" ? "hasToken" : "",
    ),
    tooltip: tooltipOf(client, held, state.now),
    action: undefined,
  };
}

function tooltipOf(client: OAuthClient, held: ClientState, now: number): string {
  const lines = [
    `**Client ${escapeMarkdown(client.name)}**`,
    `Client id: ${escapeMarkdown(client.clientId)}`,
    `Grant type: ${escapeMarkdown(client.grantType)}`,
  ];
  if (client.description) lines.push(escapeMarkdown(client.description));
  if (client.roles.length > 0 || client.grantType === "client_credentials") {
    lines.push(rolesWords(client));
  }
  if (client.privileges.length > 0) lines.push(`Lists ${nameList(client.privileges)}.`);
  if (client.supportEmail) lines.push(`Support: ${escapeMarkdown(client.supportEmail)}`);
  lines.push(secretWords(held));
  const token = held.token.kind === "none" ? "" : describeClientState(held, now);
  if (token) lines.push(`${token.charAt(0).toUpperCase()}${token.slice(1)}.`);
  return lines.filter(Boolean).join("\n\n");
}

function rolesWords({ roles }: OAuthClient): string {
  return roles.length === 0
    ? "Has no role, so every privilege that asks for one refuses it."
    : `Has ${roles.length > 1 ? "the roles" : "the role"} ${nameList(roles)}.`;
}

function secretWords(held: ClientState): string {
  if (held.hasSecret === undefined) return "";
  return held.hasSecret
    ? "Its secret is stored on this machine."
    : "Its secret is not stored on this machine.";
}

function grantWords(client: OAuthClient): string {
  return client.grantType.replaceAll("_", " ");
}
