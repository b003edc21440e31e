/**
 * Text that may be sent to a database. Only this module and `writeScript.ts` make it, so no name
 * that a person typed becomes SQL unquoted.
 */
export type SqlText = string & { readonly [brandOfSql]: true };
declare const brandOfSql: unique symbol;

/** SQL that stands in our own source: the template must not have any insertion but `SqlText`. */
export function sql(strings: TemplateStringsArray, ...parts: readonly SqlText[]): SqlText {
  return String.raw({ raw: strings.raw }, ...parts) as SqlText;
}

/**
 * Any text as an SQL and PL/SQL expression that gives exactly this text, also when SQL*Plus runs
 * it: quotes are doubled; `&`, which SQL*Plus takes for a variable, line breaks and other control
 * characters become CHR(); what is longer than a line of SQL*Plus holds becomes a concatenation
 * over several lines. The empty text is `''`, which Oracle takes for NULL.
 */
export function literal(text: string): SqlText {
  return concatenated(partsOf(text, () => true)) as SqlText;
}

/**
 * As `literal`, but line breaks stay where SQL*Plus does not mind them, so that the source of a
 * handler can be read in the script. A text of more than a PL/SQL VARCHAR2 holds (32,767 bytes) is
 * written as a CLOB.
 */
export function sourceLiteral(text: string): SqlText {
  const parts = partsOf(text, breaksScript);
  if (utf8Length(text) <= 32_000) {
    return concatenated(parts) as SqlText;
  }
  // The first part decides the type of the whole concatenation.
  return concatenated([`TO_CLOB(${parts[0] ?? "''"})`, ...parts.slice(1)]) as SqlText;
}

/**
 * A name in double quotes, for which case and blanks count. Throws a RangeError for what Oracle has
 * no name for.
 */
export function identifier(text: string): SqlText {
  if (text === "" || /["\0]/.test(text)) {
    throw new RangeError("A quoted name must not be empty and cannot hold a double quote.");
  }
  return `"${text}"` as SqlText;
}

/** A name that needs no quotes, as those of views and columns of our own tables. Throws a RangeError for any other. */
export function plainName(text: string): SqlText {
  if (!/^[A-Za-z][\w$#]*$/.test(text)) {
    throw new RangeError("A name without quotes is a letter followed by letters, digits, _, $, #.");
  }
  return text.toLowerCase() as SqlText;
}

/** Pieces of SQL with a piece between each two. */
export function joined(parts: readonly SqlText[], between: SqlText): SqlText {
  return parts.join(between) as SqlText;
}

/** Throws a RangeError for what is no number in SQL (NaN, infinite). */
export function numberLiteral(value: number): SqlText {
  if (!Number.isFinite(value)) {
    throw new RangeError(`${value} cannot be written as a number in SQL.`);
  }
  return String(value) as SqlText;
}

export function booleanLiteral(value: boolean): SqlText {
  return (value ? "TRUE" : "FALSE") as SqlText;
}

/** `:name`. Throws a RangeError for a name that is not a plain word. */
export function bindName(name: string): SqlText {
  if (!/^[A-Za-z]\w*$/.test(name)) {
    throw new RangeError(
      "The name of a bind is a letter followed by letters, digits and underscores.",
    );
  }
  return `:${name}` as SqlText;
}

/**
 * In bytes: SQL allows 4,000 for one literal, but SQL*Plus may refuse a line of more than 2,499
 * characters.
 */
const longestLiteral = 2000;

function concatenated(parts: readonly string[]): string {
  const lines: string[] = [];
  let line = "";
  for (const part of parts) {
    if (line !== "" && line.length + part.length > longestLiteral) {
      lines.push(line);
      line = "";
    }
    line += line === "" ? part : ` || ${part}`;
  }
  return parts.length === 0 ? "''" : [...lines, line].join(" ||\n          ");
}

/** Literals and CHR() calls; `breaks` says which line breaks cannot stay in a literal. */
function partsOf(text: string, breaks: (text: string, at: number) => boolean): string[] {
  const parts: string[] = [];
  let run = "";
  let bytes = 0;
  const closeRun = () => {
    if (run !== "") {
      parts.push(`'${run.replaceAll("'", "''")}'`);
    }
    run = "";
    bytes = 0;
  };
  let at = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (needsChr(code, () => breaks(text, at))) {
      closeRun();
      parts.push(`CHR(${code})`);
    } else {
      const size = utf8Size(code);
      if (bytes + size > longestLiteral) {
        closeRun();
      }
      run += character;
      bytes += size;
    }
    at += character.length;
  }
  closeRun();
  return parts;
}

function needsChr(code: number, breaks: () => boolean): boolean {
  if (code === ampersand || code === 0x7f) {
    return true;
  }
  if (code === newline) {
    return breaks();
  }
  return code < 0x20 && code !== tab;
}

const ampersand = 0x26;
const newline = 0x0a;
const tab = 0x09;

/**
 * Whether SQL*Plus would take the line after this line break for a command, although it stands in a
 * text: a line that is only `/` or `.`, or one that begins with `#` (its SQLPREFIX) or `@`.
 */
function breaksScript(text: string, newlineAt: number): boolean {
  const end = text.indexOf("\n", newlineAt + 1);
  const line = text.slice(newlineAt + 1, end < 0 ? text.length : end).trim();
  return line === "/" || line === "." || line.startsWith("#") || line.startsWith("@");
}

function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) {
    bytes += utf8Size(character.codePointAt(0) ?? 0);
  }
  return bytes;
}

/**
 * A quote counts twice: it is doubled. A lone surrogate counts as the replacement that it is sent
 * as.
 */
function utf8Size(code: number): number {
  if (code === 0x27) {
    return 2;
  }
  if (code < 0x80) {
    return 1;
  }
  if (code < 0x800) {
    return 2;
  }
  return code < 0x1_0000 ? 3 : 4;
}
