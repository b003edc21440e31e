import { parseByKind, type Parse } from "../../base/parse.ts";
import type { Caller } from "../../domain/access/caller.ts";
import { clientName, roleName, type ClientName, type RoleName } from "../../domain/model/names.ts";
import { parseShortText, parseTexts } from "./matrixQuery.ts";

const parseRoles: Parse<readonly RoleName[]> = (value) => parseTexts(value)?.map(roleName);

const parseClient: Parse<ClientName> = (value) => {
  const text = parseShortText(value);
  return text === undefined ? undefined : clientName(text);
};

/** Reads a caller from what a page remembered; undefined when it is not understood. */
export const parseCaller: Parse<Caller> = parseByKind<Caller>({
  anonymous: {},
  client: { name: parseClient },
  user: { roles: parseRoles },
  endUser: { client: parseClient, roles: parseRoles },
  jwt: { scopes: parseTexts, roles: parseRoles },
});
