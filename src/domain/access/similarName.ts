/**
 * A name among others that a person would take for the same: it differs only in case, blanks, hyphens or underscores.
 * ORDS compares names byte for byte (assumption `rolesAreExactText`).
 */
export function findSimilarName<Name extends string>(
  name: string,
  others: readonly Name[],
): Name | undefined {
  const wanted = letters(name);
  return others.find((one) => one !== name && letters(one) === wanted);
}

function letters(name: string): string {
  return name
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, "");
}
