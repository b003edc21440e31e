import type { Expression } from "./block.ts";
import { findVariable, type Locals } from "./locals.ts";

/**
 * Why an expression cannot be an `OWA.VC_ARR`, whatever it is worth; undefined when it may be one.
 * Only what is known to be another type is told: a function or type of somebody's own may fit.
 */
export function whyNoArray(expression: Expression, locals: Locals): string | undefined {
  if (expression.kind === "callExpression") {
    const name = expression.path.map((part) => part.toUpperCase()).join(".");
    if (isOfOrdsTypes(name)) {
      return `${name} does not exist: ${advice}`;
    }
    return isOtherArray(name) ? `${name} is another type of array: ${advice}` : undefined;
  }
  const [name, ...more] = expression.kind === "reference" ? expression.path : [];
  if (name === undefined || more.length > 0) {
    return undefined;
  }
  const variable = findVariable(locals, name);
  return variable?.kind === "plain" && (isOtherArray(variable.type) || isOfOrdsTypes(variable.type))
    ? `${name} is declared as ${variable.type}: ${advice}`
    : undefined;
}

const advice = "ORDS takes arrays of type OWA.VC_ARR.";

/** ORDS_TYPES has records for clients and their secrets, and no arrays. */
function isOfOrdsTypes(name: string): boolean {
  return /^(?:ORDS_METADATA\.)?ORDS_TYPES\./.test(name);
}

function isOtherArray(name: string): boolean {
  return otherArrays.has(name.replace(/^.*\./, ""));
}

const otherArrays = new Set(
  (
    "APEX_T_VARCHAR2 APEX_T_NUMBER APEX_T_CLOB ODCIVARCHAR2LIST ODCINUMBERLIST VC_ARR2 VARCHAR2_TABLE " +
    "VARCHAR2S VARCHAR2A UNCL_ARRAY LNAME_ARRAY NAME_ARRAY DBMSOUTPUT_LINESARRAY CHARARR"
  ).split(" "),
);
