/**
 * The day of a moment on the calendar of this machine: `2026-11-25`. A person who accepts something until a day means
 * their own day, which begins and ends at other moments than that of UTC. With `later`, so many days after it.
 */
export function calendarDay(now: number, later = 0): string {
  const at = new Date(now);
  // Noon, since days on which clocks are changed have 23 or 25 hours, and some begin at one.
  const noon = new Date(at.getFullYear(), at.getMonth(), at.getDate() + later, 12);
  const parts = [
    String(noon.getFullYear()).padStart(4, "0"),
    ...[noon.getMonth() + 1, noon.getDate()].map((part) => String(part).padStart(2, "0")),
  ];
  return parts.join("-");
}
