/**
 * As much of PowerShell on Windows as the texts need that we hand over: strict, so that what it does not know fails. It
 * follows the documented rules of quoting (about_Quoting_Rules), how each edition makes a command line of arguments, and
 * how a program of the C runtime takes that line apart.
 */
export function runInPowerShell(
  text: string,
  edition: PowerShellEdition,
  environment: Readonly<Record<string, string>>,
): PowerShellRun {
  const scan = new Scan(text);
  const variables = new Map<string, string>();
  const files = new Map<string, string>();
  const calls: ProgramCall[] = [];
  const valueOf = (name: string): string => {
    if (name.startsWith("env:")) return environment[name.slice("env:".length)] ?? "";
    const value = variables.get(name);
    if (value === undefined) throw new Error(`$${name} has no value`);
    return value;
  };
  while (!scan.isAtEnd()) {
    const assigned = scan.take(/\$([a-z]+) = \[IO\.Path\]::GetTempFileName\(\)/y);
    const written = assigned ? undefined : scan.take(/\[IO\.File\]::WriteAllText\(\$([a-z]+), /y);
    const removed =
      assigned || written ? undefined : scan.take(/Remove-Item -LiteralPath \$(\w+)/y);
    if (assigned) {
      const path = String.raw`C:\Users\Ann Other\Temp\tmp${variables.size}.tmp`;
      variables.set(assigned[1] ?? "", path);
      files.set(path, "");
    } else if (written) {
      const content = scan.singleQuoted();
      scan.expect(/\)/y);
      files.set(valueOf(written[1] ?? ""), content);
    } else if (removed) {
      files.delete(valueOf(removed[1] ?? ""));
    } else {
      const program = scan.expect(/[\w.-]+\.exe/y)[0];
      const passed: string[] = [];
      while (scan.take(/ (?:`\n *)?/y)) passed.push(scan.argument(valueOf));
      const line = passed.map((argument) => onCommandLine(argument, edition)).join(" ");
      calls.push({ program, arguments: takenApart(line), files: new Map(files) });
    }
    if (!scan.isAtEnd()) scan.expect(/\n/y);
  }
  return { calls, filesLeft: [...files.keys()] };
}

/** Windows PowerShell 5.1, and PowerShell since 7.3. */
export type PowerShellEdition = "5.1" | "7.3";

export interface PowerShellRun {
  readonly calls: readonly ProgramCall[];
  readonly filesLeft: readonly string[];
}

export interface ProgramCall {
  readonly program: string;
  /** As the program gets them. */
  readonly arguments: readonly string[];
  /** What the files held at that moment, by path. */
  readonly files: ReadonlyMap<string, string>;
}

class Scan {
  readonly #text: string;
  #position = 0;

  constructor(text: string) {
    this.#text = text;
  }

  isAtEnd(): boolean {
    return this.#position >= this.#text.length;
  }

  take(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#position;
    const found = pattern.exec(this.#text) ?? undefined;
    if (found) this.#position += found[0].length;
    return found;
  }

  expect(pattern: RegExp): RegExpExecArray {
    const found = this.take(pattern);
    if (found) return found;
    throw new Error(`${pattern.source} is not at ${this.#text.slice(this.#position)}`);
  }

  /** All single quotes are the same to PowerShell; one that is doubled is one of the text. */
  singleQuoted(): string {
    this.expect(/['‘’‚‛]/y);
    const inner = this.expect(/(?:[^'‘’‚‛]|['‘’‚‛]{2})*/y)[0];
    this.expect(/['‘’‚‛]/y);
    return inner.replaceAll(/(['‘’‚‛])['‘’‚‛]/g, "$1");
  }

  argument(valueOf: (name: string) => string): string {
    const bare = this.take(/--?[A-Za-z][\w-]*/y);
    if (bare) return bare[0];
    const expandable = this.take(/"((?:[^"`$“”„]|\$(?:env:)?\w+)*)"/y);
    if (!expandable) return this.singleQuoted();
    return (expandable[1] ?? "").replaceAll(/\$((?:env:)?\w+)/g, (_, name: string) => {
      return valueOf(name);
    });
  }
}

/** The older one puts quotes around what holds a blank and leaves the rest to the person; both pass text of ASCII only unharmed. */
function onCommandLine(argument: string, edition: PowerShellEdition): string {
  if (!/^[\x20-\x7e]*$/.test(argument)) throw new Error(`The code page decides about ${argument}`);
  if (edition === "5.1") return / /.test(argument) ? `"${argument}"` : argument;
  if (argument !== "" && !/[\s"]/.test(argument)) return argument;
  const escaped = argument.replaceAll(/(\\*)"/g, String.raw`$1$1\"`).replace(/(\\+)$/, "$1$1");
  return `"${escaped}"`;
}

/** As the C runtime does: backslashes count only before a quote, blanks part arguments outside of quotes. */
function takenApart(line: string): readonly string[] {
  const found: string[] = [];
  let current: string | undefined;
  let isQuoted = false;
  for (const [, slashes = "", other = ""] of line.matchAll(/(\\*)([^\\]?)/g)) {
    if (slashes === "" && other === "") continue;
    if (other === '"') {
      current = (current ?? "") + "\\".repeat(Math.floor(slashes.length / 2));
      if (slashes.length % 2 === 1) current += '"';
      else isQuoted = !isQuoted;
      continue;
    }
    if (slashes !== "") current = (current ?? "") + slashes;
    if (other === " " && !isQuoted) {
      if (current !== undefined) found.push(current);
      current = undefined;
    } else current = (current ?? "") + other;
  }
  if (current !== undefined) found.push(current);
  return found;
}
