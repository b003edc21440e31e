import { createAccessExplanations } from "../features/accessExplanation/accessExplanation.ts";
import type { ExplanationTarget } from "../features/accessExplanation/explanationTarget.ts";
import type { Sessions } from "../features/sessions/sessions.ts";
import {
  registerAccessExplanation,
  type AccessExplanationDeps,
} from "./accessExplanation/accessExplanationHost.ts";
import { scaffoldContext } from "./commands/scaffoldContext.ts";
import type { Panels } from "./registerLazyPanels.ts";
import type { Settings } from "./settings.ts";

export interface AccessExplanationsParts extends Omit<AccessExplanationDeps, "accessExplanations"> {
  readonly sessions: Sessions;
  readonly settings: Settings;
}

/** Explanations of access, model and editor side, as one unit that is loaded when the first of them is opened. */
export function openAccessExplanations(parts: AccessExplanationsParts): Panels<ExplanationTarget> {
  const { sessions, settings } = parts;
  const accessExplanations = createAccessExplanations({
    sessions,
    dialectOf: ({ profile }, catalog) =>
      scaffoldContext({ profile, catalog }, settings.dialect).dialect,
  });
  return registerAccessExplanation({ ...parts, accessExplanations });
}
