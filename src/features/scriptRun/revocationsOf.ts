import { clientName, type ClientName } from "../../domain/model/names.ts";
import type { Script } from "../../plsql/script.ts";

/** A client of which a script revokes a secret. */
export interface Revocation {
  readonly client: ClientName;
  /** The bind by which the secret itself is passed; undefined where it is found by its age or its slot. */
  readonly bind: string | undefined;
}

/** Of which clients a run revokes a secret, in the order of the script. What cannot be read is left out. */
export function revocationsOf(script: Script): readonly Revocation[] {
  return script.calls.flatMap(({ call, runs }) => {
    if (runs === "later" || !/^REVOKE_CLIENT_SECRETS?$/.test(call.procedure)) return [];
    const { p_name: name, p_client_key: key, p_client_secret: secret } = call.args;
    const client =
      name?.kind === "text" ? name.value : key?.kind === "clientKey" ? key.name : undefined;
    if (client === undefined) return [];
    const bind = secret?.kind === "bind" ? secret.name : undefined;
    return [{ client: clientName(client), bind }];
  });
}
