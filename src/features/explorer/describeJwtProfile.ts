import type { JwtProfile } from "../../domain/model/catalog.ts";
import { contextValue } from "./contextValues.ts";
import { escapeMarkdown } from "./escapeMarkdown.ts";
import { toOneLine } from "./explorerLabel.ts";
import type { NodeFacts } from "./nodeDescription.ts";

/** Undefined for a line that the editor still asks about although a refresh has taken it away. */
export function describeJwtProfile(profile: JwtProfile | undefined): NodeFacts {
  return {
    spoken: "",
    description: profile ? toOneLine(profile.issuer) : "",
    icon: { id: "verified", color: undefined },
    contextValue: contextValue("jwtProfile"),
    tooltip: profile ? tooltipOf(profile) : "",
    action: undefined,
  };
}

function tooltipOf(profile: JwtProfile): string {
  const { issuer, audience, jwkUrl, description, allowedSkew, allowedAge, roleClaimName } = profile;
  return [
    "**JWT profile**: the schema accepts tokens of another issuer.",
    ...(description === undefined ? [] : [escapeMarkdown(description)]),
    line("Issuer", issuer),
    line("Audience", audience),
    line("Key set", jwkUrl),
    line("Allowed skew", allowedSkew === undefined ? serverDefault : skewWords(allowedSkew)),
    line("Allowed age", allowedAge === undefined ? serverDefault : `${allowedAge} s`),
    roleClaimName === undefined
      ? "Role claim: none; the scopes of a token name privileges"
      : line("Role claim", roleClaimName),
  ].join("\n\n");
}

const serverDefault = "as the server is set";

function skewWords(seconds: number): string {
  return seconds > 0 ? `${seconds} s` : "none";
}

function line(label: string, value: string): string {
  return `${label}: ${escapeMarkdown(value)}`;
}
