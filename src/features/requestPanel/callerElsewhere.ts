import type { HttpFileCaller } from "../../domain/http/httpFile.ts";
import { tokenUrlOf } from "../../domain/http/schemaUrlOf.ts";
import type { Session } from "../sessions/sessions.ts";
import type { Draft } from "./draft.ts";
import { catalogOf, chosenClient } from "./panelModel.ts";

/**
 * Whom another tool calls as; undefined for nobody. Only a client with a secret can get its token there by itself, all
 * others bring one; a database user needs none.
 */
export function callerElsewhere(
  draft: Draft,
  session: Session | undefined,
): HttpFileCaller | undefined {
  if (draft.caller.kind === "anonymous") return undefined;
  if (draft.caller.kind === "user") return { kind: "user", user: userOf(session) };
  const client = chosenClient(draft, catalogOf(session));
  const tokenUrl = session && tokenUrlOf(session.profile);
  if (client?.grantType !== "client_credentials" || tokenUrl === undefined) {
    return { kind: "token" };
  }
  return { kind: "client", name: client.name, clientId: client.clientId, tokenUrl };
}

/** Empty where it is not known: then the person writes it in. */
function userOf(session: Session | undefined): string {
  return session && session.profile.kind !== "sqlDeveloper" ? session.profile.user : "";
}
