import type { Catalog } from "../../src/domain/model/catalog.ts";
import { createAccessExplanations } from "../../src/features/accessExplanation/accessExplanation.ts";
import type { ExplanationTarget } from "../../src/features/accessExplanation/explanationTarget.ts";
import { dialectFor } from "../../src/plsql/dialect.ts";
import type { ConnectionProfile } from "../../src/services/profiles/profile.ts";
import { FakePanelSessions } from "./requestPanelFakes.ts";

/** Explanations over a schema that a test holds in its hands. */
export function explanationWorld(catalog: Catalog, profile?: ConnectionProfile) {
  const sessions = new FakePanelSessions(catalog, profile);
  const explanations = createAccessExplanations({
    sessions,
    dialectOf: (_, { release }) => dialectFor(release, undefined),
  });
  const open = (target: Omit<ExplanationTarget, "profile" | "view"> & Partial<ExplanationTarget>) =>
    explanations.open({ profile: sessions.profile.id, view: "call", ...target });
  return { sessions, explanations, open };
}
