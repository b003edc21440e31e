import { workspace } from "vscode";
import type { FindingSeverities } from "../domain/lint/withSeverities.ts";
import type { RuleSeverities } from "../features/language/checkScript.ts";
import { settingsTable } from "./settingsTable.ts";

/** The settings as they are now: a change needs no reload. */
export interface Settings {
  readonly requestTimeoutMs: number;
  /** How much of an answer's body is read. */
  readonly maxBodyBytes: number;
  /** For one step of a connection to a database. */
  readonly databaseTimeoutMs: number;
  /** Calls in a second, when access is verified on the server. */
  readonly verificationRate: number;
  /** The folder of tnsnames.ora; empty: where the environment says. */
  readonly tnsAdmin: string;
  readonly dialect: "auto" | "oauth" | "ordsSecurity";
  readonly clientAuthentication: "raw" | "encoded" | "body";
  /** Whether a sign-in carries the parameters of PKCE. */
  readonly pkce: "pkce" | "plain";
  /** The program that prints a JWT, and its arguments; empty: there is none. */
  readonly jwtCommand: readonly string[];
  /** How severe what each rule for scripts finds is, by its id. */
  readonly ruleSeverities: RuleSeverities;
  /** The same of the rules for schemas. */
  readonly findingSeverities: FindingSeverities;
}

export function createSettings(): Settings {
  return {
    get requestTimeoutMs() {
      return read(settingsTable.requestTimeout) * 1000;
    },
    get maxBodyBytes() {
      return read(settingsTable.maxBodyMegabytes) * 1_000_000;
    },
    get databaseTimeoutMs() {
      return read(settingsTable.databaseTimeout) * 1000;
    },
    get verificationRate() {
      return read(settingsTable.verificationRate);
    },
    get tnsAdmin() {
      return read(settingsTable.tnsAdmin);
    },
    get dialect() {
      return read(settingsTable.dialect);
    },
    get ruleSeverities() {
      return read(settingsTable.diagnostics);
    },
    get findingSeverities() {
      return read(settingsTable.findings);
    },
    get clientAuthentication() {
      return read(settingsTable.clientAuthentication);
    },
    get jwtCommand() {
      return read(settingsTable.jwtCommand);
    },
    get pkce() {
      return read(settingsTable.pkce) ? "pkce" : "plain";
    },
  };
}

interface Row<T> {
  readonly key: string;
  readonly default: T;
  readonly accepts: (value: unknown) => value is T;
}

function read<T>(row: Row<T>): T {
  const value = workspace.getConfiguration().get<unknown>(row.key);
  return row.accepts(value) ? value : row.default;
}
