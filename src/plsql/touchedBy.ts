import { assertNever } from "../base/assertNever.ts";
import type { Statement } from "./block.ts";
import { ordsPackages } from "./procedureCall.ts";

/**
 * The variables that a statement may change, in upper case, with those of the statements inside of
 * it. Each statement is looked at once.
 */
export function touchedBy(statement: Statement): ReadonlySet<string> {
  const known = touched.get(statement);
  if (known !== undefined) {
    return known;
  }
  const names = new Set(collect(statement));
  touched.set(statement, names);
  return names;
}

/** Of a procedure, or the package it is in, by its name in upper case. */
export function changesNoArgument(owner: string): boolean {
  return readOnly.has(owner);
}

const readOnly: ReadonlySet<string> = new Set([
  ...ordsPackages,
  "ORDS_METADATA",
  ..."DBMS_OUTPUT RAISE_APPLICATION_ERROR HTP DBMS_LOCK".split(" "),
]);

const touched = new WeakMap<Statement, ReadonlySet<string>>();

function collect(statement: Statement): readonly string[] {
  switch (statement.kind) {
    case "assign":
      return statement.target.path.slice(0, 1).map((name) => name.toUpperCase());
    case "call": {
      const { path, args } = statement.call;
      const owner = (path[0] ?? "").toUpperCase();
      // Any procedure may have OUT parameters.
      const given = changesNoArgument(owner)
        ? []
        : args.flatMap(({ value }) => (value.kind === "reference" ? value.path.slice(0, 1) : []));
      return [owner, ...given.map((name) => name.toUpperCase())];
    }
    case "block":
      return statement.block.statements.flatMap((inner) => [...touchedBy(inner)]);
    case "other":
      return [...statement.fills, ...statement.inside.flatMap((inner) => [...touchedBy(inner)])];
    case "commit":
    case "rollback":
    case "null":
      return [];
    default:
      return assertNever(statement);
  }
}
