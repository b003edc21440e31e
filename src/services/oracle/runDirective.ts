/**
 * What is done with a line for SQL*Plus, which a database does not understand: texts are printed, settings have no
 * meaning here, and what reaches outside the database is refused, as REST-Enabled SQL refuses it (ORDS Developer's
 * Guide, REST-Enabled SQL Service). Throws an Error with the sentence for the person.
 */
export function runDirective(text: string): readonly string[] {
  const line = text.trim();
  const [, word = "", rest = ""] = /^([^\s;]+)\s*([^]*)$/.exec(line) ?? [];
  const command = word.toUpperCase();
  if (command === "PROMPT" || command === "PRO") return [rest];
  if (/^(?:REM(?:ARK)?|\/|--.*)$/.test(command)) return [];
  if (settings.has(command)) return [];
  throw new Error(
    `${command.startsWith("@") ? word : command} is a command of SQL*Plus that is not available here; the statements of the script are run without it.`,
  );
}

/** They change how SQL*Plus shows things, and nothing in the database. */
const settings: ReadonlySet<string> = new Set([
  "SET",
  "SHOW",
  "SHO",
  "DEFINE",
  "DEF",
  "UNDEFINE",
  "UNDEF",
  "COLUMN",
  "COL",
  "CLEAR",
  "CL",
  "WHENEVER",
  "TTITLE",
  "BTITLE",
  "BREAK",
  "TIMING",
  "EXIT",
  "QUIT",
]);
