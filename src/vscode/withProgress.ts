import { ProgressLocation, window } from "vscode";
import { abortSignal } from "./abortSignal.ts";

/** Runs work under a notification with a Cancel button; cancelling aborts the signal. */
export async function withProgress<T>(
  title: string,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  return await window.withProgress(
    { location: ProgressLocation.Notification, title, cancellable: true },
    async (_progress, token) => await work(abortSignal(token)),
  );
}
