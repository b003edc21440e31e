import { pause } from "../../base/pause.ts";
import type { HttpResponse } from "./httpMessage.ts";
import { parseMediaType } from "./mediaType.ts";

/**
 * The body of an answer as text: in the character set that it names, else UTF-8. Bytes that are no text become the
 * replacement character; a character set that nobody knows is taken for UTF-8.
 */
export function toBodyText(response: Pick<HttpResponse, "headers" | "body">): string {
  return decoderOf(response).decode(response.body);
}

/** Its first `length` bytes as text; a character that they cut in two is left out. */
export function toBodyBeginning(
  response: Pick<HttpResponse, "headers" | "body">,
  length: number,
): string {
  return decoderOf(response).decode(response.body.subarray(0, length), { stream: true });
}

/** Its last `length` bytes as text; a character that they cut in two becomes the replacement character. */
export function toBodyEnd(
  { headers, body }: Pick<HttpResponse, "headers" | "body">,
  length: number,
): string {
  return toBodyText({ headers, body: body.subarray(Math.max(0, body.length - length)) });
}

/** The same as `toBodyText` for a body of any length, in slices that hold nobody up. */
export async function toLongBodyText(
  response: Pick<HttpResponse, "headers" | "body">,
): Promise<string> {
  const decoder = decoderOf(response);
  const { body } = response;
  const slices: string[] = [];
  for (let start = 0; start < body.length; start += sliceLength) {
    slices.push(decoder.decode(body.subarray(start, start + sliceLength), { stream: true }));
    await pause();
  }
  slices.push(decoder.decode());
  return slices.join("");
}

const sliceLength = 4_000_000;

function decoderOf({ headers }: Pick<HttpResponse, "headers">): Decoder {
  const { charset } = parseMediaType(headers["content-type"]);
  try {
    return new TextDecoder(charset);
  } catch (error) {
    if (error instanceof RangeError) return new TextDecoder();
    throw error;
  }
}

interface Decoder {
  decode(input?: Uint8Array, options?: { stream?: boolean }): string;
}
