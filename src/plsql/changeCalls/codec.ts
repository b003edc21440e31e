import type { Change, ChangeKind } from "../../domain/model/change.ts";
import type { Dialect } from "../dialect.ts";
import type { OrdsPackage, ProcedureCall } from "../procedureCall.ts";
import type { Value } from "../value.ts";
import type { Arguments } from "./readArguments.ts";

/** One kind of change as calls of procedures, in both directions and in every dialect. */
export interface Codec<C extends Change = Change> {
  readonly kind: C["kind"];
  /** The procedures that this change is read from. */
  readonly procedures: readonly ProcedureName[];
  /** A `Refusal` when the dialect has no procedure that does just this. */
  write(change: C, dialect: Dialect): ProcedureCall | Refusal;
  /**
   * What the arguments say; `args` notes what is missing or not known, and then the result is
   * dropped.
   */
  read(args: Arguments): C;
}

/**
 * A member of the packages without their `_ADMIN`: the admin forms read the same, with a schema.
 */
export type ProcedureName = `${"ORDS" | "OAUTH" | "ORDS_SECURITY"}.${string}`;

/** Why a dialect cannot say a change; one sentence for the person. */
export interface Refusal {
  readonly refused: string;
}

/** A codec for each kind of a group, so that none can be forgotten. */
export type Codecs<Kind extends ChangeKind> = {
  readonly [K in Kind]: Codec<Extract<Change, { readonly kind: K }>>;
};

/**
 * A call with the arguments that have a value; those of an `_ADMIN` package begin with the schema.
 */
export function callWith(
  owner: OrdsPackage,
  procedure: string,
  context: {
    readonly dialect: Dialect;
    readonly args: Readonly<Record<string, Value | undefined>>;
  },
): ProcedureCall {
  const args: Record<string, Value> = {};
  if (context.dialect.schema !== undefined) {
    args["p_schema"] = { kind: "text", value: context.dialect.schema };
  }
  for (const [name, value] of Object.entries(context.args)) {
    if (value !== undefined) {
      args[name] = value;
    }
  }
  return { package: owner, procedure, args };
}

/**
 * Privileges and origins are passed as one text with commas between them: what such a list cannot
 * hold is refused.
 */
export function refuseComma(texts: readonly string[]): Refusal | undefined {
  const bad = texts.find((text) => text.includes(",") || text.trim() !== text || text === "");
  return bad === undefined
    ? undefined
    : {
        refused: `ORDS takes these names as one list with commas, so none can be empty, hold a comma, or begin or end with a blank: "${bad}"`,
      };
}
