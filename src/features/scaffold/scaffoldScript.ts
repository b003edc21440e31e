import type { Change } from "../../domain/model/change.ts";
import { changesScript } from "./changesScript.ts";
import { textIn, type Answers } from "./question.ts";
import type { Scaffold, ScaffoldContext } from "./scaffold.ts";
import { createMarker, toSnippet } from "./toSnippet.ts";

export interface ScaffoldScript {
  readonly changes: readonly Change[];
  /** The text with empty literals where a value is left to fill in. */
  readonly text: string;
  /** The same text in VS Code's snippet syntax, with a tab stop at each of these places. */
  readonly snippet: string;
  /** In plain words what the script does and whom that shuts out or lets in. */
  readonly summary: string;
}

/** What the answers come to: a script that is shown and run by the person, never by itself. */
export function scaffoldScript(
  scaffold: Scaffold,
  context: ScaffoldContext,
  answers: Answers,
): ScaffoldScript {
  const changes = scaffold.changes(context, answers);
  const marker = createMarker(Object.values(answers).flat());
  const open = scaffold.tabStops.filter((id) => textIn(answers, id) === "");
  const marks = open.map((id, position) => [id, marker.mark(position + 1)] as const);
  const marked = scaffold.changes(context, { ...answers, ...Object.fromEntries(marks) });
  const { text, summary } = changesScript(context, changes, marked);
  return {
    changes,
    text: text
      .split(marker.pattern)
      .filter((_, position) => position % 2 === 0)
      .join(""),
    snippet: toSnippet(text, marker),
    summary,
  };
}
