import type { Change, ChangeKind } from "../../domain/model/change.ts";
import type { Dialect } from "../dialect.ts";
import type { ProcedureCall } from "../procedureCall.ts";
import { clientCalls } from "./clientCalls.ts";
import type { Codec, Refusal } from "./codec.ts";
import { moduleCalls } from "./moduleCalls.ts";
import { privilegeCalls } from "./privilegeCalls.ts";
import { type CallProblem, readArguments } from "./readArguments.ts";
import { roleCalls } from "./roleCalls.ts";
import { schemaCalls } from "./schemaCalls.ts";

/**
 * The change that a call makes, whichever package makes it. Undefined when there is no `Change` for
 * the procedure, or when what it needs is missing, of the wrong kind, or not known before the
 * script runs: `problems` has a sentence for each. A problem beside a change concerns only what
 * describes, such as a comment.
 */
export function changeOfCall(call: ProcedureCall): {
  readonly change: Change | undefined;
  readonly problems: readonly CallProblem[];
} {
  const codec = codecByProcedure.get(`${plainPackage(call)}.${call.procedure}`);
  if (codec === undefined) {
    return {
      change: undefined,
      problems: [
        {
          code: "noChange",
          message: `What ${call.package}.${call.procedure} changes is not followed.`,
        },
      ],
    };
  }
  const { args, problems, failed } = readArguments(call);
  const change = codec.read(args);
  return { change: failed() ? undefined : change, problems };
}

/** The call that makes a change in this dialect, or why the dialect has none. */
export function callOfChange(change: Change, dialect: Dialect): ProcedureCall | Refusal {
  return codecs[change.kind].write(change, dialect);
}

/** The schema that a call of an `_ADMIN` package names; undefined for the others. */
export function schemaOfCall(call: ProcedureCall): string | undefined {
  const schema = call.args["p_schema"];
  return call.package.endsWith("_ADMIN") && schema?.kind === "text" ? schema.value : undefined;
}

export const codecs: Readonly<Record<ChangeKind, Codec>> = {
  ...schemaCalls,
  ...moduleCalls,
  ...roleCalls,
  ...privilegeCalls,
  ...clientCalls,
};

const codecByProcedure: ReadonlyMap<string, Codec> = new Map(
  Object.values(codecs).flatMap((codec) =>
    codec.procedures.map((procedure): [string, Codec] => [procedure, codec]),
  ),
);

function plainPackage(call: ProcedureCall): string {
  return call.package.replace(/_ADMIN$/, "");
}
