import { assertNever } from "../base/assertNever.ts";
import type { Statement } from "./block.ts";

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

const touched = new WeakMap<Statement, ReadonlySet<string>>();

function collect(statement: Statement): readonly string[] {
  switch (statement.kind) {
    case "assign":
      return statement.target.path.slice(0, 1).map((name) => name.toUpperCase());
    case "call": {
      const { path, args } = statement.call;
      const given = args.flatMap(({ value }) =>
        value.kind === "reference" ? value.path.slice(0, 1) : [],
      );
      return [...path.slice(0, 1), ...given].map((name) => name.toUpperCase());
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
