/**
 * A shorter text that still fails: pieces are taken out, half of it first and single characters
 * last, as long as that succeeds and there is time.
 */
export function shrink(
  text: string,
  stillFails: (text: string) => boolean,
  deadline = performance.now() + 20_000,
): string {
  let shortest = text;
  for (let size = Math.ceil(text.length / 2); size >= 1; size = Math.floor(size / 2)) {
    let start = 0;
    while (start < shortest.length && performance.now() < deadline) {
      const shorter = shortest.slice(0, start) + shortest.slice(start + size);
      if (stillFails(shorter)) {
        shortest = shorter;
      } else {
        start += size;
      }
    }
  }
  return shortest;
}
