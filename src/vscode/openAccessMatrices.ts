import { Uri, workspace } from "vscode";
import { createAccessMatrixPanels } from "../features/accessMatrix/accessMatrixPanels.ts";
import type { ProfileId } from "../services/profiles/profile.ts";
import { registerAccessMatrix, type AccessMatrixDeps } from "./accessMatrix/accessMatrixHost.ts";
import { inSlices } from "./accessMatrix/inSlices.ts";
import type { Panels } from "./registerLazyPanels.ts";

export type AccessMatricesParts = Omit<AccessMatrixDeps, "accessMatrixPanels">;

/** The access matrices, model and editor side, as one unit that is loaded when the first of them is opened. */
export function openAccessMatrices(parts: AccessMatricesParts): Panels<ProfileId> {
  const { sessions, log } = parts;
  const accessMatrixPanels = createAccessMatrixPanels({
    sessions,
    log,
    inSlices,
    readSnapshot: async (uri) =>
      new TextDecoder().decode(await workspace.fs.readFile(Uri.parse(uri, true))),
  });
  return registerAccessMatrix({ ...parts, accessMatrixPanels });
}
