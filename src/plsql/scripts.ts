import { UserFacingError } from "../base/errors.ts";
import type { Change } from "../domain/model/change.ts";
import { callOfChange, changeOfCall, schemaOfCall } from "./changeCalls/changeOfCall.ts";
import { clientSecretBind } from "./changeCalls/registerClientCall.ts";
import type { Dialect } from "./dialect.ts";
import type { ProcedureCall } from "./procedureCall.ts";
import { findProcedure } from "./procedures.ts";
import type { SqlText } from "./quote.ts";
import type { LocatedChange, Problem, Script } from "./script.ts";
import { type ScriptOptions, writeScript } from "./writeScript.ts";

/**
 * A script that makes these changes in this order, as one block with one COMMIT. A supplied client
 * secret is the bind `:client_secret`; with several such clients the next ones are
 * `:client_secret_2` and so on. Throws `UserFacingError` "inputNotValid" when the dialect cannot
 * say one of the changes: ask `refusalOf` before.
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

/**
 * What a script changes, in order. Calls inside of an IF, a loop or a local procedure are counted
 * as if they ran; those of a stored unit that the script only creates are not. A call that cannot
 * be told as a change is a problem.
 */
export function changesOf(script: Script): {
  readonly changes: readonly LocatedChange[];
  readonly problems: readonly Problem[];
} {
  const changes: LocatedChange[] = [];
  const problems: Problem[] = [];
  for (const { call, range, runs } of script.calls) {
    if (runs === "later" || isQuestion(call)) {
      continue;
    }
    const read = changeOfCall(call);
    if (read.change !== undefined) {
      changes.push({ change: read.change, range, schema: schemaOfCall(call) });
    }
    if (findProcedure(call.package, call.procedure).length > 0) {
      // Else `readScript` has said already that there is no such procedure.
      problems.push(...read.problems.map((problem) => ({ ...problem, range })));
    }
  }
  return { changes, problems };
}

/** A function that only tells something. */
function isQuestion(call: ProcedureCall): boolean {
  return call.procedure === "INSTALLED_VERSION" || call.procedure === "VERIFY_CLIENT";
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
