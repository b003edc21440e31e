import { emptyLesson } from "./emptyLesson.ts";
import { hrLesson } from "./hrLesson.ts";
import type { Lesson, LessonName } from "./lesson.ts";

export function findLesson(name: LessonName): Lesson {
  return name === "empty" ? emptyLesson : hrLesson;
}
