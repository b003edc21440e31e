import type { OrdsRelease } from "../../domain/model/catalog.ts";

/** A schema to practice on, as the script that makes it. */
export interface Lesson {
  readonly name: LessonName;
  /** One line for `--help`. */
  readonly summary: string;
  script(release: OrdsRelease): string;
}

export const lessonNames = ["empty", "hr"] as const;
export type LessonName = (typeof lessonNames)[number];
