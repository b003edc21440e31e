import type { LogOutputChannel } from "vscode";
import type { Secret } from "../base/secret.ts";
import type { HttpResponse } from "../domain/http/httpMessage.ts";
import type { ClientName } from "../domain/model/names.ts";
import type { ClientStates } from "../features/clients/createClientStates.ts";
import type { ExplanationTarget } from "../features/accessExplanation/explanationTarget.ts";
import type { RequestHistory } from "../features/requestPanel/requestHistory.ts";
import type { RequestPanel } from "../features/requestPanel/requestPanel.ts";
import type { RequestTarget } from "../features/requestPanel/requestTarget.ts";
import type { VerificationTarget } from "../features/verification/verificationTarget.ts";
import type { Sessions } from "../features/sessions/sessions.ts";
import type { HandlerKey } from "../services/catalog/readHandlerSource.ts";
import type { SecretSlots } from "../services/clients/readSecretSlots.ts";
import type { ConnectionTls, ServerCertificate } from "../services/http/connectionTls.ts";
import type { isLoopback } from "../services/http/isLoopback.ts";
import type { normalizeBaseUrl } from "../services/profiles/normalizeBaseUrl.ts";
import type { ConnectionProfile, ProfileId } from "../services/profiles/profile.ts";
import type { LoginPasswords, ProfileStore } from "../services/profiles/profileStore.ts";
import type { ConnectionReport } from "../services/profiles/testConnection.ts";
import type { RotationRecords } from "../services/tokens/rotationRecords.ts";
import type { Browse, TokenProvider } from "../services/tokens/tokenProvider.ts";
import type { OracleLookups } from "./connections/connectionForm.ts";
import type { ReadOnlyDocuments } from "./documents/readOnlyDocuments.ts";
import type { Explorer } from "./explorer/registerExplorer.ts";
import type { Findings } from "./findings/registerFindings.ts";
import type { PracticeConnection } from "./practice/practiceConnection.ts";
import type { Passwords } from "./prompts/createPasswords.ts";
import type { ReportError } from "./reportError.ts";
import type { SavedRequestFiles } from "./requestPanel/savedRequestFiles.ts";
import type { Scripts } from "./scripts/registerScripts.ts";
import type { Settings } from "./settings.ts";
import type { SqlDeveloperConnections } from "./sqlDeveloper/sqlDeveloperConnections.ts";
import type { TerminalTokens } from "./tokens/terminalTokens.ts";

/** What `extension.ts` built. A command takes only the members that it uses. */
export interface App {
  readonly log: LogOutputChannel;
  readonly settings: Settings;
  readonly reportError: ReportError;
  readonly profiles: ProfileStore;
  readonly passwords: Passwords;
  readonly sessions: Sessions;
  readonly tokens: TokenProvider;
  readonly terminalTokens: TerminalTokens;
  readonly rotations: RotationRecords;
  readonly clientStates: ClientStates;
  readonly practice: PracticeConnection;
  readonly explorer: Explorer;
  readonly findings: Findings;
  /** Of the extension. */
  readonly version: string;
  readonly scripts: Scripts;
  /** Leads a person through a sign-in in the browser; `tell` shows what there is to do, in words with links. */
  readonly browse: (tell: (message: string) => void) => Browse;
  /** Opens the request panel. */
  readonly openRequest: (target: RequestTarget) => void;
  /** What was sent over each connection. */
  readonly requestHistory: () => Promise<RequestHistory>;
  /** The request panel that has the focus. */
  readonly activeRequest: () => Pick<RequestPanel, "profile" | "model"> | undefined;
  /** The requests that are saved in the workspace; loaded when they are needed. */
  readonly savedRequests: () => Promise<SavedRequestFiles>;
  /** Opens the matrix of callers and endpoints. */
  readonly openAccessMatrix: (profile: ProfileId) => void;
  /** Opens the page that holds predictions against the server. */
  readonly openVerification: (target: VerificationTarget) => void;
  /** Opens who can call what, and why. */
  readonly explainAccess: (target: ExplanationTarget) => void;
  readonly normalizeBaseUrl: typeof normalizeBaseUrl;
  readonly isLoopback: typeof isLoopback;
  /** What the form of a connection asks about addresses of databases; loaded when it is needed. */
  readonly oracleLookups: () => Promise<OracleLookups>;
  /** Throws `UserFacingError` certificateNotUsable when files do not fit together, or not with the passphrase. */
  readonly checkCertificates: (tls: ConnectionTls, passphrase: Secret | undefined) => Promise<void>;
  /** What the server of an address shows, asked without believing it. Throws `UserFacingError` when it is not reached. */
  readonly readServerCertificate: (
    address: string,
    signal: AbortSignal,
  ) => Promise<ServerCertificate>;
  readonly sqlDeveloper: SqlDeveloperConnections;
  /** Throws `UserFacingError` with the first thing that does not work. */
  readonly testConnection: TestConnection;
  readonly documents: ReadOnlyDocuments;
  /** The schemas that an administrator of ORDS can look at; throws `UserFacingError` for everybody else. */
  readonly readSchemas: (id: ProfileId, signal: AbortSignal) => Promise<readonly string[]>;
  /** Undefined when the handler is gone or has none. */
  readonly readHandlerSource: (
    id: ProfileId,
    handler: HandlerKey,
    signal: AbortSignal,
  ) => Promise<string | undefined>;
  /** The secret of one client as an older release still shows it; undefined when it is masked. */
  readonly readClientSecret: (
    profile: ConnectionProfile,
    client: ClientName,
    signal: AbortSignal,
  ) => Promise<Secret | undefined>;
  /** One GET of an issuer's keys, without any credential. */
  readonly readKeySet: (
    url: string,
    limits: { readonly maxBytes: number; readonly signal: AbortSignal },
  ) => Promise<HttpResponse>;
  /** Since when the two places of a client hold secrets; undefined where the database does not say. */
  readonly readSecretSlots: (
    profile: ConnectionProfile,
    client: ClientName,
  ) => Promise<SecretSlots | undefined>;
}

export type TestConnection = (
  profile: ConnectionProfile,
  passwords: LoginPasswords,
  signal: AbortSignal,
) => Promise<ConnectionReport>;
