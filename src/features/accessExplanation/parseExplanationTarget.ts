import type { Caller } from "../../domain/access/caller.ts";
import { methods } from "../../domain/model/catalog.ts";
import { clientName, roleName } from "../../domain/model/names.ts";
import { isRecord, parseText } from "../requestPanel/draft.ts";
import { parseProfileId } from "../requestPanel/requestTarget.ts";
import type { ExplanationTarget } from "./explanationTarget.ts";
import { parseTexts, type QuestionView } from "./questionDraft.ts";

/** What a command of another part of the extension is given: `{ profile, caller, method, path }`. It is untrusted. */
export function parseExplanationTarget(
  value: unknown,
  view: QuestionView,
): ExplanationTarget | undefined {
  if (!isRecord(value)) return undefined;
  const profile = parseText(value["profile"]);
  const path = parseText(value["path"]);
  const method = methods.find((known) => known === value["method"]);
  const caller = value["caller"] === "nobodyKnows" ? "nobodyKnows" : parseCaller(value["caller"]);
  if (profile === undefined || (path === undefined && caller === undefined)) return undefined;
  return { profile: parseProfileId(profile), view, caller, method, path };
}

function parseCaller(value: unknown): Caller | undefined {
  if (!isRecord(value)) return undefined;
  const name = parseText(value["name"] ?? value["client"]);
  const roles = parseTexts(value["roles"])?.map(roleName);
  const scopes = parseTexts(value["scopes"]);
  switch (value["kind"]) {
    case "anonymous":
      return { kind: "anonymous" };
    case "client":
      return name === undefined ? undefined : { kind: "client", name: clientName(name) };
    case "user":
      return roles && { kind: "user", roles };
    case "endUser":
      return name !== undefined && roles
        ? { kind: "endUser", client: clientName(name), roles }
        : undefined;
    case "jwt":
      return roles && scopes ? { kind: "jwt", roles, scopes } : undefined;
    default:
      return undefined;
  }
}
