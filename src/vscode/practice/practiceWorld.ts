/** What the practice server plays, and where it was last heard. Kept between windows; nothing in it is secret. */
export interface PracticeWorld {
  readonly lesson: PracticeLesson;
  /** The release of ORDS that is played. */
  readonly release: string;
  /** The port it had, so that addresses people copied stay true; undefined before the first start. */
  readonly port: number | undefined;
}

export type PracticeLesson = "empty" | "hr";

/** A release of before `ORDS_SECURITY`, and one with it. */
export const practiceReleases = { older: "23.4.0", current: "25.4.0" } as const;

export const firstWorld: PracticeWorld = {
  lesson: "hr",
  release: practiceReleases.current,
  port: undefined,
};

/** Reads what was stored; another version of the extension may have written it. */
export function parsePracticeWorld(value: unknown): PracticeWorld | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { lesson, release, port } = value as Partial<Record<keyof PracticeWorld, unknown>>;
  if ((lesson !== "empty" && lesson !== "hr") || typeof release !== "string") return undefined;
  return { lesson, release, port: typeof port === "number" ? port : undefined };
}
