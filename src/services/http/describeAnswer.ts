import type { HttpResponse } from "../../domain/http/httpMessage.ts";

/** What can be told about an answer that is not the expected one, in a form that is safe to print. */
export interface AnswerFacts {
  /** A web page: a sign-in form, a proxy's error page, another program. */
  readonly html: boolean;
  /** Where a redirect leads: origin and path, without the query. */
  readonly location: string | undefined;
  /** What the server says in a JSON error, one line; ORDS' problem documents and OAuth errors. */
  readonly words: string | undefined;
}

export function describeAnswer(response: HttpResponse): AnswerFacts {
  const text = new TextDecoder().decode(response.body.subarray(0, 64 * 1024)).trimStart();
  const type = response.headers["content-type"] ?? "";
  return {
    html: /^text\/html\b/i.test(type) || text.startsWith("<"),
    location: locationOf(response.headers["location"]),
    words: wordsOf(text),
  };
}

function locationOf(location: string | undefined): string | undefined {
  if (location === undefined) return undefined;
  const base = "relative://";
  if (!URL.canParse(location, base)) return undefined;
  const url = new URL(location, base);
  return location.includes("://") ? url.origin + url.pathname : url.pathname;
}

function wordsOf(text: string): string | undefined {
  const body = parseObject(text);
  const said = [body?.["message"], body?.["error_description"], body?.["title"], body?.["error"]];
  const words = said.find((one) => typeof one === "string" && one.trim() !== "");
  return typeof words === "string" ? oneLine(words) : undefined;
}

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null
      ? (value as Readonly<Record<string, unknown>>)
      : undefined;
  } catch {
    return undefined;
  }
}

function oneLine(words: string): string {
  const line = words.replace(/\s+/g, " ").trim();
  return line.length > 300 ? `${line.slice(0, 300)} …` : line;
}
