import { clientName, type ClientName } from "../../domain/model/names.ts";
import type { ProcedureCall } from "../../plsql/procedureCall.ts";
import type { Script } from "../../plsql/script.ts";
import type { Value } from "../../plsql/value.ts";

/** A client that a script registers or gives a secret, and how its secret comes about. */
export interface Registration {
  readonly client: ClientName;
  /** Whether the client is there already, and has perhaps another secret. */
  readonly adds: boolean;
  readonly secret:
    /** The one who runs the script passes it as this bind, and so knows it. */
    | { readonly kind: "bind"; readonly name: string }
    /** The server makes it; it can be read afterwards where the release keeps it readable. */
    | { readonly kind: "generated" }
    /** It stands in the script or comes from a computation; the client has it, we do not. */
    | { readonly kind: "elsewhere" }
    | { readonly kind: "none" };
}

/** Of which clients a run makes a secret, in the order of the script. What cannot be read is left out. */
export function registrationsOf(script: Script): readonly Registration[] {
  return script.calls.flatMap(({ call }) => {
    const secret = secretOf(call);
    const name = call.args["p_name"];
    if (!secret || name?.kind !== "text") return [];
    const adds = call.procedure.endsWith("_SECRET");
    return [{ client: clientName(name.value), adds, secret }];
  });
}

function secretOf(call: ProcedureCall): Registration["secret"] | undefined {
  const grant = call.args["p_grant_type"];
  const implicit = grant?.kind === "text" && grant.value.toLowerCase() === "implicit";
  switch (call.procedure) {
    case "CREATE_CLIENT":
      return { kind: implicit ? "none" : "generated" };
    case "ROTATE_CLIENT_SECRET":
      return { kind: "generated" };
    case "REGISTER_CLIENT":
    case "REGISTER_CLIENT_SECRET":
      return secretIn(call.args["p_client_secret"]);
    default:
      return undefined;
  }
}

/** Without a secret argument REGISTER_CLIENT registers none (assumption `registerClientMakesNoSecret`). */
function secretIn(value: Value | undefined): Registration["secret"] {
  if (value === undefined || value.kind === "null") return { kind: "none" };
  if (value.kind === "clientSecret") {
    return value.supplied ? secretIn(value.supplied) : { kind: "generated" };
  }
  return value.kind === "bind" ? value : { kind: "elsewhere" };
}
