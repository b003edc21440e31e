import {
  CancellationError,
  commands,
  Diagnostic,
  type DiagnosticCollection,
  DiagnosticSeverity,
  l10n,
  type OutputChannel,
  Position,
  Range,
  type TextDocument,
  window,
} from "vscode";
import { isCancelled } from "../../base/errors.ts";
import type { Secret } from "../../base/secret.ts";
import type { Catalog } from "../../domain/model/catalog.ts";
import type { Sessions } from "../../features/sessions/sessions.ts";
import { describeRun } from "../../features/scriptRun/describeRun.ts";
import { changesSomething } from "../../features/scriptRun/changesSomething.ts";
import { firstError, locateErrors } from "../../features/scriptRun/locateErrors.ts";
import { type RunWarning, runWarnings } from "../../features/scriptRun/runWarnings.ts";
import { transactionOf } from "../../features/scriptRun/transactionOf.ts";
import type { ConnectionProfile } from "../../services/profiles/profile.ts";
import type { StatementResult } from "../../services/sql/sqlRunner.ts";
import type { CommandId } from "../commands/commandIds.ts";
import { loadLanguage } from "../language/loadLanguage.ts";
import { withProgress } from "../withProgress.ts";
import { askBinds } from "./askBinds.ts";
import { confirmPublic } from "./confirmPublic.ts";
import { type ClientSecretParts, type KeptSecrets, prepareClientSecrets } from "./clientSecrets.ts";
import { withoutLinks } from "../withoutLinks.ts";

export interface RunParts extends ClientSecretParts {
  readonly sessions: Sessions;
  readonly output: OutputChannel;
  readonly diagnostics: DiagnosticCollection;
}

export interface ScriptToRun {
  readonly document: TextDocument;
  /** What is run: the whole document, or the selection. */
  readonly range: Range;
  /** What stood there when the person said "run". */
  readonly text: string;
  readonly profile: ConnectionProfile;
  readonly catalog: Catalog;
}

/** Runs a script that the person has seen, says what came of it, and reads the catalog again. */
export async function runScript(parts: RunParts, script: ScriptToRun): Promise<void> {
  const { profile, document, range, text, catalog: before } = script;
  const transaction = transactionOf(profile);
  await confirmWarnings(runWarnings(text, transaction));
  const { runEffect } = await loadLanguage();
  const effect = runEffect(text, before);
  await confirmPublic({ document, range, effect });
  if (transaction === "borrowed" && changesSomething(text)) await confirmBorrowed();
  const secrets = await prepareClientSecrets(parts, text, script);
  const binds = await askBinds(text, secrets.binds);
  parts.diagnostics.delete(document.uri);
  for (const { line, message } of effect.unknown) {
    parts.output.appendLine(l10n.t("Line {0}: {1}", range.start.line + line, message));
  }
  const results = await ran(parts, profile, async (signal) => {
    return await parts.sessions.run(profile.id, text, { binds, signal });
  });
  writeOutput(parts.output, script, masked(describeRun(results), Object.values(secrets.binds)));
  parts.diagnostics.set(document.uri, toDiagnostics(results, range.start));
  const clean = firstError(results) === undefined;
  // Said without waiting: what follows must not depend on when the person closes a message.
  void tellResult(parts, script, results);
  await retried(async (signal) => {
    const after = await parts.sessions.refresh(profile.id, signal);
    tellKept(profile, await secrets.keep({ profile, before, after, clean }, signal));
  }, profile);
}

/** A run that is canceled or cut off may have done something: then the sidebar shows what is there. */
async function ran<T>(
  { sessions }: RunParts,
  profile: ConnectionProfile,
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  try {
    return await withProgress(l10n.t("Running the script on {0}", profile.name), run);
  } catch (error) {
    if (isCancelled(error)) void tellCanceled(sessions, profile);
    throw error;
  }
}

async function tellCanceled(sessions: Sessions, profile: ConnectionProfile): Promise<void> {
  const refresh = l10n.t("Refresh");
  const chosen = await window.showWarningMessage(
    withoutLinks(
      transactionOf(profile) === "own"
        ? l10n.t(
            "The script was stopped on {0}. What it had not committed is rolled back; what it had committed stays.",
            profile.name,
          )
        : l10n.t(
            "The script is not waited for any more on {0}. What was begun may still run there.",
            profile.name,
          ),
    ),
    refresh,
  );
  if (chosen !== refresh) return;
  await withProgress(l10n.t("Refreshing {0}", profile.name), async (signal) => {
    await sessions.refresh(profile.id, signal);
  });
}

/** The session is the person's own, and so is all that waits in its transaction. */
async function confirmBorrowed(): Promise<void> {
  const run = l10n.t("Run there");
  const chosen = await window.showWarningMessage(
    l10n.t("Change something in the session of Oracle SQL Developer?"),
    {
      modal: true,
      detail: l10n.t(
        "This connection is for reading. The script runs in your own session there: a COMMIT in it also commits whatever you have changed there and not committed yet.",
      ),
    },
    run,
  );
  if (chosen !== run) throw new CancellationError();
}

/** What will surprise is said before, not after. */
async function confirmWarnings(warnings: readonly RunWarning[]): Promise<void> {
  if (warnings.length === 0) return;
  const run = l10n.t("Run anyway");
  const chosen = await window.showWarningMessage(
    l10n.t("Run the script as it is?"),
    { modal: true, detail: warnings.map(({ message }) => message).join("\n\n") },
    run,
  );
  if (chosen !== run) throw new CancellationError();
}

/** The catalog has to be read, or a secret that was just made would be lost: the person may try again. */
async function retried(
  work: (signal: AbortSignal) => Promise<void>,
  profile: ConnectionProfile,
): Promise<void> {
  for (;;) {
    try {
      await withProgress(l10n.t("Refreshing {0}", profile.name), work);
      return;
    } catch (error) {
      const again = l10n.t("Try again");
      const reason = error instanceof Error ? error.message : String(error);
      const chosen = await window.showErrorMessage(
        withoutLinks(
          l10n.t("The script was run, but {0} could not be read again: {1}", profile.name, reason),
        ),
        again,
      );
      if (chosen !== again) return;
    }
  }
}

function writeOutput(
  output: OutputChannel,
  { document, profile }: ScriptToRun,
  text: string,
): void {
  const name = document.uri.path.split("/").at(-1) ?? "";
  output.appendLine(`${new Date().toLocaleTimeString()}  ${name}  →  ${profile.name}`);
  output.appendLine(text);
}

/** A script may print what it was given. */
function masked(text: string, secrets: readonly Secret[]): string {
  return secrets.reduce((shown, secret) => shown.replaceAll(secret.reveal(), "•••"), text);
}

function toDiagnostics(results: readonly StatementResult[], start: Position): Diagnostic[] {
  return locateErrors(results).map(({ line, column, endLine, code, message }) => {
    // Lines are counted within what was run; only the first of them may begin in the middle of a line.
    const first = start.translate(line - 1);
    const character = line === 1 ? start.character + column - 1 : column - 1;
    const from = first.with({ character });
    const to = start.translate(endLine - 1).with({ character: Number.MAX_SAFE_INTEGER });
    const diagnostic = new Diagnostic(new Range(from, to), message, DiagnosticSeverity.Error);
    diagnostic.source = "ORDS Security";
    if (code !== undefined) diagnostic.code = code;
    return diagnostic;
  });
}

async function tellResult(
  { output, sessions }: RunParts,
  { document, profile, range }: ScriptToRun,
  results: readonly StatementResult[],
): Promise<void> {
  const showOutput = l10n.t("Show output");
  const state = sessions.get(profile.id)?.state;
  const waiting = state?.kind === "open" ? state.uncommitted : 0;
  if (waiting > 0) void tellUncommitted(profile, waiting);
  const goToLine = l10n.t("Go to line");
  const [error] = locateErrors(results);
  const chosen = error
    ? await window.showErrorMessage(
        withoutLinks(
          l10n.t("The script failed on {0}: {1}", profile.name, firstLine(error.message)),
        ),
        goToLine,
        showOutput,
      )
    : await window.showInformationMessage(
        withoutLinks(l10n.t("The script ran on {0}.", profile.name)),
        showOutput,
      );
  if (chosen === showOutput) output.show(true);
  if (chosen === goToLine && error) {
    const line = document.lineAt(Math.min(range.start.line + error.line, document.lineCount) - 1);
    await window.showTextDocument(document, { selection: line.range });
  }
}

/** It stays in the tree and in the commands when this message is closed. */
async function tellUncommitted(profile: ConnectionProfile, changes: number): Promise<void> {
  const commit = l10n.t("Commit");
  const rollBack = l10n.t("Roll back");
  const chosen = await window.showWarningMessage(
    withoutLinks(
      changes === 1
        ? l10n.t("1 change is not committed on {0}: nobody else sees it yet.", profile.name)
        : l10n.t(
            "{0} changes are not committed on {1}: nobody else sees them yet.",
            changes,
            profile.name,
          ),
    ),
    commit,
    rollBack,
  );
  const id: CommandId | undefined =
    chosen === commit
      ? "ordsSecurity.commitChanges"
      : chosen === rollBack
        ? "ordsSecurity.rollBackChanges"
        : undefined;
  if (id) await commands.executeCommand(id, profile.id);
}

/** Nobody sees a secret, so it is said where it went, and what comes next. */
function tellKept(profile: ConnectionProfile, { registered, rotated, revoked }: KeptSecrets): void {
  if (registered.length > 0) {
    void window.showInformationMessage(
      withoutLinks(
        l10n.t("The secret of {0} is in VS Code's secret storage.", registered.join(", ")),
      ),
    );
  }
  for (const name of rotated) void offerRotation(profile, name);
  if (revoked.length > 0) {
    void window.showInformationMessage(
      withoutLinks(
        l10n.t("A secret of {0} is revoked and gets no more tokens.", revoked.join(", ")),
      ),
    );
  }
}

async function offerRotation(profile: ConnectionProfile, name: string): Promise<void> {
  const goOn = l10n.t("Go on with rotation");
  const chosen = await window.showInformationMessage(
    withoutLinks(l10n.t("The new secret of {0} is in VS Code's secret storage.", name)),
    goOn,
  );
  const id: CommandId = "ordsSecurity.rotateSecret";
  if (chosen === goOn) await commands.executeCommand(id, `${profile.id}/${name}`);
}

function firstLine(message: string): string {
  return message.split("\n", 1)[0] ?? message;
}
