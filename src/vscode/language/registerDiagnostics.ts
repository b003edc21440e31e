import { CodeActionKind, type Disposable, languages, type TextDocument, workspace } from "vscode";
import { DisposableStore } from "../../base/disposable.ts";
import type { Event } from "../../base/emitter.ts";
import type { Logger } from "../../base/logger.ts";
import type { Session } from "../../features/sessions/sessions.ts";
import { isScriptLanguage, mentionsOrds, scriptLanguages } from "../scripts/mentionsOrds.ts";
import type { Settings } from "../settings.ts";
import { settingsTable } from "../settingsTable.ts";
import { loadLanguage } from "./loadLanguage.ts";
import type { Judged } from "./provideDiagnostics.ts";

export interface DiagnosticsParts {
  readonly settings: Pick<Settings, "dialect" | "ruleSeverities">;
  readonly log: Pick<Logger, "error">;
  /** The connection that a document would run on. */
  readonly sessionOf: (document: Pick<TextDocument, "uri">) => Session | undefined;
  /** Told when a document may run on another connection, or a connection shows another catalog. */
  readonly onDidChangeSessions: Event<unknown>;
  /** Told when another connection is chosen for a document. */
  readonly onDidChooseConnection: Event<unknown>;
}

/** How long typing has to pause. */
const pause = 300;

/** Marks what is wrong in scripts that call ORDS, and offers to mend it. Nothing is run or sent for it. */
export function registerDiagnostics(parts: DiagnosticsParts): Disposable {
  const store = new DisposableStore();
  const collection = store.add(languages.createDiagnosticCollection("ordsSecurity"));
  const waiting = new Map<string, ReturnType<typeof setTimeout>>();
  store.add({ dispose: () => waiting.forEach((timer) => clearTimeout(timer)) });

  const stopWaiting = ({ uri }: TextDocument): void => {
    clearTimeout(waiting.get(uri.toString()));
    waiting.delete(uri.toString());
  };
  const forget = (document: TextDocument): void => {
    stopWaiting(document);
    collection.delete(document.uri);
  };
  const check = async (document: TextDocument): Promise<void> => {
    if (document.isClosed || !isJudged(document)) {
      forget(document);
      return;
    }
    const { version } = document;
    const { provideDiagnostics } = await loadLanguage();
    // Typing goes on while the bundle is read: then the next check is on its way already.
    if (document.isClosed || document.version !== version) return;
    collection.set(document.uri, provideDiagnostics(judgedBy(parts, document)));
  };
  const checkSoon = (document: TextDocument, delay: number): void => {
    if (!isScriptLanguage(document.languageId)) return;
    stopWaiting(document);
    const timer = setTimeout(() => {
      waiting.delete(document.uri.toString());
      check(document).catch((error: unknown) => {
        parts.log.error(`Checking a script failed: ${String(error)}`);
      });
    }, delay);
    waiting.set(document.uri.toString(), timer);
  };
  const checkAll = (): void => workspace.textDocuments.forEach((each) => checkSoon(each, pause));

  store.add(workspace.onDidOpenTextDocument((document) => checkSoon(document, 0)));
  store.add(workspace.onDidCloseTextDocument(forget));
  store.add(
    workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0) checkSoon(document, pause);
    }),
  );
  store.add(
    workspace.onDidChangeConfiguration((event) => {
      const { diagnostics, dialect } = settingsTable;
      if ([diagnostics, dialect].some(({ key }) => event.affectsConfiguration(key))) checkAll();
    }),
  );
  store.add(parts.onDidChangeSessions(checkAll));
  store.add(parts.onDidChooseConnection(checkAll));
  store.add(registerFixes(parts));
  workspace.textDocuments.forEach((each) => checkSoon(each, 0));
  return store;
}

function registerFixes(parts: DiagnosticsParts): Disposable {
  const fixAll = CodeActionKind.SourceFixAll.append("ordsSecurity");
  return languages.registerCodeActionsProvider(
    scriptLanguages.map((language) => ({ language })),
    {
      provideCodeActions: async (document, range, { diagnostics, only }, token) => {
        if (!isJudged(document)) return [];
        const { provideFixAll, provideFixes } = await loadLanguage();
        if (token.isCancellationRequested || document.isClosed) return [];
        const judged = judgedBy(parts, document);
        if (only?.intersects(fixAll) === true) return provideFixAll(judged);
        return only === undefined || only.intersects(CodeActionKind.QuickFix)
          ? provideFixes(judged, range, diagnostics)
          : [];
      },
    },
    { providedCodeActionKinds: [CodeActionKind.QuickFix, fixAll] },
  );
}

function judgedBy({ settings, sessionOf }: DiagnosticsParts, document: TextDocument): Judged {
  return {
    document,
    session: sessionOf(document),
    dialect: settings.dialect,
    severities: settings.ruleSeverities,
  };
}

/** How much of a document is looked at, as for calls of ORDS. */
const lookAt = 200_000;

/** A text that has to do with ORDS and that somebody can change. */
function isJudged(document: TextDocument): boolean {
  const { scheme } = document.uri;
  if (!isScriptLanguage(document.languageId) || othersTexts.has(scheme)) return false;
  const text = document.getText();
  return mentionsOrds(text) || /\b(?:user|all|dba|cdb)_ords_\w/i.test(text.slice(0, lookAt));
}

/** Earlier versions of a file, and what is shown to be read only: marks there help nobody. */
const othersTexts: ReadonlySet<string> = new Set(["git", "gitlens", "output", "ords-security"]);
