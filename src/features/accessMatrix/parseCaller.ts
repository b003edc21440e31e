import type { Caller } from "../../domain/access/caller.ts";
import { clientName, roleName } from "../../domain/model/names.ts";
import { isRecord } from "../requestPanel/draft.ts";
import { parseShortText, parseTexts } from "./matrixQuery.ts";

/** Reads a caller from what a page remembered; undefined when it is not understood. */
export function parseCaller(value: unknown): Caller | undefined {
  if (!isRecord(value)) return undefined;
  const kind = value["kind"];
  const roles = parseTexts(value["roles"])?.map(roleName);
  switch (kind) {
    case "anonymous":
      return { kind };
    case "client": {
      const name = parseShortText(value["name"]);
      return name === undefined ? undefined : { kind, name: clientName(name) };
    }
    case "user":
      return roles && { kind, roles };
    case "endUser": {
      const client = parseShortText(value["client"]);
      return roles && client !== undefined
        ? { kind, client: clientName(client), roles }
        : undefined;
    }
    case "jwt": {
      const scopes = parseTexts(value["scopes"]);
      return roles && scopes && { kind, scopes, roles };
    }
    default:
      return undefined;
  }
}
