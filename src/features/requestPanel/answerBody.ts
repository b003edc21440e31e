import type { HttpResponse } from "../../domain/http/httpMessage.ts";
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
  const mediaType = (response.headers["content-type"] ?? "").split(";", 1)[0]?.trim() ?? "";
  const text = readText(response, mediaType);
  if (text === undefined) {
    const facts: BodyFacts = { kind: "binary", mediaType: mediaType || "application/octet-stream" };
    return { facts, shown: undefined, whole: () => undefined };
  }
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

/** Undefined for what is not text: by its type, or because it holds bytes that no text holds. */
function readText(response: HttpResponse, mediaType: string): string | undefined {
  if (/^(?:image|audio|video|font)\//i.test(mediaType) && !/\+xml$/i.test(mediaType))
    return undefined;
  if (!isTextual(mediaType) && response.body.subarray(0, 8000).includes(0)) return undefined;
  const charset = /;\s*charset\s*=\s*"?([\w-]+)/i.exec(response.headers["content-type"] ?? "")?.[1];
  return decoderFor(charset).decode(response.body);
}

function isTextual(mediaType: string): boolean {
  return /^text\/|[/+](?:json|xml)$/i.test(mediaType);
}

function decoderFor(charset: string | undefined): TextDecoder {
  try {
    return new TextDecoder(charset);
  } catch {
    // A server can name any character set, also one that does not exist.
    return new TextDecoder();
  }
}

function languageOf(mediaType: string, text: string): BodyLanguage {
  if (/[/+]json$/i.test(mediaType)) return "json";
  if (/^(?:text\/html|application\/xhtml\+xml)$/i.test(mediaType)) return "html";
  if (/[/+]xml$/i.test(mediaType)) return "xml";
  if (mediaType !== "" && !/^text\/plain$/i.test(mediaType)) return "plaintext";
  // No type, or the type of everything: what looks like JSON and is JSON, is shown as JSON.
  return /^\s*[{[]/.test(text) && formatJson(text, 0) !== undefined ? "json" : "plaintext";
}
