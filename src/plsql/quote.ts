/**
 * Text that may be sent to a database. Only this module and `writeScript.ts` make it, so no name that a person typed
 * becomes SQL unquoted.
 */
export type SqlText = string & { readonly [brandOfSql]: true };
declare const brandOfSql: unique symbol;

/** SQL that stands in our own source: the template must not have any insertion but `SqlText`. */
export function sql(strings: TemplateStringsArray, ...parts: readonly SqlText[]): SqlText {
  return String.raw({ raw: strings.raw }, ...parts) as SqlText;
}
