import { commands, type Uri } from "vscode";
import { assertNever } from "../../base/assertNever.ts";
import type { Logger } from "../../base/logger.ts";
import type {
  AccessMatrixPanel,
  AccessMatrixPanels,
} from "../../features/accessMatrix/accessMatrixPanels.ts";
import { parseIntent, type Message } from "../../features/accessMatrix/accessMatrixProtocol.ts";
import { accessMatrixTexts } from "../../features/accessMatrix/accessMatrixTexts.ts";
import type { MatrixEffect } from "../../features/accessMatrix/matrixEffect.ts";
import type { MatrixGrid } from "../../features/accessMatrix/matrixGrid.ts";
import type { ProfileId } from "../../services/profiles/profile.ts";
import type { App } from "../app.ts";
import type { PageNews } from "../panels/connectPage.ts";
import { registerPages } from "../panels/registerPages.ts";
import type { Panels } from "../registerLazyPanels.ts";
import { runRemedy, type ReportError } from "../reportError.ts";
import { askMatrixCaller } from "./askMatrixCaller.ts";
import { askMatrixCallers } from "./askMatrixCallers.ts";
import { askMatrixComparison } from "./askMatrixComparison.ts";
import { saveMatrix } from "./saveMatrix.ts";

export interface AccessMatrixDeps {
  readonly extensionUri: Uri;
  readonly accessMatrixPanels: AccessMatrixPanels;
  readonly sessions: App["sessions"];
  readonly reportError: ReportError;
  readonly log: Logger;
}

const accessMatrixViewType = "ordsSecurity.accessMatrix";

/** Shows access matrices as editors, one for each connection, and brings them back after a reload. */
export function registerAccessMatrix(deps: AccessMatrixDeps): Panels<ProfileId> {
  const { accessMatrixPanels } = deps;
  return registerPages({
    ...deps,
    viewType: accessMatrixViewType,
    page: { name: "accessMatrix", texts: accessMatrixTexts },
    open: (profile) => accessMatrixPanels.open(profile),
    restore: (memento) => accessMatrixPanels.restore(memento),
    keyOf: (profile) => profile,
    keyOfRestored: ({ profile }) => profile,
    parseIntent,
    receive: async (intent, panel) => {
      const effect = panel.handle(intent);
      if (effect) await perform(effect, panel, deps);
    },
    newsOf,
  });
}

/** Grids are told apart by numbers, which the views of them name. */
const gridIds = new WeakMap<MatrixGrid, number>();
let lastGridId = 0;

function idOf(grid: MatrixGrid): number {
  const known = gridIds.get(grid);
  if (known !== undefined) return known;
  lastGridId += 1;
  gridIds.set(grid, lastGridId);
  return lastGridId;
}

function newsOf({ model, grid, view }: AccessMatrixPanel): readonly PageNews<Message>[] {
  const news: PageNews<Message>[] = [
    { version: JSON.stringify(model), message: { kind: "model", model } },
  ];
  if (!grid) return news;
  const id = idOf(grid);
  news.push({ version: grid, message: { kind: "grid", id, grid } });
  if (view) news.push({ version: view, message: { kind: "view", gridId: id, view } });
  return news;
}

async function perform(
  effect: MatrixEffect,
  panel: AccessMatrixPanel,
  { sessions }: AccessMatrixDeps,
): Promise<void> {
  switch (effect.kind) {
    case "explain":
      await commands.executeCommand("ordsSecurity.explainAccess", effect);
      return;
    case "showCallers":
      await commands.executeCommand("ordsSecurity.showCallers", effect);
      return;
    case "askCallers": {
      panel.showCallers(await askMatrixCallers(effect));
      return;
    }
    case "askCaller":
      panel.addCaller(await askMatrixCaller(effect.catalog));
      return;
    case "askComparison": {
      const target = await askMatrixComparison(sessions, effect.profile);
      if (target) panel.compareWith(target);
      return;
    }
    case "save":
      return await saveMatrix(effect);
    case "runRemedy":
      return await runRemedy(effect.remedy);
    default:
      return assertNever(effect);
  }
}
