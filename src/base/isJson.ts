import { parseJson } from "./parseJson.ts";

/** Whether a text is JSON, of whatever kind. */
export function isJson(text: string): boolean {
  // Nothing that JSON can say is undefined.
  return parseJson(text) !== undefined;
}
