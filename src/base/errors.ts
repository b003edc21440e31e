const brand = Symbol.for("ordsSecurity.userFacingError");

/**
 * What a person is told when something fails: what happened (`message`), why (`why`), what to do (`remedy`).
 * The cause is kept for the log. Recognised by its brand, not by class, because lazily loaded bundles carry
 * their own copy of this class.
 */
export class UserFacingError extends Error {
  readonly [brand] = true;
  readonly code: ErrorCode;
  readonly why: string | undefined;
  readonly remedy: Remedy | undefined;

  constructor(facts: UserFacingErrorFacts) {
    super(facts.message, facts.cause === undefined ? undefined : { cause: facts.cause });
    this.name = "UserFacingError";
    this.code = facts.code;
    this.why = facts.why;
    this.remedy = facts.remedy;
  }
}

export interface UserFacingErrorFacts {
  readonly code: ErrorCode;
  /** One sentence: what happened. Never holds a secret. */
  readonly message: string;
  /** One or two sentences: why, as far as it is known, and what the person can do. */
  readonly why?: string;
  /** The button that helps most. */
  readonly remedy?: Remedy;
  readonly cause?: unknown;
}

/** What went wrong, as a stable word: tests and telemetry-free support rest on it, wording may change. */
export type ErrorCode =
  // Reaching a server
  | "addressNotUnderstood"
  | "hostNotFound"
  | "connectionRefused"
  | "connectionLost"
  | "timedOut"
  | "tlsFailed"
  | "plainHttpRefused"
  | "redirectRefused"
  | "answerTooLarge"
  | "answerNotUnderstood"
  | "proxyFailed"
  // A database and its listener
  | "serviceNotFound"
  | "databaseNotAvailable"
  | "accountLocked"
  | "passwordExpired"
  | "privilegeMissing"
  | "walletNotUsable"
  | "certificateNotUsable"
  | "notInThinMode"
  // ORDS and its SQL
  | "aliasNotFound"
  | "restSqlNotEnabled"
  | "databaseLoginFailed"
  | "roleMissing"
  | "schemaNotEnabled"
  | "ordsNotInstalled"
  | "sqlFailed"
  | "serverFailed"
  | "ordsAddressMissing"
  // Tokens and secrets
  | "clientNotAccepted"
  | "secretMissing"
  | "secretNotReadable"
  | "tokenRejected"
  | "tokenAnswerNotUnderstood"
  | "credentialNotSent"
  | "signInNeeded"
  | "signInFailed"
  // The extension itself
  | "profileNotFound"
  | "notConnected"
  | "nothingSelected"
  | "storageFailed"
  | "practiceFailed"
  | "workspaceNotTrusted"
  | "scriptChanged"
  | "inputNotValid"
  | "unexpected";

/** An action that the editor ring knows how to offer as a button. */
export interface Remedy {
  readonly label: string;
  readonly action:
    | "openLog"
    | "editConnection"
    | "setOrdsAddress"
    | "setCertificates"
    | "enterPassword"
    | "connect"
    | "enterSecret"
    | "signIn"
    | "startPractice"
    | "retry";
  /** What the action is about: a profile id, or a profile id and a client name joined by a slash. */
  readonly argument?: string;
}

export function isUserFacingError(error: unknown): error is UserFacingError {
  return typeof error === "object" && error !== null && brand in error;
}

/** True for every way in which "somebody cancelled" arrives: an aborted signal, or VS Code's own error. */
export function isCancelled(error: unknown): boolean {
  return error instanceof Error && (error.name === "AbortError" || error.name === "Canceled");
}

/** The shortest honest text for an unknown thrown value; for logs and as a last resort. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
