import type { LogOutputChannel } from "vscode";
import type { Secret } from "../base/secret.ts";
import type { ClientName } from "../domain/model/names.ts";
import type { ClientStates } from "../features/clients/createClientStates.ts";
import type { RequestTarget } from "../features/requestPanel/requestTarget.ts";
import type { Sessions } from "../features/sessions/sessions.ts";
import type { normalizeBaseUrl } from "../services/profiles/normalizeBaseUrl.ts";
import type { ConnectionProfile } from "../services/profiles/profile.ts";
import type { ProfileStore } from "../services/profiles/profileStore.ts";
import type { ConnectionReport } from "../services/profiles/testConnection.ts";
import type { TokenProvider } from "../services/tokens/tokenProvider.ts";
import type { Explorer } from "./explorer/registerExplorer.ts";
import type { PracticeConnection } from "./practice/practiceConnection.ts";
import type { Passwords } from "./prompts/createPasswords.ts";
import type { ReportError } from "./reportError.ts";
import type { Scripts } from "./scripts/registerScripts.ts";
import type { Settings } from "./settings.ts";

/** What `extension.ts` built. A command takes only the members that it uses. */
export interface App {
  readonly log: LogOutputChannel;
  readonly settings: Settings;
  readonly reportError: ReportError;
  readonly profiles: ProfileStore;
  readonly passwords: Passwords;
  readonly sessions: Sessions;
  readonly tokens: TokenProvider;
  readonly clientStates: ClientStates;
  readonly practice: PracticeConnection;
  readonly explorer: Explorer;
  readonly scripts: Scripts;
  /** Opens the request panel. */
  readonly openRequest: (target: RequestTarget) => void;
  readonly normalizeBaseUrl: typeof normalizeBaseUrl;
  /** Throws `UserFacingError` with the first thing that does not work. */
  readonly testConnection: TestConnection;
  /** The secret of one client as an older release still shows it; undefined when it is masked. */
  readonly readClientSecret: (
    profile: ConnectionProfile,
    client: ClientName,
    signal: AbortSignal,
  ) => Promise<Secret | undefined>;
}

export type TestConnection = (
  profile: ConnectionProfile,
  password: Secret,
  signal: AbortSignal,
) => Promise<ConnectionReport>;
