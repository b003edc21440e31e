import type { HttpResponse } from "../../../src/domain/http/httpMessage.ts";
import type { HttpAnswer } from "./answer.ts";
import type { Call } from "./bench.ts";
import type { Mask } from "./mask.ts";

/** An answer as it is kept. What is a secret in it by its name is added to the mask. */
export function toHttpAnswer(call: Call, response: HttpResponse, mask: Mask): HttpAnswer {
  const { method = "GET", path, headers: sent = {}, body, credential, as } = call;
  const text = new TextDecoder().decode(response.body);
  const { "set-cookie": cookies, ...headers } = response.headers;
  mask.learn(text);
  for (const value of Object.values(headers)) mask.learn(value);
  const { authorization, ...shown } = sent;
  return {
    kind: "http",
    request: {
      method,
      path,
      credential: as ?? credential?.kind ?? (authorization === undefined ? "none" : "other"),
      headers: shown,
      ...(body === undefined ? {} : { body }),
    },
    status: response.status,
    headers: cookies === undefined ? headers : { ...headers, "set-cookie": namesOf(cookies, mask) },
    body: text,
  };
}

/** Cookies without their values. */
function namesOf(cookies: string, mask: Mask): string {
  return cookies.replace(/(^|,\s*)([^=;,\s]+)=([^;,]*)/g, (_all, start: string, name, value) => {
    mask.add(String(value));
    return `${start}${String(name)}=‹cookie›`;
  });
}
