import { methods } from "../../domain/model/catalog.ts";
import { parseCaller } from "../accessMatrix/parseCaller.ts";
import { isRecord } from "../../base/isRecord.ts";
import { parseText } from "../requestPanel/draft.ts";
import { parseProfileId } from "../requestPanel/requestTarget.ts";
import type { ExplanationTarget } from "./explanationTarget.ts";
import type { QuestionView } from "./questionDraft.ts";

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
