import { withoutCredentials } from "../../base/withoutCredentials.ts";
import type { HttpResponse } from "../../domain/http/httpMessage.ts";
import { mask, redactHeaders } from "../../domain/http/redactRequest.ts";
import type { AnswerBody } from "./answerBody.ts";
import { bodyDocument } from "./bodyDocument.ts";
import { describeSize } from "./describeAmount.ts";
import { dumpedBytes, hexDump } from "./hexDump.ts";
import type { BodyDocument } from "./panelEffect.ts";
import { statusText } from "./statusText.ts";

export interface NamedAnswer {
  /** Of the call and its answer: `GET employees 200`. */
  readonly name: string;
  readonly response: HttpResponse;
  readonly body: AnswerBody;
}

/**
 * An answer as one text to be held against another: status, headers by their names, and the body laid out. A header that
 * can hold a credential is masked; the body stands as it came, like in the panel.
 */
export async function answerDocument({ name, response, body }: NamedAnswer): Promise<BodyDocument> {
  const whole = await bodyDocument({ name, body });
  const lines = [
    `${response.status} ${statusText(response.status)}`.trim(),
    ...headerLines(response.headers),
    "",
    whole?.text ?? bytesInWords(response.body),
  ];
  return { name, language: "plaintext", text: `${lines.join("\n").trimEnd()}\n` };
}

function headerLines(headers: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(redactHeaders(headers))
    .map(([name, value]) => `${name}: ${holdsCredential(name, value) ? mask : value}`)
    .toSorted();
}

/** By its name, or by what it looks like: a redirect can have a token in its address. */
function holdsCredential(name: string, value: string): boolean {
  const nothing = { address: "", parameters: [], query: [], headers: [], body: "" };
  const asHeader = { ...nothing, headers: [{ name, value }] };
  const asAddress = { ...nothing, address: value };
  // It asks for a credential in the form of one.
  const isChallenge = name === "www-authenticate";
  return (
    (!isChallenge && withoutCredentials(asHeader).headers[0]?.value !== value) ||
    withoutCredentials(asAddress).address !== value
  );
}

function bytesInWords(bytes: Uint8Array): string {
  if (bytes.length === 0) return "(no body)";
  const size = describeSize(bytes.length);
  const beginning = bytes.length > dumpedBytes ? `, the first ${describeSize(dumpedBytes)}` : "";
  return `(${size} that are no text${beginning})\n${hexDump(bytes)}`;
}
