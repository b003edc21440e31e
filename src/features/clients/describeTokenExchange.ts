import type { TokenExchange } from "../../services/tokens/tokenExchange.ts";

/** The last request to a token endpoint, masked, as a text to read. */
export function describeTokenExchange(name: string, exchange: TokenExchange): string {
  const { url, authorization, form, status, headers, answer, durationMs } = exchange;
  const lines = [
    `The last token request of client ${name}. Everything secret stands as •••.`,
    "",
    `POST ${url}`,
    `authorization: ${authorization}`,
    "content-type: application/x-www-form-urlencoded",
    "",
    ...form.map(([field, value]) => `${field}=${value}`),
    "",
    `Answered ${status} in ${Math.round(durationMs)} ms`,
    ...headers.map(([header, value]) => `${header}: ${value}`),
    "",
    ...(answer === undefined
      ? ["The body is not a JSON object; it is not shown, because it may repeat what was sent."]
      : answer.map(([member, value]) => `${member}: ${value}`)),
  ];
  return `${lines.join("\n")}\n`;
}
