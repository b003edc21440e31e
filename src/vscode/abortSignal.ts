import type { CancellationToken } from "vscode";

/** VS Code's token as the signal that the inner rings understand. */
export function abortSignal(token: CancellationToken): AbortSignal {
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort();
  // A token lives as long as the progress or the request it belongs to, and its listener with it.
  else token.onCancellationRequested(() => controller.abort());
  return controller.signal;
}
