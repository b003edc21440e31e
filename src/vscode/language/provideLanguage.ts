import {
  CompletionItem,
  CompletionItemKind,
  CompletionItemTag,
  DocumentSymbol,
  Hover,
  MarkdownString,
  ParameterInformation,
  type Position,
  SignatureHelp,
  SignatureInformation,
  SnippetString,
  SymbolKind,
  type TextDocument,
} from "vscode";
import { completionsAt } from "../../features/language/completions.ts";
import { hoverAt } from "../../features/language/hover.ts";
import type { LanguageContext } from "../../features/language/languageContext.ts";
import type { Offer, OfferKind } from "../../features/language/offer.ts";
import { outlineOf, type OutlineItem, type OutlineKind } from "../../features/language/outline.ts";
import { signaturesAt } from "../../features/language/signatureHelp.ts";
import { toOffset, toRange } from "./converters.ts";
import { analysisOf } from "./documentAnalyses.ts";

/** A place in a document, and what is known around it. */
export interface Asked {
  readonly document: TextDocument;
  readonly position: Position;
  readonly context: LanguageContext;
}

export function provideCompletions({ document, position, context }: Asked): CompletionItem[] {
  const offset = toOffset(document, position);
  const offers = completionsAt(analysisOf(document), offset, context);
  return offers.map((one) => toCompletionItem(document, one));
}

function toCompletionItem(document: TextDocument, offer: Offer): CompletionItem {
  const { label, detail, kind, insert, filter, documentation, rank } = offer;
  const item = new CompletionItem({ label, description: detail }, completionKinds[kind]);
  item.insertText = offer.snippet ? new SnippetString(insert) : insert;
  item.range = toRange(document, offer.range);
  item.sortText = `${String(rank).padStart(4, "0")} ${label}`;
  if (filter !== undefined) item.filterText = filter;
  if (documentation !== "") item.documentation = new MarkdownString(documentation);
  if (offer.deprecated) item.tags = [CompletionItemTag.Deprecated];
  if (offer.continues) item.command = { command: "editor.action.triggerSuggest", title: "" };
  return item;
}

const completionKinds: Readonly<Record<OfferKind, CompletionItemKind>> = {
  package: CompletionItemKind.Module,
  procedure: CompletionItemKind.Method,
  function: CompletionItemKind.Function,
  parameter: CompletionItemKind.Property,
  constant: CompletionItemKind.Constant,
  type: CompletionItemKind.Struct,
  variable: CompletionItemKind.Variable,
  role: CompletionItemKind.Value,
  privilege: CompletionItemKind.Value,
  module: CompletionItemKind.Value,
  client: CompletionItemKind.Value,
  pattern: CompletionItemKind.Value,
  template: CompletionItemKind.Value,
  object: CompletionItemKind.Value,
  schema: CompletionItemKind.Value,
};

export function provideHover({ document, position, context }: Asked): Hover | undefined {
  const found = hoverAt(analysisOf(document), toOffset(document, position), context);
  return found && new Hover(new MarkdownString(found.markdown), toRange(document, found.range));
}

export function provideSignatures({
  document,
  position,
}: Pick<Asked, "document" | "position">): SignatureHelp | undefined {
  const found = signaturesAt(analysisOf(document), toOffset(document, position));
  if (!found) return undefined;
  const help = new SignatureHelp();
  help.signatures = found.all.map(({ label, documentation, parameters, active }) => {
    const signature = new SignatureInformation(label, documentation);
    signature.parameters = parameters.map(({ start, end }) => {
      return new ParameterInformation([start, end]);
    });
    // One beyond the last: no parameter is shown as the active one.
    signature.activeParameter = active ?? parameters.length;
    return signature;
  });
  help.activeSignature = found.active;
  help.activeParameter = found.all[found.active]?.active ?? 0;
  return help;
}

export function provideOutline(document: TextDocument): DocumentSymbol[] {
  return outlineOf(analysisOf(document)).map((item) => toSymbol(document, item));
}

function toSymbol(document: TextDocument, item: OutlineItem): DocumentSymbol {
  const symbol = new DocumentSymbol(
    item.name,
    item.detail === "" ? kindWords[item.kind] : `${kindWords[item.kind]} · ${item.detail}`,
    symbolKinds[item.kind],
    toRange(document, item.range),
    toRange(document, item.selection),
  );
  symbol.children = item.children.map((child) => toSymbol(document, child));
  return symbol;
}

// Icons alone would tell kinds apart by shape and color only, so each has its word.
const kindWords: Readonly<Record<OutlineKind, string>> = {
  block: "block",
  role: "role",
  privilege: "privilege",
  mapping: "mapping",
  client: "client",
  module: "module",
  template: "template",
  handler: "handler",
  parameter: "parameter",
  schema: "schema",
  object: "object",
  jwtProfile: "token issuer",
};

const symbolKinds: Readonly<Record<OutlineKind, SymbolKind>> = {
  block: SymbolKind.Namespace,
  role: SymbolKind.EnumMember,
  privilege: SymbolKind.Class,
  mapping: SymbolKind.String,
  client: SymbolKind.Object,
  module: SymbolKind.Module,
  template: SymbolKind.Interface,
  handler: SymbolKind.Method,
  parameter: SymbolKind.Variable,
  schema: SymbolKind.Package,
  object: SymbolKind.Struct,
  jwtProfile: SymbolKind.Constant,
};
