import type { Method } from "../../domain/model/catalog.ts";
import type { Draft } from "./draft.ts";

/** Which header makes a call depend on the version that was seen: reading only what is newer, changing only what is not. */
export function etagHeader(method: Method): "if-none-match" | "if-match" {
  return method === "GET" ? "if-none-match" : "if-match";
}

/** The draft with the version of an answer in that header, once. */
export function withEtag(draft: Draft, etag: string): Draft {
  const name = etagHeader(draft.method);
  const others = draft.headers.filter((row) => row.name.trim().toLowerCase() !== name);
  const filled = others.filter((row) => row.name !== "" || row.value !== "");
  return { ...draft, headers: [...filled, { name, value: etag }] };
}
