import { UserFacingError } from "../base/errors.ts";
import type { Change } from "../domain/model/change.ts";
import { callOfChange, changesOfCall, schemaOfCall } from "./changeCalls/changesOfCall.ts";
import type { Dialect } from "./dialect.ts";
import type { ProcedureCall } from "./procedureCall.ts";
import { findProcedure } from "./procedures.ts";
import type { SqlText } from "./quote.ts";
import type { LocatedChange, Problem, Script } from "./script.ts";
import type { Value } from "./value.ts";
import { type ScriptOptions, type ScriptPart, writeParts, writeScript } from "./writeScript.ts";

/**
 * A script that makes these changes in this order, as one block with one COMMIT. A supplied client
 * secret is the bind `:client_secret`; with several secrets the next ones are `:client_secret_2`
 * and so on. Throws `UserFacingError` "inputNotValid" when the dialect cannot
 * say one of the changes: ask `refusalOf` before.
 */
export function scriptOf(
  changes: readonly Change[],
  options: ScriptOptions & { readonly dialect: Dialect },
): SqlText {
  const calls = changes.map((change) => callIn(change, options.dialect));
  return writeScript(withOwnBinds(calls), options);
}

/** As `scriptOf`, but each part under a comment of its own and so that it does not depend on the others. */
export function scriptOfParts(
  parts: readonly { readonly comment: string; readonly changes: readonly Change[] }[],
  options: ScriptOptions & { readonly dialect: Dialect },
): SqlText {
  const calls = withOwnBinds(
    parts.flatMap(({ changes }) => changes.map((change) => callIn(change, options.dialect))),
  );
  let taken = 0;
  const written = parts.map(({ comment, changes }): ScriptPart => {
    const own = calls.slice(taken, taken + changes.length);
    taken += changes.length;
    return { comment, calls: own };
  });
  return writeParts(written, options);
}

function callIn(change: Change, dialect: Dialect): ProcedureCall {
  const call = callOfChange(change, dialect);
  if ("refused" in call) {
    throw new UserFacingError({ code: "inputNotValid", message: call.refused });
  }
  return call;
}

/**
 * What a script changes, in order; a call can be several changes. Calls inside of an IF, a loop or a local procedure are counted
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
    if (runs === "later") {
      continue;
    }
    const read = changesOfCall(call);
    const schema = schemaOfCall(call);
    changes.push(...read.changes.map((change) => ({ change, range, schema })));
    if (findProcedure(call.package, call.procedure).length > 0) {
      // Else `readScript` has said already that there is no such procedure.
      problems.push(...read.problems.map((problem) => ({ ...problem, range })));
    }
  }
  return { changes, problems };
}

/** Why this dialect cannot say a change, in one sentence; undefined when it can. */
export function refusalOf(change: Change, dialect: Dialect): string | undefined {
  const call = callOfChange(change, dialect);
  return "refused" in call ? call.refused : undefined;
}

/** Each secret is another one, so each gets a bind of its own. */
function withOwnBinds(calls: readonly ProcedureCall[]): readonly ProcedureCall[] {
  const counts = new Map<string, number>();
  return calls.map((call) => {
    const secret = call.args["p_client_secret"];
    const bind = secret?.kind === "clientSecret" ? secret.supplied : secret;
    if (bind?.kind !== "bind") {
      return call;
    }
    const count = (counts.get(bind.name) ?? 0) + 1;
    counts.set(bind.name, count);
    const own: Value = count === 1 ? bind : { kind: "bind", name: `${bind.name}_${count}` };
    const p_client_secret = secret?.kind === "clientSecret" ? { ...secret, supplied: own } : own;
    return { ...call, args: { ...call.args, p_client_secret } };
  });
}
