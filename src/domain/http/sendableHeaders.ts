import type { HttpRequest } from "./httpMessage.ts";
import { mask } from "./redactRequest.ts";

/**
 * The headers of a masked request that can be passed on: none that holds a credential, none whose name is no header's,
 * each on one line.
 */
export function sendableHeaders({ headers }: HttpRequest): readonly (readonly [string, string])[] {
  return Object.entries(headers).flatMap(([name, value]) => {
    // A name that is no token would be read as something else by the tools: `@name` is a file to curl.
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name) || value.includes(mask)) return [];
    return [[name, value.replaceAll(/[\r\n]+/g, " ").trim()] as const];
  });
}
