import { ProgressLocation, window } from "vscode";
import { withoutLinks } from "./withoutLinks.ts";

/**
 * Runs work that can be cancelled. What is done in a moment leaves no trace; what takes longer is shown as a
 * notification with a Cancel button, which aborts the signal. What the work tells stands behind the title.
 */
export async function withProgress<T>(
  title: string,
  work: (signal: AbortSignal, tell: (message: string) => void) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  let told = "";
  let show: ((message: string) => void) | undefined;
  const running = work(controller.signal, (message) => {
    told = message;
    show?.(message);
  });
  if (await settlesWithin(running, momentMs)) return await running;
  return await window.withProgress(
    { location: ProgressLocation.Notification, title: withoutLinks(title), cancellable: true },
    async (progress, token) => {
      show = (message) => progress.report({ message });
      if (told !== "") show(told);
      // A token lives as long as its progress, and the listener with it.
      token.onCancellationRequested(() => controller.abort());
      return await running;
    },
  );
}

const momentMs = 400;

/** Whether the work ends, well or badly, before the time is up. */
async function settlesWithin(work: Promise<unknown>, ms: number): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const patience = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  const settled = work.then(
    () => true,
    () => true,
  );
  try {
    return await Promise.race([settled, patience]);
  } finally {
    clearTimeout(timer);
  }
}
