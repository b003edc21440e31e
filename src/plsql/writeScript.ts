import { assertNever } from "../base/assertNever.ts";
import type { ProcedureCall } from "./procedureCall.ts";
import { findProcedure, type Procedure } from "./procedures.ts";
import {
  bindName,
  booleanLiteral,
  literal,
  numberLiteral,
  sourceLiteral,
  sql,
  type SqlText,
} from "./quote.ts";
import type { Value } from "./value.ts";

export interface ScriptOptions {
  /** Words for the reader, above the block; several lines are allowed. */
  readonly comment?: string;
}

/**
 * One anonymous block that makes these calls in this order, in the layout that people know from the
 * exports of ORDS: named notation, one parameter a line. It ends with one COMMIT inside the block,
 * since none of the calls commits by itself, and with the `/` line. Empty for no calls. Throws a
 * RangeError for a value that no script can hold (`unknown`, a key without a name, a record): who
 * writes has values.
 */
export function writeScript(calls: readonly ProcedureCall[], options: ScriptOptions = {}): SqlText {
  if (calls.length === 0) {
    return sql``;
  }
  const variables = new Map<string, Variable>();
  const parts = calls.map((call) => writeCall(call, variables));
  const declarations = writeDeclarations([...variables.values()]);
  return writeTransaction([...writeComment(options.comment), ...declarations], parts);
}

/** Some calls of a script that belong together. */
export interface ScriptPart {
  /** Words for the reader, above the calls; several lines are allowed. */
  readonly comment: string;
  readonly calls: readonly ProcedureCall[];
}

/**
 * As `writeScript`, but part by part: each under its comment, and with variables in a block of its own, so that a
 * change of one part changes no line of another. A part without calls is its comment only. It is one transaction
 * nevertheless.
 */
export function writeParts(parts: readonly ScriptPart[], options: ScriptOptions = {}): SqlText {
  if (parts.every(({ calls }) => calls.length === 0)) {
    return sql``;
  }
  return writeTransaction(writeComment(options.comment), parts.map(writePart));
}

/** One block with one COMMIT; `head` is what stands before its BEGIN. */
function writeTransaction(head: readonly string[], body: readonly string[]): SqlText {
  const lines = [...head, "BEGIN", body.join("\n\n"), "", "  COMMIT;", "END;", "/", ""];
  return lines.join("\n") as SqlText;
}

function writePart({ comment, calls }: ScriptPart): string {
  const variables = new Map<string, Variable>();
  const body = calls.map((call) => writeCall(call, variables)).join("\n\n");
  const declarations = writeDeclarations([...variables.values()]);
  const comments = writeComment(comment).map((line) => `  ${line}`);
  if (calls.length === 0) {
    return comments.join("\n");
  }
  if (declarations.length === 0) {
    return [...comments, body].join("\n");
  }
  const block = [...declarations, "BEGIN"].map((line) => `  ${line}`);
  // What stands in a source must not be moved, and nothing else goes over a line with its text.
  const inner = calls.some(({ args }) => "p_source" in args)
    ? body
    : body.replace(/^(?=.)/gm, "  ");
  return [...comments, ...block, inner, "  END;"].join("\n");
}

interface Variable {
  readonly name: string;
  readonly type: string;
}

/** A comment must neither end early nor make SQL*Plus ask for a variable. */
function writeComment(comment: string | undefined): string[] {
  if (comment === undefined || comment.trim() === "") {
    return [];
  }
  return comment
    .replaceAll("&", "and")
    .split(/[\n\r\u0085\u2028\u2029]+/)
    .map((line) => `-- ${line.trimEnd()}`.trimEnd());
}

function writeDeclarations(variables: readonly Variable[]): string[] {
  if (variables.length === 0) {
    return [];
  }
  const width = Math.max(...variables.map((variable) => variable.name.length));
  return ["DECLARE", ...variables.map(({ name, type }) => `  ${name.padEnd(width)} ${type};`)];
}

function writeCall(call: ProcedureCall, variables: Map<string, Variable>): string {
  const entries = Object.entries(call.args);
  const fills: string[] = [];
  const written = entries.map(([name, value]): [string, string] => {
    const record = recordOf(value);
    if (record !== undefined) {
      fills.push(`  ${record.variable.name}.${record.field} := ${record.text};`);
      variables.set(record.variable.name, record.variable);
      return [name, record.variable.name];
    }
    if (value.kind !== "list") {
      return [name, writeValue(name, value)];
    }
    const variable = { name: name.replace(/^p_/, "l_"), type: "OWA.VC_ARR" };
    fills.push(
      ...fillArray(variable.name, { items: value.items, used: variables.has(variable.name) }),
    );
    variables.set(variable.name, variable);
    return [name, variable.name];
  });
  const width = Math.max(0, ...entries.map(([name]) => name.length));
  const args = written.map(([name, text]) => `      ${name.padEnd(width)} => ${text}`);
  const result = resultOf(call);
  const target = result === undefined ? "" : `${result.variable.name} := `;
  if (result !== undefined) {
    variables.set(result.variable.name, result.variable);
  }
  const body =
    args.length === 0
      ? `  ${target}${call.package}.${call.procedure};`
      : `  ${target}${call.package}.${call.procedure}(\n${args.join(",\n")});`;
  return [...fills, body, ...(result?.prints ?? [])].join("\n");
}

interface FilledRecord {
  readonly variable: Variable;
  readonly field: string;
  readonly text: string;
}

/**
 * A key or a filter as a record of which one field is filled: how their constructors are called is
 * less sure than their fields (assumption `secretTypeNames`). No other field of these variables is
 * ever filled, so that they can be used again as they are.
 */
function recordOf(value: Value): FilledRecord | undefined {
  if (value.kind === "clientKey" && value.name !== undefined) {
    const variable = { name: "l_key", type: "ORDS_TYPES.T_CLIENT_KEY" };
    return { variable, field: "name", text: literal(value.name) };
  }
  if (value.kind === "clientSecret" && value.slot !== undefined) {
    const variable = { name: "l_filter", type: "ORDS_TYPES.T_CLIENT_SECRET" };
    return { variable, field: "slot", text: numberLiteral(value.slot) };
  }
  return undefined;
}

/** An array keeps what it held: one that was used before is cleared first. */
function fillArray(
  name: string,
  state: { readonly items: readonly Value[]; readonly used: boolean },
): string[] {
  return [
    ...(state.used ? [`  ${name}.DELETE;`] : []),
    ...state.items.map((item, i) => `  ${name}(${i + 1}) := ${writeValue(name, item)};`),
  ];
}

function writeValue(name: string, value: Value): string {
  switch (value.kind) {
    case "text":
      return name === "p_source" ? sourceLiteral(value.value) : literal(value.value);
    case "number":
      return numberLiteral(value.value);
    case "boolean":
      return booleanLiteral(value.value);
    case "null":
      return "NULL";
    case "bind":
      return bindName(value.name);
    case "clientSecret":
      return writeClientSecret(value);
    case "list":
    case "clientKey":
    case "record":
    case "unknown":
      throw new RangeError(`A value of kind ${value.kind} cannot be written as ${name}.`);
    default:
      return assertNever(value);
  }
}

function writeClientSecret(value: Extract<Value, { kind: "clientSecret" }>): string {
  const args = [
    ...(value.supplied === undefined
      ? []
      : [`p_secret => ${writeValue("p_secret", value.supplied)}`]),
    ...(value.stored ? ["p_stored => TRUE"] : []),
  ];
  return `ORDS_TYPES.OAUTH_CLIENT_SECRET(${args.join(", ")})`;
}

interface Result {
  readonly variable: Variable;
  /** Lines that show what only the function's result tells. */
  readonly prints: readonly string[];
}

/** Where the result of a call goes, if only a function has these parameters. */
function resultOf(call: ProcedureCall): Result | undefined {
  const fitting = findProcedure(call.package, call.procedure).filter((procedure) =>
    takesAll(procedure, call),
  );
  const [first] = fitting;
  if (first === undefined || fitting.some((procedure) => procedure.returns === undefined)) {
    return undefined;
  }
  const whose = clientOf(call) ?? "the client";
  switch (first.returns) {
    case "clientCredentials":
      return {
        variable: { name: "l_client", type: "ORDS_TYPES.T_CLIENT_CREDENTIALS" },
        prints: printCredentials(call, whose),
      };
    case "clientKey":
      return {
        variable: { name: "l_client_key", type: "ORDS_TYPES.T_CLIENT_KEY" },
        prints: [],
      };
    case "text":
      return {
        variable: { name: "l_secret", type: "VARCHAR2(4000)" },
        prints: [
          `  DBMS_OUTPUT.PUT_LINE(${literal(`New secret of ${whose}, shown only now: `)} || l_secret);`,
        ],
      };
    case "cursor":
      return { variable: { name: "l_cursor", type: "SYS_REFCURSOR" }, prints: [] };
    case undefined:
      return undefined;
    default:
      return assertNever(first.returns);
  }
}

function clientOf({ args }: ProcedureCall): string | undefined {
  const { p_name: name, p_client_key: key } = args;
  return name?.kind === "text" ? name.value : key?.kind === "clientKey" ? key.name : undefined;
}

/**
 * A secret that ORDS makes is given back this once; one that was supplied is known already and is
 * not shown.
 */
function printCredentials(call: ProcedureCall, whose: string): string[] {
  if (call.procedure === "REVOKE_CLIENT_SECRETS") {
    return [
      `  DBMS_OUTPUT.PUT_LINE(${literal(`Revoked secret of ${whose}, slot (3 = both): `)} || l_client.client_secret.slot);`,
    ];
  }
  const secret = call.args["p_client_secret"];
  const generated = secret?.kind === "clientSecret" && secret.supplied === undefined;
  return [
    `  DBMS_OUTPUT.PUT_LINE(${literal(`Client id of ${whose}: `)} || l_client.client_key.client_id);`,
    ...(generated
      ? [
          `  DBMS_OUTPUT.PUT_LINE(${literal(`Secret of ${whose}, shown only now: `)} || l_client.client_secret.secret);`,
        ]
      : []),
  ];
}

function takesAll(procedure: Procedure, call: ProcedureCall): boolean {
  return Object.keys(call.args).every((name) =>
    procedure.parameters.some((parameter) => parameter.name === name),
  );
}
