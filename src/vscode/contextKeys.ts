/** What menus and the palette may ask; the manifest test looks for the same names in `when` clauses. */
export const contextKeys = [
  "ordsSecurity.hasConnections",
  "ordsSecurity.hasOpenSession",
  "ordsSecurity.hasUncommitted",
  "ordsSecurity.practiceExists",
  "ordsSecurity.practiceRunning",
  "ordsSecurity.filtering",
  "ordsSecurity.scriptInEditor",
] as const;

export type ContextKey = (typeof contextKeys)[number];
