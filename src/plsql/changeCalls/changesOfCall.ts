import type { Change, ChangeKind } from "../../domain/model/change.ts";
import type { Dialect } from "../dialect.ts";
import type { ProcedureCall } from "../procedureCall.ts";
import { clientCalls } from "./clientCalls.ts";
import { clientSecretCalls } from "./clientSecretCalls.ts";
import type { Codec, ProcedureName, Refusal } from "./codec.ts";
import { compoundCalls } from "./compoundCalls.ts";
import { jwtProfileCalls } from "./jwtProfileCalls.ts";
import { membersWithoutChange } from "./membersWithoutChange.ts";
import { moduleCalls } from "./moduleCalls.ts";
import { privilegeCalls } from "./privilegeCalls.ts";
import { type Arguments, type CallProblem, readArguments } from "./readArguments.ts";
import { roleCalls } from "./roleCalls.ts";
import { schemaCalls } from "./schemaCalls.ts";

/**
 * The changes that a call makes, whichever package makes them, in the order in which they act: one
 * for most, several for a procedure such as DEFINE_SERVICE, none for one that only tells something.
 * None also where the procedure changes what is not shown here, or where what it needs is missing,
 * of the wrong kind, or not known before the script runs: `problems` has a sentence for each. A
 * problem beside changes concerns only what describes, such as a comment.
 */
export function changesOfCall(call: ProcedureCall): {
  readonly changes: readonly Change[];
  readonly problems: readonly CallProblem[];
} {
  const name = plainName(call);
  const read = readers.get(name);
  if (read === undefined) {
    return { changes: [], problems: whyNone(call, name) };
  }
  const { args, problems, failed } = readArguments(call);
  const changes = read(args);
  return { changes: failed() ? [] : changes, problems };
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

/** Whether the calls of a procedure are read as changes. */
export function isFollowed(call: Pick<ProcedureCall, "package" | "procedure">): boolean {
  return readers.has(plainName(call));
}

export const codecs: Readonly<Record<ChangeKind, Codec>> = {
  ...schemaCalls,
  ...moduleCalls,
  ...roleCalls,
  ...privilegeCalls,
  ...clientCalls,
  ...clientSecretCalls,
  ...jwtProfileCalls,
};

const readers: ReadonlyMap<string, (args: Arguments) => readonly Change[]> = new Map([
  ...Object.values(codecs).flatMap((codec) =>
    codec.procedures.map((procedure): [ProcedureName, (args: Arguments) => readonly Change[]] => [
      procedure,
      (args) => [codec.read(args)],
    ]),
  ),
  ...compoundCalls,
]);

function whyNone(call: ProcedureCall, name: ProcedureName): readonly CallProblem[] {
  const member = membersWithoutChange.get(name);
  if (member?.kind === "question") {
    return [];
  }
  const what = `${call.package}.${call.procedure}`;
  const message =
    member === undefined
      ? `What ${what} changes is not followed.`
      : `${what} changes nothing that is shown here: ${member.what}.`;
  return [{ code: "noChange", message }];
}

function plainName(call: Pick<ProcedureCall, "package" | "procedure">): ProcedureName {
  return `${plainPackages[call.package]}.${call.procedure}`;
}

const plainPackages = {
  ORDS: "ORDS",
  ORDS_ADMIN: "ORDS",
  OAUTH: "OAUTH",
  OAUTH_ADMIN: "OAUTH",
  ORDS_SECURITY: "ORDS_SECURITY",
  ORDS_SECURITY_ADMIN: "ORDS_SECURITY",
} as const;
