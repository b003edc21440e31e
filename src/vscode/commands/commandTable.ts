import type { App } from "../app.ts";
import { accessMatrixCommands } from "./accessMatrixCommands.ts";
import { clientCommands } from "./clientCommands.ts";
import type { CommandTable } from "./commandIds.ts";
import { connectionCommands } from "./connectionCommands.ts";
import { exportCommands } from "./exportCommands.ts";
import { explanationCommands } from "./explanationCommands.ts";
import { explorerCommands } from "./explorerCommands.ts";
import { findingCommands } from "./findingCommands.ts";
import { practiceCommands } from "./practiceCommands.ts";
import { jwtCommands } from "./jwtCommands.ts";
import { requestCommands } from "./requestCommands.ts";
import { scaffoldCommands } from "./scaffoldCommands.ts";
import { sessionCommands } from "./sessionCommands.ts";
import { scriptCommands } from "./scriptCommands.ts";
import { tokenCommands } from "./tokenCommands.ts";
import { verificationCommands } from "./verificationCommands.ts";

/** Every command with what it does; an id without a handler does not compile. */
export function commandTable(app: App): CommandTable {
  return {
    ...connectionCommands(app),
    ...practiceCommands(app),
    ...explorerCommands(app),
    ...scaffoldCommands(app),
    ...exportCommands(app),
    ...scriptCommands(app),
    ...sessionCommands(app),
    ...clientCommands(app),
    ...jwtCommands(app),
    ...tokenCommands(app),
    ...findingCommands(app),
    ...requestCommands(app),
    ...accessMatrixCommands(app),
    ...verificationCommands(app),
    ...explanationCommands(app),
  };
}
