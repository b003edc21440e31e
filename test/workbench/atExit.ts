const undos = new Set<() => void>();
let watching = false;

/**
 * Has something undone when this process ends, however politely it is asked to: by its own end,
 * Ctrl-C, a closed terminal, or a parent that died. Returns a way to call that off.
 * The undo must be synchronous, because nothing else runs in an exiting process.
 */
export function atExit(undo: () => void): () => void {
  watch();
  undos.add(undo);
  return () => undos.delete(undo);
}

function watch(): void {
  if (watching) return;
  watching = true;
  process.on("exit", () => {
    for (const undo of undos) {
      try {
        undo();
      } catch {
        // The next one must still be undone, and nobody is left to be told.
      }
    }
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => endBy(signal));
  }
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) endBy("SIGHUP");
  }, 500).unref();
}

/**
 * Ends as the signal would have ended this process, after everything is undone. Not by
 * `process.exit`: a worker of vitest turns that into an error and goes on.
 */
function endBy(signal: NodeJS.Signals): void {
  process.emit("exit", 1);
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
}
