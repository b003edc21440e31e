import { assertNever } from "../../base/assertNever.ts";
import { toBodyText } from "../../domain/http/bodyText.ts";
import type { HttpResponse } from "../../domain/http/httpMessage.ts";
import { parseMediaType, type MediaType } from "../../domain/http/mediaType.ts";
import { formatJson } from "./formatJson.ts";
import { describeSize } from "./describeAmount.ts";
import type { BodyFacts, BodyLanguage, BodyText } from "./requestPanelProtocol.ts";

/** The body of an answer: kept as the bytes that came, read as text when somebody wants to see it. */
export interface AnswerBody {
  readonly facts: BodyFacts;
  /** What the page gets: laid out, and no longer than a page can carry. */
  readonly shown: BodyText | undefined;
  /** All of it, laid out, for an editor or the clipboard; undefined for what is not text. */
  whole(): { readonly text: string; readonly language: BodyLanguage } | undefined;
}

/** How much text a page is given, in UTF-16 units. */
export const shownLength = 1_000_000;

export function createAnswerBody(id: number, response: HttpResponse): AnswerBody {
  const { body, truncated } = response;
  if (body.length === 0)
    return { facts: { kind: "empty" }, shown: undefined, whole: () => undefined };
  const mediaType = parseMediaType(response.headers["content-type"]);
  if (!isText(mediaType, body)) {
    const facts: BodyFacts = {
      kind: "binary",
      mediaType: mediaType.essence || "bytes of an unknown type",
    };
    return { facts, shown: undefined, whole: () => undefined };
  }
  const text = toBodyText(response);
  const language = languageOf(mediaType, text);
  const formatted = language === "json" ? formatJson(text, shownLength) : undefined;
  const shown = cutAtLine(formatted?.text ?? text);
  const note = noteAbout({
    size: body.length,
    truncated,
    cut: formatted?.complete === false || shown.length < (formatted?.text ?? text).length,
    broken: language === "json" && formatted === undefined,
  });
  return {
    facts: { kind: "text", id, note },
    shown: { id, language, text: shown },
    whole: () => ({
      text: (language === "json" ? formatJson(text)?.text : undefined) ?? text,
      language,
    }),
  };
}

interface BodyState {
  readonly size: number;
  readonly truncated: boolean;
  readonly cut: boolean;
  readonly broken: boolean;
}

function noteAbout(state: BodyState): string | undefined {
  const notes: string[] = [];
  if (state.truncated)
    notes.push(`The answer was longer than ${describeSize(state.size)}; the rest was not read.`);
  else if (state.broken)
    notes.push("This says that it is JSON, but it is not. It is shown as it came.");
  if (state.cut) notes.push("Only its beginning is shown here. Open it in an editor to see all.");
  return notes.length === 0 ? undefined : notes.join(" ");
}

function cutAtLine(text: string): string {
  if (text.length <= shownLength) return text;
  const line = text.lastIndexOf("\n", shownLength);
  return text.slice(0, line > 0 ? line : shownLength);
}

function isText({ kind, essence }: MediaType, body: Uint8Array): boolean {
  if (essence !== "") return kind !== "binary" && kind !== "image";
  // The server does not say what it is. No text of any use holds a zero byte.
  return !body.subarray(0, 8000).includes(0);
}

function languageOf({ kind, essence }: MediaType, text: string): BodyLanguage {
  switch (kind) {
    case "json":
    case "xml":
    case "html":
      return kind;
    case "text":
    case "image":
    case "binary":
      return essence === "" && /^\s*[{[]/.test(text) && formatJson(text, 0) ? "json" : "plaintext";
    default:
      return assertNever(kind);
  }
}
