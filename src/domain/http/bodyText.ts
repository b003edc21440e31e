import type { HttpResponse } from "./httpMessage.ts";
import { parseMediaType } from "./mediaType.ts";

/**
 * The body of an answer as text: in the character set that it names, else UTF-8. Bytes that are no text become the
 * replacement character; a character set that nobody knows is taken for UTF-8.
 */
export function toBodyText(response: Pick<HttpResponse, "headers" | "body">): string {
  const { charset } = parseMediaType(response.headers["content-type"]);
  return decode(response.body, charset);
}

function decode(body: Uint8Array, charset: string | undefined): string {
  try {
    return new TextDecoder(charset).decode(body);
  } catch (error) {
    if (error instanceof RangeError) return new TextDecoder().decode(body);
    throw error;
  }
}
