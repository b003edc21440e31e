import type { Secret } from "../../../src/base/secret.ts";
import type { Change } from "../../../src/domain/model/change.ts";
import type { Credential } from "../../../src/services/http/httpClient.ts";
import type { Binds } from "../../../src/services/sql/sqlRunner.ts";
import type { SqlText } from "../../../src/plsql/quote.ts";
import type { Answer, HttpAnswer } from "./answer.ts";

/** What an experiment asks with. Every answer is kept under its label; nothing of it throws for what a server does. */
export interface Bench {
  readonly user: string;
  readonly password: Secret;
  /** The schema's segment in URLs; `unknown` where there is no ORDS to call. */
  readonly alias: string;
  /** Whether the address of ORDS begins with http:. */
  readonly isPlainHttp: boolean;
  /** Whether the packages have ORDS_SECURITY.REGISTER_CLIENT. */
  readonly hasOrdsSecurity: boolean;
  /** Whether an administrator of ORDS is there to be asked. */
  readonly hasAdministrator: boolean;

  call(label: string, call: Call): Promise<Answer>;
  /** Fetches a token of a client; undefined when there is none. */
  token(label: string, client: string): Promise<Secret | undefined>;
  query(label: string, text: SqlText, options?: QueryOptions): Promise<Answer>;
  /** Runs one statement, such as a block that ends with COMMIT. */
  run(label: string, script: SqlText, binds?: Binds): Promise<Answer>;
  /** Makes a change as a script of the product makes it. */
  change(label: string, change: Change): Promise<Answer>;
  /** Id and secret of a client of the set-up; undefined when either is not known. */
  client(name: string): BenchClient | undefined;
  /** Keeps a secret that an experiment has made itself out of the files. */
  hide(secret: string): void;
  /** A secret for a client, as the extension makes them. */
  makeSecret(): Secret;
  /** Waits until ORDS has seen what was committed. */
  settle(): Promise<void>;
}

export interface Call {
  /** GET unless it is given. */
  readonly method?: string;
  /** Below the alias: `/hr/employees/`. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly credential?: Credential;
  /** The credential in words: `token of client a`. */
  readonly as?: string;
}

export interface QueryOptions {
  readonly binds?: Binds;
  /** True: an administrator of ORDS asks. */
  readonly byAdministrator?: boolean;
}

export interface BenchClient {
  readonly id: string;
  readonly secret: Secret;
}

/** The text of an answer's body; undefined when there is none. */
export function bodyOf(answer: Answer): string | undefined {
  return answer.kind === "http" ? (answer satisfies HttpAnswer).body : undefined;
}
