/**
 * A name among others that a person would take for the same: it differs only in case, blanks, hyphens or underscores.
 * ORDS compares names byte for byte (assumption `rolesAreExactText`).
 */
export function findSimilarName<Name extends string>(
  name: string,
  others: readonly Name[],
): Name | undefined {
  const wanted = lettersOf(name);
  return others.find((one) => one !== name && lettersOf(one) === wanted);
}

/** What is left of a name when all is taken away that a person overlooks. */
export function lettersOf(name: string): string {
  return name
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, "");
}
