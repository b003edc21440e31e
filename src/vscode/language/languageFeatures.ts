// What the lazy bundle of the language gives to the code that is there from the start.
export { analysisOf } from "./documentAnalyses.ts";
export { provideDiagnostics, provideFixAll, provideFixes } from "./provideDiagnostics.ts";
export { blockLenses } from "../../features/language/codeLenses.ts";
export {
  provideCompletions,
  provideHover,
  provideOutline,
  provideSignatures,
} from "./provideLanguage.ts";
export { revealInSidebar } from "./revealInSidebar.ts";
export { effectLensTitle, showScriptEffect } from "./showScriptEffect.ts";
export { runEffect } from "../../features/scriptRun/runEffect.ts";
