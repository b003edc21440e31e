import type { ProcedureCall } from "../procedureCall.ts";
import type { ProblemCode } from "../script.ts";
import type { Value } from "../value.ts";

/**
 * The arguments of one call as a codec wants them. A reader that cannot give what was asked notes
 * why in `problems`, gives an empty value so that the codec need not look, and makes `failed` true
 * where the change cannot be told without it.
 */
export interface Arguments {
  /** Whether the call is one of an `_ADMIN` package: then `p_schema` says where it acts. */
  readonly isAdmin: boolean;
  /** Whether the call is one of OAUTH or OAUTH_ADMIN. */
  readonly isOauth: boolean;
  has(name: string): boolean;
  raw(name: string): Value | undefined;
  text(name: string): string;
  /** Absent, NULL and '' are undefined: Oracle does not tell the last two apart. */
  optionalText(name: string): string | undefined;
  /**
   * As `optionalText`, for what only describes: a value that is not known is noted, and the change
   * is still read.
   */
  remark(name: string): string | undefined;
  optionalNumber(name: string): number | undefined;
  optionalBoolean(name: string): boolean | undefined;
  list(name: string): string[];
  /** `a, b,c` as three texts; absent and NULL as none. */
  commaList(name: string): string[];
  /** Notes that the change cannot be told, because an argument is wrong unless `code` says otherwise. */
  fail(why: string, code?: ProblemCode): void;
}

/** Why a call cannot be told as a change, or not wholly; the place is that of the call. */
export interface CallProblem {
  readonly code: ProblemCode;
  readonly message: string;
}

export function readArguments(call: ProcedureCall): {
  readonly args: Arguments;
  readonly problems: readonly CallProblem[];
  readonly failed: () => boolean;
} {
  const problems: CallProblem[] = [];
  let failed = false;
  const fail = (message: string, code: ProblemCode = "wrongArgument") => {
    problems.push({ code, message });
    failed = true;
  };
  const failBy = (name: string, value: Value, wanted: string) => {
    fail(whyNot(name, value, wanted), codeFor(value));
  };

  const optionalText = (name: string): string | undefined => {
    const value = call.args[name];
    if (value === undefined) {
      return undefined;
    }
    switch (value.kind) {
      case "null":
        return undefined;
      case "text":
        return value.value === "" ? undefined : value.value;
      case "number":
        return String(value.value);
      default:
        failBy(name, value, "a text");
        return undefined;
    }
  };

  const args: Arguments = {
    isAdmin: call.package.endsWith("_ADMIN"),
    isOauth: call.package.startsWith("OAUTH"),
    has: (name) => call.args[name] !== undefined,
    raw: (name) => call.args[name],
    optionalText,
    fail,
    text: (name) => {
      const before = problems.length;
      const text = optionalText(name);
      if (text === undefined && problems.length === before) {
        fail(`${name} has no value.`, "missingParameter");
      }
      return text ?? "";
    },
    remark: (name) => {
      const value = call.args[name];
      if (value?.kind === "unknown" || value?.kind === "bind") {
        problems.push({ code: codeFor(value), message: whyNot(name, value, "a text") });
        return undefined;
      }
      return optionalText(name);
    },
    optionalNumber: (name) => {
      const value = call.args[name];
      if (value === undefined || value.kind === "null") {
        return undefined;
      }
      const number = toNumber(value);
      if (number === undefined) {
        failBy(name, value, "a number");
      }
      return number;
    },
    optionalBoolean: (name) => {
      const value = call.args[name];
      if (value === undefined || value.kind === "null") {
        return undefined;
      }
      if (value.kind === "boolean") {
        return value.value;
      }
      failBy(name, value, "TRUE or FALSE");
      return undefined;
    },
    list: (name) => {
      const value = call.args[name];
      if (value?.kind !== "list") {
        if (value === undefined) {
          fail(`${name} is missing.`, "missingParameter");
        } else {
          failBy(name, value, "an OWA.VC_ARR");
        }
        return [];
      }
      return value.items.flatMap((item) => {
        if (item.kind === "text") {
          return [item.value];
        }
        if (item.kind !== "null") {
          failBy(`an element of ${name}`, item, "a text");
        }
        return [];
      });
    },
    commaList: (name) =>
      (optionalText(name) ?? "")
        .split(",")
        .map((part) => part.trim())
        .filter((part) => part !== ""),
  };
  return { args, problems, failed: () => failed };
}

function whyNot(name: string, value: Value, wanted: string): string {
  switch (value.kind) {
    case "unknown":
      return `The value of ${name} is only known when the script runs.`;
    case "bind":
      return `The value of ${name} is the bind :${value.name}, which is only known when the script runs.`;
    default:
      return `${name} has to be ${wanted}.`;
  }
}

function codeFor(value: Value): ProblemCode {
  return value.kind === "unknown" || value.kind === "bind" ? "notKnownStatically" : "wrongArgument";
}

function toNumber(value: Value): number | undefined {
  if (value.kind === "number") {
    return value.value;
  }
  const number = value.kind === "text" && value.value.trim() !== "" ? Number(value.value) : NaN;
  return Number.isFinite(number) ? number : undefined;
}
