import type { TextRange } from "../base/textRange.ts";
import type { Expression } from "./block.ts";
import { findVariable, listOf, type Locals } from "./locals.ts";
import type { CarriedOver } from "./procedureCall.ts";

/**
 * Notes that a call is given an array, and gives what the array still holds from before an earlier
 * call; undefined when that is nothing, or when the argument is no array.
 */
export function passArray(
  argument: Expression | undefined,
  call: TextRange,
  locals: Locals,
): CarriedOver | undefined {
  if (argument?.kind !== "reference" || argument.index !== undefined || argument.path.length > 1) {
    return undefined;
  }
  const [name = ""] = argument.path;
  const variable = findVariable(locals, name);
  if (variable?.kind !== "array") {
    return undefined;
  }
  const list = listOf(variable, locals);
  if (list.kind !== "list") {
    variable.passed = undefined;
    return undefined;
  }
  const { passed } = variable;
  if (passed?.call.start === call.start) {
    return undefined;
  }
  const isSame = passed !== undefined && passed.version === variable.version;
  const items = isSame
    ? list.items
    : [...(passed?.indexes ?? [])]
        .toSorted((a, b) => a - b)
        .flatMap((index) => variable.elements.get(index) ?? []);
  variable.passed = {
    call,
    indexes: isSame ? passed.indexes : new Set(variable.elements.keys()),
    version: variable.version,
    refilledAt: undefined,
  };
  return passed === undefined || items.length === 0
    ? undefined
    : { variable: name, items, earlierCall: passed.call, refilledAt: passed.refilledAt };
}
