import type { Parameter, ParameterType, Procedure, ReturnType } from "../../plsql/procedures.ts";

/** `p_label VARCHAR2 DEFAULT NULL` */
export function parameterText({ name, type, default: initial }: Parameter): string {
  return `${name} ${typeNames[type]}${initial === undefined ? "" : ` DEFAULT ${initial}`}`;
}

/** `ORDS.CREATE_ROLE(p_role_name VARCHAR2)`, on one line. */
export function signatureText(procedure: Procedure): string {
  const { package: owner, name, parameters } = procedure;
  return `${owner}.${name}${inParentheses(parameters.map(parameterText))}${returnText(procedure)}`;
}

/** The same with a line for each parameter, for reading. */
export function signatureLines(procedure: Procedure): string {
  const { package: owner, name, parameters } = procedure;
  if (parameters.length < 2) return signatureText(procedure);
  const lines = parameters.map((parameter) => `  ${parameterText(parameter)}`).join(",\n");
  return `${owner}.${name}(\n${lines})${returnText(procedure)}`;
}

function inParentheses(texts: readonly string[]): string {
  return texts.length === 0 ? "" : `(${texts.join(", ")})`;
}

function returnText({ returns }: Procedure): string {
  return returns === undefined ? "" : ` RETURN ${returnNames[returns]}`;
}

const typeNames: Readonly<Record<ParameterType, string>> = {
  text: "VARCHAR2",
  clob: "CLOB",
  blob: "BLOB",
  number: "NUMBER",
  boolean: "BOOLEAN",
  list: "OWA.VC_ARR",
  clientKey: "ORDS_TYPES.T_CLIENT_KEY",
  clientSecret: "ORDS_TYPES.T_CLIENT_SECRET",
};

const returnNames: Readonly<Record<ReturnType, string>> = {
  text: "VARCHAR2",
  clientCredentials: "ORDS_TYPES.T_CLIENT_CREDENTIALS",
  clientKey: "ORDS_TYPES.T_CLIENT_KEY",
  cursor: "SYS_REFCURSOR",
};
