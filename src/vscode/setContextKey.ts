import { commands } from "vscode";
import type { ContextKey } from "./contextKeys.ts";

export function setContextKey(key: ContextKey, value: boolean): void {
  void commands.executeCommand("setContext", key, value);
}
