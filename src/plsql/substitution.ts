/**
 * What SQL*Plus does to a script before the database sees it: it replaces `&name`, also inside of
 * texts, unless the script turns that off. The state at one place of a script; it is never changed.
 */
export interface Substitution {
  readonly isOn: boolean;
  /** `&`, unless SET DEFINE chose another character. */
  readonly prefix: string;
  /** By name in upper case; undefined for a value that a person gives when the script runs. */
  readonly values: ReadonlyMap<string, string | undefined>;
}

export const plainSubstitution: Substitution = { isOn: true, prefix: "&", values: new Map() };

/** As where a database runs the script without SQL*Plus: nothing is replaced, whatever it says. */
export const noSubstitution: Substitution = { isOn: false, prefix: "", values: new Map() };

/** The state behind a line that is for SQL*Plus. */
export function afterDirective(before: Substitution, line: string): Substitution {
  if (before.prefix === "") {
    return before;
  }
  const [, command = "", rest = ""] = /^(\w+)\s*(.*)$/s.exec(line.trim()) ?? [];
  switch (command.toUpperCase()) {
    case "SET":
      return afterSet(before, rest);
    case "DEFINE":
    case "DEF": {
      const [, name = "", value = ""] = /^([\w$#]+)\s*=\s*(.*)$/s.exec(rest) ?? [];
      return withValue(before, name, value.replace(/^(['"])(.*)\1$/s, "$2"));
    }
    case "UNDEFINE":
    case "UNDEF":
      return withoutValues(before, rest.toUpperCase().split(/\s+/));
    case "ACCEPT":
    case "ACC":
      return withValue(before, /^[\w$#]+/.exec(rest)?.[0] ?? "", undefined);
    case "COLUMN":
    case "COL": {
      const [, name = ""] = /\bnew_v(?:alue)?\s+([\w$#]+)/i.exec(rest) ?? [];
      return withValue(before, name, undefined);
    }
    default:
      return before;
  }
}

/**
 * What a text is after SQL*Plus has replaced its variables; undefined when only the run of the
 * script tells. In a text over several lines, which is a source, a name that the script does not
 * set is left as it stands: `&nbsp;` and `&b=1` are more likely there than a question to a person.
 */
export function substitute(text: string, state: Substitution): string | undefined {
  const { isOn, prefix, values } = state;
  if (!isOn || !text.includes(prefix)) {
    return text;
  }
  const isSource = text.includes("\n");
  let isKnown = true;
  const replaced = text.replaceAll(patternOf(prefix), (whole, name: string) => {
    const upper = name.toUpperCase();
    const value = values.get(upper);
    if (value !== undefined) {
      return value;
    }
    isKnown &&= isSource && !values.has(upper);
    return whole;
  });
  return isKnown ? replaced : undefined;
}

export function sameSubstitution(a: Substitution, b: Substitution): boolean {
  return (
    a === b ||
    (a.isOn === b.isOn &&
      a.prefix === b.prefix &&
      a.values.size === b.values.size &&
      [...a.values].every(([name, value]) => b.values.has(name) && b.values.get(name) === value))
  );
}

/** `SET DEFINE OFF`, also among other settings: `SET ECHO ON DEFINE OFF`. */
function afterSet(before: Substitution, settings: string): Substitution {
  const [, value = ""] = /(?:^|\s)(?:define|def|scan)\s+['"]?(on\b|off\b|\S)/i.exec(settings) ?? [];
  switch (value.toUpperCase()) {
    case "":
      return before;
    case "ON":
      return { ...before, isOn: true, prefix: "&" };
    case "OFF":
      return { ...before, isOn: false };
    default:
      return { ...before, isOn: true, prefix: value };
  }
}

function withValue(before: Substitution, name: string, value: string | undefined): Substitution {
  if (name === "" || before.values.size >= mostValues) {
    return before;
  }
  const known = value === undefined || /['"&]/.test(value) ? undefined : value;
  return { ...before, values: new Map([...before.values, [name.toUpperCase(), known]]) };
}

/** More than a script has: each line that sets one makes a new list of all. */
const mostValues = 100;

function withoutValues(before: Substitution, names: readonly string[]): Substitution {
  const gone = new Set(names);
  return { ...before, values: new Map([...before.values].filter(([name]) => !gone.has(name))) };
}

function patternOf(prefix: string): RegExp {
  if (prefix === "&") {
    return ampersand;
  }
  const escaped = prefix.replace(/[^\w\s]/, String.raw`\$&`);
  return new RegExp(String.raw`(?:${escaped}){1,2}([\w$#]+)\.?`, "g");
}

const ampersand = /&{1,2}([\w$#]+)\.?/g;
