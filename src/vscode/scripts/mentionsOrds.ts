/** How much of a document is looked at: enough for any script that people read, and quick for a dump. */
const lookAt = 200_000;

/** Whether a text calls a package of ORDS, so that running it on a connection is worth offering. */
export function mentionsOrds(text: string): boolean {
  return /\b(?:ORDS|OAUTH|ORDS_SECURITY)(?:_ADMIN)?\s*\.\s*\w/i.test(text.slice(0, lookAt));
}

/** The languages that SQL is written in, by whatever extension brings them. */
export const scriptLanguages = ["sql", "plsql", "oracle-sql", "oraclesql"] as const;

export function isScriptLanguage(languageId: string): boolean {
  return scriptLanguages.some((one) => one === languageId);
}
