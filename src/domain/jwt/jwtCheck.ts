import { jsonText } from "../../base/jsonText.ts";

/** One thing that ORDS looks at before it believes a token, and how it stands. */
export interface JwtCheck {
  readonly subject: string;
  /** "unknown": it cannot be told from here, and the sentence says why. */
  readonly outcome: "passed" | "failed" | "unknown";
  /** One or two sentences. Names what stands in claims and rows, never the token. */
  readonly text: string;
}

export const passed = (subject: string, text: string): JwtCheck => ({
  subject,
  outcome: "passed",
  text,
});

export const failed = (subject: string, text: string): JwtCheck => ({
  subject,
  outcome: "failed",
  text,
});

export const unknown = (subject: string, text: string): JwtCheck => ({
  subject,
  outcome: "unknown",
  text,
});

/** A value of a claim as a person reads it, on one line and not without end. */
export function inWords(value: unknown): string {
  const text = value === undefined ? "nothing" : jsonText(value);
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
