import { whyNoArray } from "./arrayTypes.ts";
import { type Argument, type CallExpression, rangeOfArgument } from "./block.ts";
import { evaluate } from "./evaluateExpression.ts";
import type { Locals } from "./locals.ts";
import {
  type ArgumentSite,
  ordsPackages,
  type OrdsPackage,
  type ProcedureCall,
} from "./procedureCall.ts";
import { toClientSecret } from "./plainFunctions.ts";
import { findProcedure, type Parameter, type Procedure } from "./procedures.ts";
import type { Problem } from "./script.ts";
import type { Value } from "./value.ts";

/** A call of an ORDS package as it would run now. */
export interface ReadCall {
  readonly call: ProcedureCall;
  /** The overload that fits best; undefined when the package has no such member. */
  readonly procedure: Procedure | undefined;
  readonly arguments: readonly ArgumentSite[];
  readonly problems: readonly Problem[];
}

/**
 * The call that an expression makes, its arguments by parameter name and with the values they have
 * now; undefined when it is not a call of an ORDS package. Positional arguments get their names
 * from the table of procedures, and of several overloads the one that fits best is taken. What does
 * not fit is a problem: an unknown member, an unknown or missing parameter, a value of the wrong
 * kind.
 */
export function callOf(expression: CallExpression, locals: Locals): ReadCall | undefined {
  const target = targetOf(expression.path);
  if (target === undefined) {
    return undefined;
  }
  const values = expression.args.map((argument) => evaluate(argument.value, locals));
  const overloads = findProcedure(target.package, target.procedure);
  const fits = overloads.map((procedure) => fit(expression, { procedure, values, locals }));
  const [best] =
    fits.length < 2 ? fits : fits.toSorted((a, b) => a.problems.length - b.problems.length);
  return best ?? readUnknown(expression, { values, ...target });
}

interface Target {
  readonly package: OrdsPackage;
  readonly procedure: string;
}

/** `ORDS.CREATE_ROLE`, also with the owner of the packages before it. */
function targetOf(path: readonly string[]): Target | undefined {
  const hasOwner = path.length === 3 && path[0]?.toUpperCase() === "ORDS_METADATA";
  const [owner, procedure, ...more] = hasOwner ? path.slice(1) : path;
  if (owner === undefined || procedure === undefined || more.length > 0) {
    return undefined;
  }
  const wanted = owner.toUpperCase();
  for (const name of ordsPackages) {
    if (name === wanted) {
      return { package: name, procedure: procedure.toUpperCase() };
    }
  }
  return undefined;
}

function readUnknown(
  expression: CallExpression,
  target: Target & { readonly values: readonly Value[] },
): ReadCall {
  const args: Record<string, Value> = {};
  expression.args.forEach(({ name }, i) => {
    const value = target.values[i];
    if (name !== undefined && value !== undefined) {
      args[name.toLowerCase()] = value;
    }
  });
  const message = `The package ${target.package} has no member ${target.procedure}.`;
  return {
    call: { package: target.package, procedure: target.procedure, args },
    procedure: undefined,
    arguments: expression.args.map((argument) => siteOf(argument, argument.name?.toLowerCase())),
    problems: [{ code: "unknownProcedure", message, range: expression.range }],
  };
}

/** One overload, with all that does not fit. */
function fit(
  expression: CallExpression,
  target: {
    readonly procedure: Procedure;
    readonly values: readonly Value[];
    readonly locals: Locals;
  },
): ReadCall {
  const { procedure, values, locals } = target;
  const args: Record<string, Value> = {};
  const problems: Problem[] = [];
  // A bit for each parameter: none has thirty.
  let given = 0;
  const what = () => `${procedure.package}.${procedure.name}`;
  const sites = expression.args.map((argument, i) => {
    const at = parameterOf(procedure, argument, i);
    const parameter = procedure.parameters[at];
    const site = siteOf(argument, parameter?.name);
    const value = values[i];
    if (parameter === undefined || value === undefined) {
      problems.push({
        code: "unknownParameter",
        message:
          argument.name === undefined
            ? `${what()} takes ${countOf(procedure.parameters.length)}.`
            : `${what()} has no parameter ${argument.name.toLowerCase()}.`,
        range: rangeOfArgument(argument),
      });
      return site;
    }
    if ((given & (1 << at)) !== 0) {
      const message = `${parameter.name} is given twice.`;
      problems.push({ code: "wrongArgument", message, range: rangeOfArgument(argument) });
    }
    const converted = convert(value, parameter);
    given |= 1 << at;
    args[parameter.name] = converted;
    const isNoList = parameter.type === "list" && converted.kind !== "list";
    const wrong =
      (isNoList ? whyNoArray(argument.value, locals) : undefined) ?? whyWrong(converted, parameter);
    if (wrong !== undefined) {
      problems.push({ code: "wrongArgument", message: wrong, range: rangeOfArgument(argument) });
    }
    return site;
  });
  procedure.parameters.forEach((parameter, at) => {
    if (parameter.default === undefined && (given & (1 << at)) === 0) {
      const message = `${what()} needs the parameter ${parameter.name}.`;
      problems.push({ code: "missingParameter", message, range: expression.range });
    }
  });
  return {
    call: { package: procedure.package, procedure: procedure.name, args },
    procedure,
    arguments: sites,
    problems,
  };
}

function siteOf({ nameRange, value }: Argument, parameter: string | undefined): ArgumentSite {
  return { parameter, nameRange, valueRange: value.range, carriedOver: undefined };
}

function countOf(parameters: number): string {
  switch (parameters) {
    case 0:
      return "no arguments";
    case 1:
      return "one argument";
    default:
      return `no more than ${parameters} arguments`;
  }
}

/** The place of its parameter; where it has none, no place of a parameter. */
function parameterOf(procedure: Procedure, argument: Argument, position: number): number {
  if (argument.name === undefined) {
    return position;
  }
  const name = argument.name.toLowerCase();
  // Most scripts name the parameters in their order.
  return procedure.parameters[position]?.name === name
    ? position
    : procedure.parameters.findIndex((parameter) => parameter.name === name);
}

/** A record variable given for a key or a secret is read as what its fields say. */
function convert(value: Value, parameter: Parameter): Value {
  if (value.kind !== "record") {
    return value;
  }
  if (parameter.type === "clientKey") {
    const { name, client_id } = value.fields;
    return {
      kind: "clientKey",
      name: name?.kind === "text" ? name.value : undefined,
      clientId: client_id?.kind === "text" ? client_id.value : undefined,
    };
  }
  if (parameter.type === "clientSecret") {
    const { secret, stored, slot } = value.fields;
    return toClientSecret({ secret, stored, slot });
  }
  return value;
}

/** Undefined for what fits, and for what is not known. */
function whyWrong(value: Value, parameter: Parameter): string | undefined {
  const fits = kindsOf[parameter.type];
  return value.kind === "unknown" || value.kind === "bind" || fits.has(value.kind)
    ? undefined
    : `${parameter.name} has to be ${wordsFor[parameter.type]}.`;
}

const plain: ReadonlySet<Value["kind"]> = new Set<Value["kind"]>(["text", "number", "null"]);

const kindsOf: Readonly<Record<Parameter["type"], ReadonlySet<Value["kind"]>>> = {
  text: plain,
  clob: plain,
  blob: new Set<Value["kind"]>(["null"]),
  number: plain,
  boolean: new Set<Value["kind"]>(["boolean", "null"]),
  list: new Set<Value["kind"]>(["list"]),
  clientKey: new Set<Value["kind"]>(["clientKey"]),
  clientSecret: new Set<Value["kind"]>(["clientSecret", "null"]),
};

const wordsFor: Readonly<Record<Parameter["type"], string>> = {
  text: "a text",
  clob: "a text",
  blob: "a BLOB",
  number: "a number",
  boolean: "TRUE or FALSE, without quotes",
  list: "an array of type OWA.VC_ARR",
  clientKey: "an ORDS_TYPES.T_CLIENT_KEY",
  clientSecret: "an ORDS_TYPES.T_CLIENT_SECRET",
};
