import type { Parameter, Procedure } from "../../plsql/procedures.ts";
import { valuesOf } from "./argumentSubject.ts";

/**
 * The name of a member with all parameters that must be given, in the editor's snippet syntax: a tab stop for each
 * value, between its quotes where it has some.
 */
export function callSnippet(procedure: Procedure): string {
  const { name, parameters } = procedure;
  const needed = parameters.filter((one) => one.default === undefined);
  if (parameters.length === 0) return name;
  if (needed.length === 0) return `${name}($1)`;
  const [only] = needed;
  if (only && needed.length === 1) {
    return `${name}(${only.name} => ${valueSnippet(procedure, only, 1)})`;
  }
  const width = Math.max(...needed.map((one) => one.name.length));
  const lines = needed.map((one, place) => {
    return `  ${one.name.padEnd(width)} => ${valueSnippet(procedure, one, place + 1)}`;
  });
  return `${name}(\n${lines.join(",\n")})`;
}

/** A place for the value of a parameter. */
export function valueSnippet(
  procedure: Pick<Procedure, "name">,
  parameter: Parameter,
  stop: number,
): string {
  const values = valuesOf(procedure.name, parameter);
  if (values.length > 0) return `\${${stop}|${values.join(",")}|}`;
  switch (parameter.type) {
    case "text":
    case "clob":
      return `'$${stop}'`;
    case "list":
      return `\${${stop}:l_${parameter.name.replace(/^p_/, "")}}`;
    case "clientKey":
      return `\${${stop}:l_client_key}`;
    default:
      return `$${stop}`;
  }
}
