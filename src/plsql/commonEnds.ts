/**
 * How many characters two texts have in common at their start and at their end; together never more
 * than the shorter of them has.
 */
export function commonEnds(a: string, b: string): { readonly start: number; readonly end: number } {
  const shorter = Math.min(a.length, b.length);
  const start = longestEqual(
    shorter,
    (from, to) => a.slice(from, to) === b.slice(from, to),
    (i) => a.charCodeAt(i) === b.charCodeAt(i),
  );
  const end = longestEqual(
    shorter - start,
    (from, to) =>
      a.slice(a.length - to, a.length - from) === b.slice(b.length - to, b.length - from),
    (i) => a.charCodeAt(a.length - 1 - i) === b.charCodeAt(b.length - 1 - i),
  );
  return { start, end };
}

/** Comparing slices is many times faster than comparing characters. */
const stride = 4096;

function longestEqual(
  longest: number,
  areEqual: (from: number, to: number) => boolean,
  isEqual: (at: number) => boolean,
): number {
  let length = 0;
  while (length + stride <= longest && areEqual(length, length + stride)) {
    length += stride;
  }
  while (length < longest && isEqual(length)) {
    length++;
  }
  return length;
}
