/** Closes a `switch` over a union: a case that is not handled does not compile. */
export function assertNever(value: never): never {
  throw new Error(`A case is not handled: ${JSON.stringify(value)}`);
}
