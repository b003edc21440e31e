/** As much of the editor as the language features touch. Mocked in with `vi.mock("vscode", …)`. */
export class Position {
  readonly line: number;
  readonly character: number;
  constructor(line: number, character: number) {
    this.line = line;
    this.character = character;
  }
}

export class Range {
  readonly start: Position;
  readonly end: Position;
  constructor(start: Position, end: Position) {
    this.start = start;
    this.end = end;
  }
}

export class CompletionItem {
  readonly label: unknown;
  readonly kind: unknown;
  constructor(label: unknown, kind: unknown) {
    this.label = label;
    this.kind = kind;
  }
}

export class SnippetString {
  readonly value: string;
  constructor(value: string) {
    this.value = value;
  }
}

export class MarkdownString extends SnippetString {}

export class Hover {
  readonly contents: unknown;
  readonly range: Range;
  constructor(contents: unknown, range: Range) {
    this.contents = contents;
    this.range = range;
  }
}

export class DocumentSymbol {
  readonly name: string;
  readonly detail: string;
  readonly kind: unknown;
  readonly range: Range;
  readonly selectionRange: Range;
  children: readonly DocumentSymbol[] = [];
  constructor(
    ...[name, detail, kind, range, selectionRange]: [string, string, unknown, Range, Range]
  ) {
    this.name = name;
    this.detail = detail;
    this.kind = kind;
    this.range = range;
    this.selectionRange = selectionRange;
  }
}

export class SignatureHelp {
  readonly signatures: readonly SignatureInformation[] = [];
}

export class SignatureInformation {
  readonly label: string;
  readonly documentation: string;
  constructor(label: string, documentation: string) {
    this.label = label;
    this.documentation = documentation;
  }
}

export class ParameterInformation {
  readonly label: unknown;
  constructor(label: unknown) {
    this.label = label;
  }
}

export class CodeLens {
  readonly range: Range;
  command: { readonly command: string; readonly title: string } | undefined;
  constructor(range: Range, command?: CodeLens["command"]) {
    this.range = range;
    this.command = command;
  }
}

export class Location {
  readonly uri: unknown;
  readonly range: Range;
  constructor(uri: unknown, range: Range) {
    this.uri = uri;
    this.range = range;
  }
}

export class EventEmitter {
  readonly #listeners = new Set<() => void>();
  readonly event = (listener: () => void): void => void this.#listeners.add(listener);
  fire(): void {
    for (const listener of this.#listeners) listener();
  }
}

export class CancellationError extends Error {
  override name = "Canceled";
}

export const ProgressLocation = {};

/** The words in English, with what stands in their gaps. */
export const l10n = {
  t: (text: string, ...values: readonly unknown[]) =>
    text.replace(/\{(\d)\}/g, (_, position: string) => String(values[Number(position)])),
};

/** An enumeration whose members are their own names. */
const names: Record<string, string> = new Proxy({}, { get: (_, name) => String(name) });
export const CompletionItemKind = names;
export const CompletionItemTag = names;
export const SymbolKind = names;

/** A document with a text, whose positions are those of the editor. */
export function documentWith(text: string, version = 1) {
  const lines = text.split("\n");
  const offsetAt = ({ line, character }: Position): number =>
    lines.slice(0, line).reduce((sum, one) => sum + one.length + 1, character);
  return {
    version,
    getText: (range?: Range) =>
      range ? text.slice(offsetAt(range.start), offsetAt(range.end)) : text,
    validateRange: (range: Range) => range,
    offsetAt,
    positionAt: (offset: number) => {
      const before = text.slice(0, offset).split("\n");
      return new Position(before.length - 1, before.at(-1)?.length ?? 0);
    },
  };
}
