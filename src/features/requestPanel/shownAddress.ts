import type { Draft } from "./draft.ts";
import { splitQuery } from "./requestAddress.ts";

/** The address of a request with its whole query, as it is listed: nothing is encoded. */
export function shownAddress({ address, query }: Pick<Draft, "address" | "query">): string {
  const typed = splitQuery(address);
  const rows = query.filter(({ name }) => name !== "").map(({ name, value }) => `${name}=${value}`);
  const whole = [typed.query, ...rows].filter((text) => text !== "").join("&");
  return whole === "" ? typed.path : `${typed.path}?${whole}`;
}
