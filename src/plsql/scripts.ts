import { UserFacingError } from "../base/errors.ts";
import type { Change } from "../domain/model/change.ts";
import { callOfChange } from "./changeCalls/changeOfCall.ts";
import { clientSecretBind } from "./changeCalls/clientCalls.ts";
import type { Dialect } from "./dialect.ts";
import type { ProcedureCall } from "./procedureCall.ts";
import type { SqlText } from "./quote.ts";
import { type ScriptOptions, writeScript } from "./writeScript.ts";

/**
 * A script that makes these changes in this order, as one block with one COMMIT. A supplied client secret is the bind
 * `:client_secret`; with several such clients the next ones are `:client_secret_2` and so on. Throws `UserFacingError`
 * "inputNotValid" when the dialect cannot say one of the changes: ask `refusalOf` before.
 */
export function scriptOf(
  changes: readonly Change[],
  options: ScriptOptions & { readonly dialect: Dialect },
): SqlText {
  const calls = changes.map((change) => {
    const call = callOfChange(change, options.dialect);
    if ("refused" in call) {
      throw new UserFacingError({ code: "inputNotValid", message: call.refused });
    }
    return call;
  });
  return writeScript(withOwnBinds(calls), options);
}

/** Why this dialect cannot say a change, in one sentence; undefined when it can. */
export function refusalOf(change: Change, dialect: Dialect): string | undefined {
  const call = callOfChange(change, dialect);
  return "refused" in call ? call.refused : undefined;
}

/** Each client gets a secret of its own, so each gets a bind of its own. */
function withOwnBinds(calls: readonly ProcedureCall[]): readonly ProcedureCall[] {
  let count = 0;
  return calls.map((call) => {
    const secret = call.args["p_client_secret"];
    if (secret?.kind !== "clientSecret" || secret.supplied?.kind !== "bind") {
      return call;
    }
    count++;
    const name = count === 1 ? clientSecretBind : `${clientSecretBind}_${count}`;
    const p_client_secret = { ...secret, supplied: { kind: "bind", name } } as const;
    return { ...call, args: { ...call.args, p_client_secret } };
  });
}
