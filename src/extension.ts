import { type ExtensionContext, Uri, window } from "vscode";
import { systemClock } from "./base/clock.ts";
import { createClientStates } from "./features/clients/createClientStates.ts";
import { createSessions } from "./features/sessions/createSessions.ts";
import { readCatalog } from "./services/catalog/readCatalog.ts";
import { generateClientSecret } from "./services/clients/generateClientSecret.ts";
import { readClientSecret } from "./services/clients/readClientSecret.ts";
import { createFetchHttpClient } from "./services/http/createFetchHttpClient.ts";
import { createProfileStore } from "./services/profiles/createProfileStore.ts";
import { normalizeBaseUrl } from "./services/profiles/normalizeBaseUrl.ts";
import type { ConnectionProfile } from "./services/profiles/profile.ts";
import { testConnection } from "./services/profiles/testConnection.ts";
import { createSendRequest } from "./services/requests/createSendRequest.ts";
import { createRestSqlRunner } from "./services/sql/createRestSqlRunner.ts";
import { createIndexedSecretStore } from "./services/tokens/createIndexedSecretStore.ts";
import { createTokenProvider } from "./services/tokens/createTokenProvider.ts";
import type { App } from "./vscode/app.ts";
import { commandTable } from "./vscode/commands/commandTable.ts";
import { registerCommands } from "./vscode/commands/registerCommands.ts";
import { registerExplorer } from "./vscode/explorer/registerExplorer.ts";
import { followState } from "./vscode/followState.ts";
import { PracticeConnection } from "./vscode/practice/practiceConnection.ts";
import { practiceFile } from "./vscode/practice/practiceFile.ts";
import { profileStorage } from "./vscode/profileStorage.ts";
import { createPasswords } from "./vscode/prompts/createPasswords.ts";
import { createReportError } from "./vscode/reportError.ts";
import { registerLazyRequestPanels } from "./vscode/registerLazyRequestPanels.ts";
import { registerScripts } from "./vscode/scripts/registerScripts.ts";
import { secretStorage } from "./vscode/secretStorage.ts";
import { createSettings } from "./vscode/settings.ts";
import { registerStatusBar } from "./vscode/statusBar.ts";

let practice: PracticeConnection | undefined;

/** Builds everything, by hand, from the inside to the outside. Nothing here waits or asks anybody. */
export function activate(context: ExtensionContext): void {
  const own = <T extends { dispose(): unknown }>(part: T): T => {
    context.subscriptions.push(part);
    return part;
  };
  const log = own(window.createOutputChannel("ORDS Security", { log: true }));
  const reportError = createReportError(log);
  const settings = createSettings();
  const clock = systemClock;

  // Services
  const storage = profileStorage(context.globalState);
  const keychain = own(secretStorage(context.secrets));
  const secrets = createIndexedSecretStore({ secrets: keychain, storage });
  const http = createFetchHttpClient({ log, timeoutMs: () => settings.requestTimeoutMs });
  const profiles = own(createProfileStore({ storage, secrets }));
  const authentication = () => settings.clientAuthentication;
  const tokens = own(createTokenProvider({ secrets, http, clock, log, authentication }));
  const passwords = createPasswords(profiles);
  const tested: App["testConnection"] = async (profile, password, signal) =>
    await testConnection({ profile, password, http }, signal);

  // The practice server
  const connection = new PracticeConnection({
    startServer: async (options) => {
      const { startPracticeWorker } = await import("./practice/startPracticeWorker.ts");
      return await startPracticeWorker({
        ...options,
        workerPath: Uri.joinPath(context.extensionUri, "dist", "practiceWorker.js").fsPath,
        wasmPath: Uri.joinPath(context.extensionUri, "dist", "sql-wasm.wasm").fsPath,
      });
    },
    profiles,
    storage,
    file: practiceFile(context.globalStorageUri.fsPath),
    answers: async (profile, password) =>
      await testConnection({ profile, password, http }).then(
        () => true,
        () => false,
      ),
    log,
  });
  practice = connection;
  const openSqlRunner = async (profile: ConnectionProfile, signal: AbortSignal) => {
    const reachable = profile.practice ? await connection.start(signal) : profile;
    const password = await passwords.passwordOf(reachable);
    return createRestSqlRunner({ profile: reachable, password, http });
  };

  // Features
  const sessions = own(createSessions({ profiles, openSqlRunner, readCatalog, clock, log }));
  const clientStates = own(createClientStates({ tokens, log }));
  const send = createSendRequest({ http, tokens });

  // The editor
  const readSecret: App["readClientSecret"] = async (profile, client, signal) => {
    const runner = await openSqlRunner(profile, signal);
    try {
      return await readClientSecret(runner, client, signal);
    } finally {
      await runner.close();
    }
  };
  const explorer = own(registerExplorer({ sessions, clientStates, clock, reportError }));
  const scripts = own(
    registerScripts({ sessions, tokens, generateClientSecret, readClientSecret: readSecret }),
  );
  const { extensionUri } = context;
  const requests = own(
    registerLazyRequestPanels({
      extensionUri,
      sessions,
      send,
      clientStates,
      clock,
      reportError,
      log,
    }),
  );
  const app: App = {
    log,
    settings,
    reportError,
    profiles,
    passwords,
    sessions,
    tokens,
    clientStates,
    practice: connection,
    explorer,
    scripts,
    openRequest: (target) => requests.open(target),
    normalizeBaseUrl,
    testConnection: tested,
    readClientSecret: readSecret,
  };
  own(registerCommands(commandTable(app), reportError));
  own(registerStatusBar(sessions));
  own(followState({ sessions, practice: connection, passwords }));
}

export async function deactivate(): Promise<void> {
  await practice?.stop();
}
