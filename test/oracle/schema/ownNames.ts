/** What every thing that the tests make in a schema begins with. */
export const ownPrefix = "ordssec_test_";

/** The roles that the contract of a SQL runner makes. */
const contractRoles: ReadonlySet<string> = new Set([
  "contract kept",
  "contract dropped",
  "contract o'bind",
]);

/** A name of ours: `own("open")`. */
export function own(name: string): string {
  return `${ownPrefix}${name}`;
}

/** Whether the tests made a thing of this name; tables and AutoREST objects have theirs in upper case. */
export function isOwn(name: string): boolean {
  return name.toLowerCase().startsWith(ownPrefix) || contractRoles.has(name);
}

/** What ENABLE_OBJECT makes for a table of ours ends in the table's name (assumption `autoRestPrivilegeNames`). */
export function isOfOwnObject(name: string): boolean {
  return name.startsWith("oracle.") && isOwn(name.split(".").at(-1) ?? "");
}
