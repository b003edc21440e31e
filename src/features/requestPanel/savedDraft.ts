import { assertNever } from "../../base/assertNever.ts";
import { UserFacingError } from "../../base/errors.ts";
import { withoutCredentials } from "../../base/withoutCredentials.ts";
import type { Catalog, OAuthClient } from "../../domain/model/catalog.ts";
import type { Draft, DraftCaller, Row } from "./draft.ts";
import { belowSchema, parametersOf } from "./requestAddress.ts";
import type { SavedCaller, SavedRequest } from "./savedRequest.ts";

/**
 * A form as it is saved, without credentials. Throws `UserFacingError` when it is not for this connection, or when its
 * client is not among the given ones, so has no name.
 */
export function toSavedRequest(form: {
  readonly name: string;
  readonly draft: Draft;
  /** Those of the schema; only a form that calls as one of them needs any. */
  readonly clients: readonly OAuthClient[];
  readonly schemaUrl: string;
  /** Its name. */
  readonly connection: string;
}): SavedRequest {
  const { name, draft, clients, schemaUrl, connection } = form;
  const address = belowSchema(schemaUrl, draft.address.trim());
  if (address === undefined) throw elsewhere();
  const caller = toSavedCaller(draft.caller, clients);
  if (!caller) throw clientUnknown();
  const saved = withoutCredentials({ ...draft, address });
  // The form keeps values of parameters that have left the address; a file does not.
  const used = new Set(parametersOf(address).map((parameter) => parameter.name));
  return {
    name,
    method: saved.method,
    address: saved.address,
    parameters: saved.parameters.filter((row) => used.has(row.name)),
    query: saved.query.filter(isNamed),
    headers: saved.headers.filter(isNamed),
    body: saved.body,
    caller,
    connection,
  };
}

/** The form of a saved request; `missing` names the client that this schema does not have: then nobody calls. */
export function toDraft(
  saved: SavedRequest,
  catalog: Catalog,
): { readonly draft: Draft; readonly missing: string | undefined } {
  const { method, address, parameters, query, headers, body } = saved;
  const caller = toDraftCaller(saved.caller, catalog);
  return {
    draft: {
      method,
      address,
      parameters,
      query,
      headers,
      body,
      caller: caller ?? { kind: "anonymous" },
    },
    missing: !caller && saved.caller.kind === "client" ? saved.caller.name : undefined,
  };
}

function toSavedCaller(
  caller: DraftCaller,
  clients: readonly OAuthClient[],
): SavedCaller | undefined {
  if (caller.kind !== "client") return caller;
  const client = clients.find((one) => one.clientId === caller.clientId);
  return client && { kind: "client", name: client.name };
}

function toDraftCaller(caller: SavedCaller, catalog: Catalog): DraftCaller | undefined {
  switch (caller.kind) {
    case "anonymous":
    case "user":
    case "pastedToken":
      return caller;
    case "client": {
      const client = catalog.clients.find((one) => one.name === caller.name);
      return client && { kind: "client", clientId: client.clientId };
    }
    default:
      return assertNever(caller);
  }
}

function isNamed({ name }: Row): boolean {
  return name.trim() !== "";
}

function elsewhere(): UserFacingError {
  return new UserFacingError({
    code: "inputNotValid",
    message: "This address is not below the schema of the connection.",
    why: "What is saved can be sent over any connection, so it begins at the root of the schema.",
  });
}

function clientUnknown(): UserFacingError {
  return new UserFacingError({
    code: "inputNotValid",
    message: "The client of this request is not there in the schema.",
    why: "A request is saved with the name of its client. Choose another one to call as.",
  });
}
