import { type ExtensionContext, Uri, window } from "vscode";
import { systemClock } from "./base/clock.ts";
import { Emitter } from "./base/emitter.ts";
import { createClientStates } from "./features/clients/createClientStates.ts";
import { createSessions, type SessionsParts } from "./features/sessions/createSessions.ts";
import type { KnownPassword } from "./features/sessions/databaseUser.ts";
import { requestHistoryKey } from "./features/requestPanel/requestHistoryKey.ts";
import { readHandlerSource } from "./services/catalog/readHandlerSource.ts";
import type { CatalogReading } from "./services/catalog/readCatalog.ts";
import { readSchemas } from "./services/catalog/readSchemas.ts";
import { generateClientSecret } from "./services/clients/generateClientSecret.ts";
import { readClientSecret } from "./services/clients/readClientSecret.ts";
import { readSecretSlots } from "./services/clients/readSecretSlots.ts";
import { createConnectionHttpClient } from "./services/http/createConnectionHttpClient.ts";
import { isLoopback } from "./services/http/isLoopback.ts";
import { tnsFolderOf } from "./services/oracle/tnsFolderOf.ts";
import { createProfileStore } from "./services/profiles/createProfileStore.ts";
import { normalizeBaseUrl } from "./services/profiles/normalizeBaseUrl.ts";
import type { ConnectionProfile, ProfileId } from "./services/profiles/profile.ts";
import type { LoginPasswords } from "./services/profiles/profileStore.ts";
import { createSendRequest } from "./services/requests/createSendRequest.ts";
import { createOpenRunner } from "./services/sql/createOpenRunner.ts";
import type { SqlRunner } from "./services/sql/sqlRunner.ts";
import { createIndexedSecretStore } from "./services/tokens/createIndexedSecretStore.ts";
import { createRotationRecords } from "./services/tokens/rotationRecords.ts";
import { isTokenKey } from "./services/tokens/secretStore.ts";
import { createTokenProvider } from "./services/tokens/createTokenProvider.ts";
import type { App } from "./vscode/app.ts";
import { chooseClient } from "./vscode/commands/chooseClient.ts";
import { obtainToken } from "./vscode/commands/clientCommands.ts";
import { commandTable } from "./vscode/commands/commandTable.ts";
import { registerCommands } from "./vscode/commands/registerCommands.ts";
import { registerReadOnlyDocuments } from "./vscode/documents/readOnlyDocuments.ts";
import { registerExplorer } from "./vscode/explorer/registerExplorer.ts";
import { registerFindings } from "./vscode/findings/registerFindings.ts";
import { followState } from "./vscode/followState.ts";
import { PracticeConnection } from "./vscode/practice/practiceConnection.ts";
import { practiceFile } from "./vscode/practice/practiceFile.ts";
import { profileStorage } from "./vscode/profileStorage.ts";
import { registerDiagnostics } from "./vscode/language/registerDiagnostics.ts";
import { registerLanguage } from "./vscode/language/registerLanguage.ts";
import { createPasswords } from "./vscode/prompts/createPasswords.ts";
import { createReportError } from "./vscode/reportError.ts";
import { registerLazyAuthentication } from "./vscode/registerLazyAuthentication.ts";
import { registerLazyAccessExplanations } from "./vscode/registerLazyAccessExplanations.ts";
import { registerLazyAccessMatrices } from "./vscode/registerLazyAccessMatrices.ts";
import { registerLazyRequestPanels } from "./vscode/registerLazyRequestPanels.ts";
import { registerLazyTerminalTokens } from "./vscode/registerLazyTerminalTokens.ts";
import { registerLazyVerifications } from "./vscode/registerLazyVerifications.ts";
import { registerScripts } from "./vscode/scripts/registerScripts.ts";
import { secretStorage } from "./vscode/secretStorage.ts";
import { createSettings } from "./vscode/settings.ts";
import { openedUrl } from "./vscode/signIn/openedUrl.ts";
import { createSqlDeveloperConnections } from "./vscode/sqlDeveloper/sqlDeveloperConnections.ts";
import { readProxySettings } from "./vscode/proxySettings.ts";
import { registerStatusBar } from "./vscode/statusBar.ts";

/** A session of another extension logs in by itself. */
const noPasswords: LoginPasswords = { password: undefined, walletPassword: undefined };
const neverAborted = new AbortController().signal;

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
  const keysOf = (id: ProfileId) => [requestHistoryKey(id)];
  const profiles = own(createProfileStore({ storage, secrets, keysOf }));
  const httpLimits = {
    log,
    timeoutMs: () => settings.requestTimeoutMs,
    maxBytes: () => settings.maxBodyBytes,
  };
  const http = createConnectionHttpClient({
    profiles,
    plain: async () => {
      const { createFetchHttpClient } = await import("./services/http/createFetchHttpClient.ts");
      return createFetchHttpClient(httpLimits);
    },
    withTls: async ({ profile, tls }) => {
      const { createNodeHttpClient } = await import("./services/http/createNodeHttpClient.ts");
      const passphrase = async () => await profiles.keyPassphrase(profile);
      return createNodeHttpClient({ ...httpLimits, tls, passphrase, proxy: readProxySettings });
    },
  });
  const tokens = own(
    createTokenProvider({
      secrets,
      http,
      clock,
      log,
      authentication: ({ profile }) =>
        profiles.get(profile)?.clientAuthentication ?? settings.clientAuthentication,
      storedTokens: () =>
        profiles.list().flatMap(({ id }) => secrets.keysOf(id).filter((key) => isTokenKey(key))),
      pkce: () => settings.pkce,
      handOver: async () => {
        const { createTokenHandOver } = await import("./services/tokens/createTokenHandOver.ts");
        return own(createTokenHandOver({ scope: context.globalStorageUri.fsPath }));
      },
    }),
  );
  const rotations = createRotationRecords(secrets);
  const passwords = createPasswords(profiles);
  const sqlDeveloper = createSqlDeveloperConnections();
  const tnsFolder = () => tnsFolderOf(settings.tnsAdmin, process.env);
  const openRunner = createOpenRunner({
    http,
    tnsFolder,
    timeoutMs: () => settings.databaseTimeoutMs,
    borrowSession: async (id, signal) => await sqlDeveloper.connect(id, signal),
    clock,
    log,
  });
  const tested: App["testConnection"] = async (profile, given, signal) => {
    const { testConnection } = await import("./services/profiles/testConnection.ts");
    return await testConnection(
      { profile, openRunner: async () => await openRunner(profile, given, signal), http },
      signal,
    );
  };

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
      await tested(profile, { password, walletPassword: undefined }, neverAborted).then(
        () => true,
        () => false,
      ),
    log,
  });
  practice = connection;
  const openSqlRunner = async (profile: ConnectionProfile, signal: AbortSignal) => {
    const reachable = profile.practice ? await connection.start(signal) : profile;
    const login =
      reachable.kind === "sqlDeveloper" ? noPasswords : await passwords.passwordsOf(reachable);
    return await openRunner(reachable, login, signal);
  };

  // Features
  const readCatalog: SessionsParts["readCatalog"] = async (runner, reading) => {
    const reader = await import("./services/catalog/readCatalog.ts");
    return await reader.readCatalog(runner, reading);
  };
  const countUncommitted: SessionsParts["countUncommitted"] = async (before, results) => {
    // Reading scripts is a large part of the extension and not needed before the first run.
    const counting = await import("./features/scriptRun/countUncommitted.ts");
    return counting.countUncommitted(before, results);
  };
  const sessions = own(
    createSessions({ profiles, openSqlRunner, readCatalog, countUncommitted, clock, log }),
  );
  const clientStates = own(createClientStates({ tokens, log }));
  const send = createSendRequest({ http, tokens });

  // The editor
  const schemaOf = (id: ProfileId) => profiles.get(id)?.otherSchema?.name;
  /** Reads what no catalog holds, in the schema that the connection looks at. */
  const readerOf =
    <Asked, Found>(read: ReadOne<Asked, Found>) =>
    async (id: ProfileId, asked: Asked, waiting?: AbortSignal): Promise<Found> =>
      await sessions.read(
        id,
        async (runner, signal) => await read(runner, asked, { schema: schemaOf(id), signal }),
        waiting,
      );
  const readSecret: App["readClientSecret"] = async ({ id }, client, waiting) =>
    await readerOf(readClientSecret)(id, client, waiting);
  const documents = own(registerReadOnlyDocuments());
  const findings = own(registerFindings({ sessions, clock, settings, reportError }));
  const explorer = own(registerExplorer({ sessions, clientStates, clock, reportError, findings }));
  const scripts = own(
    registerScripts({
      sessions,
      tokens,
      rotations,
      generateClientSecret,
      readClientSecret: readSecret,
    }),
  );
  own(registerLanguage({ scripts }));
  own(
    registerDiagnostics({
      settings,
      log,
      sessionOf: (document) => scripts.sessionOf(document),
      onDidChangeSessions: sessions.onDidChange,
      onDidChooseConnection: scripts.onDidChooseConnection,
    }),
  );
  const { extensionUri } = context;
  const readSource: App["readHandlerSource"] = readerOf(readHandlerSource);
  const knownPassword: KnownPassword = async (profile) => await passwords.known(profile);
  const requests = own(
    registerLazyRequestPanels({
      extensionUri,
      sessions,
      documents,
      storage,
      send,
      readObjectColumns: async (id, object, waiting) => {
        const { readObjectColumns } = await import("./services/catalog/readObjectColumns.ts");
        return await readerOf(readObjectColumns)(id, object, waiting);
      },
      readHandlerSource: readSource,
      knownPassword,
      clientStates,
      clock,
      reportError,
      fileSink: (path) => async () => {
        const { createFileSink } = await import("./services/http/createFileSink.ts");
        return await createFileSink(path)();
      },
      log,
    }),
  );
  const verifications = own(
    registerLazyVerifications({
      extensionUri,
      sessions,
      clientStates,
      knownPassword,
      perSecond: () => settings.verificationRate,
      loadProbing: async () => {
        const { createPacedProbing } =
          await import("./services/verification/createPacedProbing.ts");
        const perSecond = () => settings.verificationRate;
        return createPacedProbing({ http, tokens, clock, perSecond });
      },
      clock,
      reportError,
      log,
    }),
  );
  const openRequest: App["openRequest"] = (target) => requests.open(target);
  const explanations = own(
    registerLazyAccessExplanations({
      extensionUri,
      sessions,
      settings,
      explorer,
      scripts,
      openRequest,
      reportError,
      log,
    }),
  );
  const terminalTokens = own(
    registerLazyTerminalTokens({ tokens, sessions, context, now: () => clock.now() }),
  );
  const uris = own(new Emitter<URL>());
  own(window.registerUriHandler({ handleUri: (uri) => uris.fire(openedUrl(uri)) }));
  const browse: App["browse"] = (tell) => async (visit, signal) => {
    const { createBrowse } = await import("./vscode/signIn/createBrowse.ts");
    const redirects = await import("./services/tokens/listenForRedirect.ts");
    const extensionId = context.extension.id;
    return await createBrowse({ ...redirects, onDidOpenUri: uris.event, extensionId, tell })(
      visit,
      signal,
    );
  };
  const matrices = own(registerLazyAccessMatrices({ extensionUri, sessions, reportError, log }));
  let savedRequests: ReturnType<App["savedRequests"]> | undefined;
  const loadSavedRequests: App["savedRequests"] = async () => {
    const { SavedRequestFiles } = await import("./vscode/requestPanel/savedRequestFiles.ts");
    return own(new SavedRequestFiles());
  };
  const app: App = {
    log,
    settings,
    reportError,
    profiles,
    passwords,
    sessions,
    tokens,
    terminalTokens,
    rotations,
    clientStates,
    practice: connection,
    explorer,
    findings,
    version: versionOf(context),
    scripts,
    browse,
    openRequest,
    requestHistory: async () => {
      const { createRequestHistory } = await import("./features/requestPanel/requestHistory.ts");
      return createRequestHistory(storage);
    },
    activeRequest: () => requests.active(),
    savedRequests: async () => await (savedRequests ??= loadSavedRequests()),
    openVerification: (target) => verifications.open(target),
    explainAccess: (target) => explanations.open(target),
    openAccessMatrix: (profile) => matrices.open(profile),
    normalizeBaseUrl,
    isLoopback,
    oracleLookups: async () => {
      const { oracleLookups } = await import("./services/oracle/oracleLookups.ts");
      return { ...oracleLookups, tnsFolder };
    },
    checkCertificates: async (tls, passphrase) => {
      const { readTlsMaterial } = await import("./services/http/readTlsMaterial.ts");
      await readTlsMaterial(tls, passphrase);
    },
    readServerCertificate: async (address, signal) => {
      const reader = await import("./services/http/readServerCertificate.ts");
      return await reader.readServerCertificate(address, {
        proxy: readProxySettings(),
        timeoutMs: settings.requestTimeoutMs,
        signal,
      });
    },
    sqlDeveloper,
    testConnection: tested,
    documents,
    readSchemas: async (id, waiting) => await sessions.read(id, readSchemas, waiting),
    readHandlerSource: readSource,
    readClientSecret: readSecret,
    readKeySet: async (url, limits) =>
      await http(
        { method: "GET", url, headers: { accept: "application/json" }, body: undefined },
        limits,
      ),
    readSecretSlots: async ({ id }, client) => await readerOf(readSecretSlots)(id, client),
  };
  own(
    registerLazyAuthentication({
      sessions,
      clientStates,
      tokens,
      chooseClient: async (argument) => await chooseClient(sessions, argument),
      obtainToken: async (chosen) => await obtainToken(app, chosen),
      log,
    }),
  );
  own(registerCommands(commandTable(app), reportError));
  own(registerStatusBar(sessions));
  own(followState({ sessions, practice: connection, passwords }));
}

/** Reads one thing of a schema. */
type ReadOne<Asked, Found> = (
  runner: SqlRunner,
  asked: Asked,
  reading: CatalogReading,
) => Promise<Found>;

function versionOf({ extension }: ExtensionContext): string {
  const { version } = extension.packageJSON as { readonly version?: unknown };
  return typeof version === "string" ? version : "0";
}

export async function deactivate(): Promise<void> {
  await practice?.stop();
}
