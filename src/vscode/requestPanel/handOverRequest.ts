import { env, l10n, Uri, window, workspace } from "vscode";
import { assertNever } from "../../base/assertNever.ts";
import { snippetKinds, toCodeSnippet, type SnippetKind } from "../../domain/http/codeSnippet.ts";
import { holdsEnvironment } from "../../domain/http/holdsEnvironment.ts";
import type { ShownAuthorization } from "../../domain/http/redactRequest.ts";
import { toHttpFile } from "../../domain/http/httpFile.ts";
import { handOverNotes } from "../../features/requestPanel/handOverNotes.ts";
import type { PanelEffect } from "../../features/requestPanel/panelEffect.ts";
import { withoutLinks } from "../withoutLinks.ts";

type HandOver = Extract<PanelEffect, { readonly kind: "handOver" }>;

/** Asks for the tool that a request goes to, and copies or saves it in that tool's words. */
export async function handOverRequest({ request, caller }: HandOver): Promise<void> {
  const placeHolder = l10n.t("Copy this request for…");
  const chosen = await window.showQuickPick(choices(caller), { placeHolder });
  if (!chosen) return;
  if (chosen.as === "httpFile") return await saveHttpFile({ kind: "handOver", request, caller });
  const authorization = authorizationOf(caller);
  await env.clipboard.writeText(toCodeSnippet(chosen.as, request, authorization));
  const said =
    authorization === "bearer"
      ? l10n.t("Copied; set ORDS_TOKEN to a token before you run it.")
      : l10n.t("Copied.");
  window.setStatusBarMessage(said, 4000);
  tellNotes(request);
}

function authorizationOf(caller: HandOver["caller"]): ShownAuthorization {
  if (!caller) return "none";
  return caller.kind === "user" ? "basic" : "bearer";
}

/** Where the copied text gets its credential from; it holds none. */
function credentialSource(as: SnippetKind, authorization: ShownAuthorization): string {
  if (authorization === "none") return "";
  if (authorization === "bearer") return l10n.t("Reads the token from the variable ORDS_TOKEN");
  switch (as) {
    case "curl":
    case "powershellCurl":
      return l10n.t("Reads the user from the variable ORDS_USER and asks for the password");
    case "powershell":
      return l10n.t("Asks for user and password");
    case "fetch":
    case "python":
      return l10n.t("Reads user and password from the variables ORDS_USER and ORDS_PASSWORD");
    default:
      return assertNever(as);
  }
}

/** Such a text is made to be passed on. */
function tellNotes(request: HandOver["request"]): void {
  const { leftOut, secretBody } = handOverNotes(request);
  if (leftOut) {
    void window.showInformationMessage(
      l10n.t("What can be a credential in headers and parameters was left out."),
    );
  }
  if (secretBody) {
    void window.showWarningMessage(
      l10n.t("The body may hold a credential; it stands there as you typed it."),
    );
  }
}

interface Choice {
  readonly as: SnippetKind | "httpFile";
  readonly label: string;
  readonly detail: string;
}

function choices(caller: HandOver["caller"]): Choice[] {
  const authorization = authorizationOf(caller);
  return [
    ...snippetKinds.map((as) => ({
      as,
      label: labels[as](),
      detail: credentialSource(as, authorization),
    })),
    {
      as: "httpFile",
      label: l10n.t("Save as .http file…"),
      detail: l10n.t("With its environments, for the HTTP Client of IntelliJ and for httpYac"),
    },
  ];
}

const labels: Readonly<Record<SnippetKind, () => string>> = {
  curl: () => l10n.t("curl (bash)"),
  powershellCurl: () => l10n.t("curl.exe (PowerShell on Windows)"),
  powershell: () => l10n.t("PowerShell"),
  fetch: () => l10n.t("fetch (JavaScript)"),
  python: () => l10n.t("Python requests"),
};

/** Writes the request where the person says, and its environments beside it where there are none yet. */
async function saveHttpFile({ request, caller }: HandOver): Promise<void> {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const target = await window.showSaveDialog({
    ...(folder ? { defaultUri: Uri.joinPath(folder, "requests.http") } : {}),
    filters: { [l10n.t("HTTP requests")]: ["http"] },
  });
  if (!target) return;
  const file = toHttpFile(request, caller);
  await writeText(target, file.request);
  await writeBeside(target, "http-client.env.json", file.environment);
  await writeBeside(target, "http-client.private.env.json", file.privateEnvironment);
  await window.showTextDocument(await workspace.openTextDocument(target), { preview: false });
  tellNotes(request);
  if (!caller) return;
  void window.showInformationMessage(
    l10n.t(
      "The credential is in none of the files. Enter it into http-client.private.env.json and keep that file out of git.",
    ),
  );
}

/** What is there already is the person's own: beside it the new text is opened, to take from, unless nothing is missing. */
async function writeBeside(file: Uri, name: string, text: string): Promise<void> {
  const target = Uri.joinPath(file, "..", name);
  if (!(await exists(target))) return await writeText(target, text);
  const existing = new TextDecoder().decode(await workspace.fs.readFile(target));
  if (holdsEnvironment(existing, text)) return;
  const document = await workspace.openTextDocument({ language: "json", content: text });
  await window.showTextDocument(document, { preview: false });
  void window.showInformationMessage(
    withoutLinks(
      l10n.t("{0} exists already and was not changed. What it needs is opened beside it.", name),
    ),
  );
}

async function exists(uri: Uri): Promise<boolean> {
  try {
    await workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}

async function writeText(uri: Uri, text: string): Promise<void> {
  await workspace.fs.writeFile(uri, new TextEncoder().encode(text));
}
