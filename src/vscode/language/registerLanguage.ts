import {
  type CancellationToken,
  Disposable,
  languages,
  type Position,
  type TextDocument,
} from "vscode";
import { mentionsOrds, scriptLanguages } from "../scripts/mentionsOrds.ts";
import type { Scripts } from "../scripts/registerScripts.ts";
import { contextOf } from "./contextOf.ts";
import { loadLanguage } from "./loadLanguage.ts";

/** A document without a word of ORDS is looked at up to this length, so that the first word can be completed. */
const small = 100_000;

/** Help while a script is written. Reading scripts is loaded when the first of these is asked. */
export function registerLanguage({ scripts }: { readonly scripts: Scripts }): Disposable {
  const selector = scriptLanguages.map((language) => ({ language }));
  const ask = async <T>(
    document: TextDocument,
    token: CancellationToken,
    answer: (language: Awaited<ReturnType<typeof loadLanguage>>) => T,
  ): Promise<T | undefined> => {
    const language = await loadLanguage();
    // Typing goes on while the bundle is read: what nobody waits for any more is not computed.
    return token.isCancellationRequested || document.isClosed ? undefined : answer(language);
  };
  const askedOf = (document: TextDocument, position: Position) => {
    return { document, position, context: contextOf(scripts.sessionOf(document)) };
  };
  return Disposable.from(
    languages.registerCompletionItemProvider(
      selector,
      {
        provideCompletionItems: async (document, position, token) => {
          const text = document.getText();
          if (text.length > small && !mentionsOrds(text)) return undefined;
          return await ask(document, token, (language) =>
            language.provideCompletions(askedOf(document, position)),
          );
        },
      },
      ".",
      "'",
      "(",
      ">",
    ),
    languages.registerHoverProvider(selector, {
      provideHover: async (document, position, token) => {
        if (!mentionsOrds(document.getText())) return undefined;
        return await ask(document, token, (language) =>
          language.provideHover(askedOf(document, position)),
        );
      },
    }),
    languages.registerSignatureHelpProvider(
      selector,
      {
        provideSignatureHelp: async (document, position, token) => {
          if (!mentionsOrds(document.getText())) return undefined;
          return await ask(document, token, (language) =>
            language.provideSignatures({ document, position }),
          );
        },
      },
      "(",
      ",",
    ),
    languages.registerDocumentSymbolProvider(
      selector,
      {
        provideDocumentSymbols: async (document, token) => {
          if (!mentionsOrds(document.getText())) return undefined;
          return await ask(document, token, (language) => language.provideOutline(document));
        },
      },
      { label: "ORDS Security" },
    ),
  );
}
