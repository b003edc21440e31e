import { assertNever } from "../../base/assertNever.ts";
import { toBodyBeginning, toBodyText, toLongBodyText } from "../../domain/http/bodyText.ts";
import type { HttpResponse } from "../../domain/http/httpMessage.ts";
import { parseMediaType, type MediaType } from "../../domain/http/mediaType.ts";
import { toAnswerTable } from "./answerTable.ts";
import { dumpedBytes, hexDump } from "./hexDump.ts";
import { toImageSource } from "./shownImage.ts";
import { formatJson, layOutJson, layOutLongJson } from "./formatJson.ts";
import { describeSize } from "./describeAmount.ts";
import type { BodyFacts, BodyLanguage, BodyText } from "./requestPanelProtocol.ts";

/** The body of an answer: kept as the bytes that came, read as text when somebody wants to see it. */
export interface AnswerBody {
  readonly facts: BodyFacts;
  /** What the page gets: laid out, and no longer than a page can carry. */
  readonly shown: BodyText | undefined;
  /** All of it, laid out, for an editor or the clipboard; undefined for what is not text. Holds nobody up. */
  whole(): Promise<{ readonly text: string; readonly language: BodyLanguage } | undefined>;
}

/** How much text a page is given, in UTF-16 units. */
export const shownLength = 1_000_000;

/** Up to here a body is read, checked and laid out in one go. In bytes. */
const longBody = 2_000_000;

export function createAnswerBody(id: number, response: HttpResponse): AnswerBody {
  const { body } = response;
  if (body.length === 0) {
    return { facts: { kind: "empty" }, shown: undefined, whole: () => Promise.resolve(undefined) };
  }
  const mediaType = parseMediaType(response.headers["content-type"]);
  if (!isText(mediaType, body)) return notText(id, response, mediaType.essence);
  const isLong = body.length > longBody;
  // No character takes more than four bytes, nor does laying out take any away.
  const text = isLong ? toBodyBeginning(response, 4 * shownLength) : toBodyText(response);
  const isPart = isLong || response.truncated;
  const language = languageOf(mediaType, text, isPart);
  // Of a part it cannot be said whether it is JSON.
  const lay = isPart ? layOutJson : formatJson;
  const formatted = language === "json" ? lay(text, shownLength) : undefined;
  const shown = cutAtLine(formatted?.text ?? text);
  const note = noteAbout(response, {
    cut: isLong || formatted?.complete === false || shown.length < (formatted?.text ?? text).length,
    broken: language === "json" && formatted === undefined,
  });
  const whole: AnswerBody["whole"] = async () => {
    const all = isLong ? await toLongBodyText(response) : text;
    const isLaidOut = language === "json" && (isPart || formatted !== undefined);
    return { text: isLaidOut ? await layOutLongJson(all) : all, language };
  };
  const isWhole = language === "json" && !isPart && formatted !== undefined;
  const table = isWhole ? toAnswerTable(text) : undefined;
  const facts: BodyFacts = { kind: "text", id, note, hasTable: table !== undefined };
  return { facts, shown: { id, language, text: shown, table, image: undefined }, whole };
}

/** A picture is shown as one, everything else as its first bytes. */
function notText(id: number, response: HttpResponse, essence: string): AnswerBody {
  const { body } = response;
  const image = response.truncated ? undefined : toImageSource(essence, body);
  const mediaType = essence || "bytes of an unknown type";
  const notes = [
    ...(response.truncated ? [noteAboutLimit(response)] : []),
    ...(image === undefined && body.length > dumpedBytes
      ? [`Only the first ${describeSize(dumpedBytes)} are shown.`]
      : []),
  ];
  const note = notes.length === 0 ? undefined : notes.join(" ");
  const facts: BodyFacts = { kind: "binary", id, mediaType, note };
  const text = image === undefined ? hexDump(body) : "";
  const shown: BodyText = { id, language: "plaintext", text, table: undefined, image };
  return { facts, shown, whole: () => Promise.resolve(undefined) };
}

interface BodyState {
  readonly cut: boolean;
  readonly broken: boolean;
}

function noteAbout(response: HttpResponse, state: BodyState): string | undefined {
  const notes: string[] = [];
  if (response.truncated) notes.push(noteAboutLimit(response));
  else if (state.broken)
    notes.push(
      "This says that it is JSON, but it is not, or not to its end. It is shown as it came.",
    );
  if (state.cut) {
    const all = response.truncated ? "all that was read" : "all";
    notes.push(`Only its beginning is shown here. Open it in an editor to see ${all}.`);
  }
  return notes.length === 0 ? undefined : notes.join(" ");
}

function noteAboutLimit({ body, announcedBytes }: HttpResponse): string {
  const read = describeSize(body.length);
  const length =
    announcedBytes === undefined
      ? `The answer was longer than ${read}; the rest was not read.`
      : `The answer has ${describeSize(announcedBytes)}; after ${read} it was not read on.`;
  return `${length} The limit is the setting ordsSecurity.maxBodyMegabytes.`;
}

function cutAtLine(text: string): string {
  if (text.length <= shownLength) return text;
  const line = text.lastIndexOf("\n", shownLength);
  // One line may be most of it.
  return text.slice(0, line > shownLength / 2 ? line : shownLength);
}

function isText({ kind, essence }: MediaType, body: Uint8Array): boolean {
  if (essence !== "") return kind !== "binary" && kind !== "image";
  // The server does not say what it is. No text of any use holds a zero byte.
  return !body.subarray(0, 8000).includes(0);
}

function languageOf({ kind, essence }: MediaType, text: string, isPart: boolean): BodyLanguage {
  switch (kind) {
    case "json":
    case "xml":
    case "html":
      return kind;
    case "text":
    case "image":
    case "binary":
      return essence === "" && looksLikeJson(text, isPart) ? "json" : "plaintext";
    default:
      return assertNever(kind);
  }
}

function looksLikeJson(text: string, isPart: boolean): boolean {
  return /^\s*[{[]/.test(text) && (isPart || formatJson(text, 0) !== undefined);
}
