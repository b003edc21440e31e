/** Tells the person in front of the terminal what goes on. On stderr, so that results stay clean. */
export function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** Says when something begins, that it goes on, and how long it took. */
export async function sayWhile<T>(title: string, work: () => Promise<T>): Promise<T> {
  const started = Date.now();
  say(`  ${title} …`);
  const ticks = setInterval(() => say(`  ${title}: still working (${elapsed(started)})`), 10_000);
  try {
    const result = await work();
    say(`  ${title}: done (${elapsed(started)})`);
    return result;
  } finally {
    clearInterval(ticks);
  }
}

export function elapsed(started: number): string {
  return `${((Date.now() - started) / 1000).toFixed(1)} s`;
}
