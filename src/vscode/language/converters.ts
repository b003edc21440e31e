import { Position, Range, type TextDocument } from "vscode";
import type { TextRange } from "../../base/textRange.ts";

// The only place where offsets, which all our own code counts in, meet lines and columns.

export function toOffset(document: Pick<TextDocument, "offsetAt">, position: Position): number {
  return document.offsetAt(position);
}

export function toPosition(document: Pick<TextDocument, "positionAt">, offset: number): Position {
  return document.positionAt(offset);
}

export function toRange(document: Pick<TextDocument, "positionAt">, range: TextRange): Range {
  return new Range(document.positionAt(range.start), document.positionAt(range.end));
}

export function toTextRange(document: Pick<TextDocument, "offsetAt">, range: Range): TextRange {
  return { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
}
