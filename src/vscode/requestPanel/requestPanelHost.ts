import { commands, env, l10n, Uri, window, workspace } from "vscode";
import { assertNever } from "../../base/assertNever.ts";
import type { Logger } from "../../base/logger.ts";
import type { PanelEffect } from "../../features/requestPanel/panelEffect.ts";
import type { RequestPanel, RequestPanels } from "../../features/requestPanel/requestPanel.ts";
import { parseIntent, type Message } from "../../features/requestPanel/requestPanelProtocol.ts";
import { requestPanelTexts } from "../../features/requestPanel/requestPanelTexts.ts";
import type { RequestTarget } from "../../features/requestPanel/requestTarget.ts";
import type { OpenBodySink } from "../../services/http/bodySink.ts";
import { withProgress } from "../withProgress.ts";
import type { ReadOnlyDocuments } from "../documents/readOnlyDocuments.ts";
import type { PageNews } from "../panels/connectPage.ts";
import { alsoEvery } from "../pace.ts";
import { registerPages } from "../panels/registerPages.ts";
import type { Panels } from "../registerLazyPanels.ts";
import { chooseSent } from "./chooseSent.ts";
import { handOverRequest } from "./handOverRequest.ts";
import { runRemedy, type ReportError } from "../reportError.ts";
import { withoutLinks } from "../withoutLinks.ts";

export interface RequestPanelDeps {
  readonly documents: ReadOnlyDocuments;
  readonly extensionUri: Uri;
  readonly requestPanels: RequestPanels;
  readonly reportError: ReportError;
  /** Where a body goes that is not kept in memory. */
  readonly fileSink: (path: string) => OpenBodySink;
  readonly log: Logger;
}

const requestPanelViewType = "ordsSecurity.requestPanel";

/** The life that a token has left is in the model, and nobody tells when a minute has passed. */
const tickMs = 30_000;

/** Shows request panels as editors, and brings them back after a reload, without any credential. */
export function registerRequestPanel(deps: RequestPanelDeps): Panels<RequestTarget, RequestPanel> {
  const { requestPanels } = deps;
  return registerPages({
    ...deps,
    viewType: requestPanelViewType,
    page: { name: "requestPanel", texts: requestPanelTexts, ownPictures: true },
    open: (target) => requestPanels.open(target),
    restore: (memento) => requestPanels.restore(memento),
    // Trying the same thing again leads to the panel that is there.
    keyOf: (target) => ((target.ref ?? target.path) ? JSON.stringify(target) : undefined),
    keyOfRestored: () => undefined,
    parseIntent,
    receive: async (intent, panel) => {
      const effect = await panel.handle(intent);
      if (effect) await perform(effect, panel, deps);
    },
    newsOf,
    pace: (changes) => alsoEvery(changes, tickMs),
  });
}

function newsOf({ model, body }: RequestPanel): readonly PageNews<Message>[] {
  // While the person types, the form is the page's own: only what follows from it is news.
  const version = JSON.stringify({ ...model, draft: undefined });
  const news: PageNews<Message> = { version, message: { kind: "model", model } };
  return body ? [news, { version: body.id, message: { kind: "body", body } }] : [news];
}

async function perform(
  effect: PanelEffect,
  panel: RequestPanel,
  deps: RequestPanelDeps,
): Promise<void> {
  switch (effect.kind) {
    case "copy":
      await env.clipboard.writeText(effect.text);
      window.setStatusBarMessage(copied[effect.what](), 4000);
      return;
    case "chooseSent": {
      const chosen = await chooseSent(effect.sent);
      if (chosen === "clear") {
        await commands.executeCommand("ordsSecurity.clearRequestHistory", panel.profile);
      } else if (chosen) panel.fillIn(chosen);
      return;
    }
    case "handOver":
      return await handOverRequest(effect);
    case "saveRequest": {
      const { profile, draft } = effect;
      await commands.executeCommand("ordsSecurity.saveRequest", { profile, draft });
      return;
    }
    case "readBody": {
      const { source, of } = effect;
      await withProgress(l10n.t("Reading what {0} takes", of), async (signal) => {
        await panel.fillBody(source, signal);
      });
      return;
    }
    case "readColumns":
      await withProgress(l10n.t("Reading the columns of {0}", effect.of), async (signal) => {
        await panel.readColumns(signal);
      });
      return;
    case "saveBytes": {
      const target = await askFile(effect.name);
      if (target) await workspace.fs.writeFile(target, effect.bytes);
      return;
    }
    case "saveAnew":
      return await saveAnew(effect, panel, deps);
    case "openDocument":
      return await deps.documents.show(effect);
    case "compareDocuments":
      return await deps.documents.compare(effect.before, effect.after);
    case "runScaffold": {
      const { profile, scaffold, arguments: given } = effect;
      await commands.executeCommand("ordsSecurity.runScaffold", {
        profile,
        scaffold,
        arguments: given,
      });
      return;
    }
    case "explainAccess":
      await commands.executeCommand("ordsSecurity.explainAccess", effect);
      return;
    case "showTokenRequest":
      await commands.executeCommand(
        "ordsSecurity.showTokenRequest",
        `${effect.profile}/${effect.client}`,
      );
      return;
    case "runRemedy":
      return await runRemedy(effect.remedy);
    default:
      return assertNever(effect);
  }
}

/** The body was longer than the limit: it is asked for once more, and goes to a file as it comes. */
async function saveAnew(
  { name, draft }: Extract<PanelEffect, { kind: "saveAnew" }>,
  panel: RequestPanel,
  { fileSink }: RequestPanelDeps,
): Promise<void> {
  const send = l10n.t("Send again into a file");
  const chosen = await window.showInformationMessage(
    l10n.t(
      "The body is longer than what was read. To save all of it, the request is sent once more.",
    ),
    { modal: true },
    send,
  );
  const target = chosen === send ? await askFile(name) : undefined;
  if (!target) return;
  const bytes = await withProgress(l10n.t("Saving the body of the answer"), async (signal) => {
    return await panel.saveAnew(draft, fileSink(target.fsPath), signal);
  });
  void window.showInformationMessage(withoutLinks(l10n.t("{0} bytes were saved.", String(bytes))));
}

/** The person chooses where; undefined when they do not. */
async function askFile(name: string): Promise<Uri | undefined> {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  return await window.showSaveDialog({
    title: l10n.t("Save the body of the answer"),
    ...(folder ? { defaultUri: Uri.joinPath(folder, name) } : {}),
  });
}

const copied = {
  body: () => l10n.t("Copied the body."),
} as const;
