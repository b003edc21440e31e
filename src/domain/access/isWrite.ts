import type { Endpoint } from "./endpoints.ts";

/** Whether a method may change something. */
export function isWrite({ method }: Pick<Endpoint, "method">): boolean {
  return method !== "GET";
}
