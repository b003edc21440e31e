import { randomBytes } from "node:crypto";
import type { CallContext } from "./callContext.ts";
import { OracleFailure } from "./listenerDatabase.ts";
import type { ListenerDatabase, ListenerSession } from "./listenerDatabase.ts";
import { createLoginChallenge } from "./loginChallenge.ts";
import type { LoginChallenge, Verifier } from "./loginChallenge.ts";
import { writeStatus } from "./replies.ts";
import type { WireReader } from "./wireReader.ts";
import { WireWriter } from "./wireWriter.ts";

export interface LoginParts {
  readonly database: ListenerDatabase;
  readonly verifier: Verifier;
  readonly context: CallContext;
  readonly service: string;
  readonly sessionNumber: number;
}

export interface Login {
  /** The first message names the user and is answered by a challenge. */
  challenge(request: WireReader): Buffer;
  /** The second one has the password. Throws `OracleFailure` for who does not get in. */
  finish(request: WireReader): { readonly session: ListenerSession; readonly answer: Buffer };
}

export function createLogin(parts: LoginParts): Login {
  let challenge: LoginChallenge | undefined;
  return {
    challenge(request) {
      const { user } = readAuth(request);
      const account = parts.database.account(toName(user));
      // Who guesses users is challenged like everybody else.
      const password = account?.password ?? randomBytes(16).toString("hex");
      challenge = createLoginChallenge(parts.verifier, password);
      return answerOf(challenge.pairs);
    },
    finish(request) {
      const { user, pairs } = readAuth(request);
      const proxied = pairs.get("PROXY_CLIENT_NAME");
      const schema = proxied === undefined ? undefined : toName(proxied);
      const name = toName(user);
      const shown = schema === undefined ? name : `${name}[${schema}]`;
      try {
        const proof = checkPassword(parts.database, challenge, { name, pairs });
        const session = parts.database.openSession(name, schema);
        parts.context.note({ kind: "login", user: shown });
        return { session, answer: answerOf([["AUTH_SVR_RESPONSE", proof, 0], ...facts(parts)]) };
      } catch (error) {
        if (error instanceof OracleFailure)
          parts.context.note({ kind: "loginFailed", user: shown });
        throw error;
      }
    },
  };
}

function checkPassword(
  database: ListenerDatabase,
  challenge: LoginChallenge | undefined,
  { name, pairs }: { readonly name: string; readonly pairs: ReadonlyMap<string, string> },
): string {
  const account = database.account(name);
  const opened = challenge?.readPassword(
    pairs.get("AUTH_SESSKEY") ?? "",
    pairs.get("AUTH_PASSWORD") ?? "",
  );
  if (!account || opened?.password !== account.password)
    throw new OracleFailure(1017, "invalid username/password; logon denied");
  switch (account.state) {
    case "locked":
      throw new OracleFailure(28_000, "The account is locked.");
    case "expired":
      throw new OracleFailure(28_001, "the password has expired");
    case "open":
      return opened.proof;
    default:
      return account.state satisfies never;
  }
}

interface AuthRequest {
  readonly user: string;
  readonly pairs: ReadonlyMap<string, string>;
}

/** The same shape in both messages. */
function readAuth(request: WireReader): AuthRequest {
  const hasUser = request.u8() === 1;
  request.skipCounts(2);
  request.u8();
  const count = request.count();
  request.skipBytes(2);
  const user = hasUser ? request.text() : "";
  const pairs = new Map<string, string>();
  for (let i = 0; i < count; i++) {
    const key = request.countedText();
    pairs.set(key, request.countedText());
    request.count();
  }
  return { user, pairs };
}

type Pair = readonly [key: string, value: string, flags: number];

function answerOf(pairs: readonly Pair[]): Buffer {
  const out = new WireWriter();
  out.u8(8);
  out.count(pairs.length);
  for (const [key, value, flags] of pairs) out.pair(key, value, flags);
  writeStatus(out, false);
  return out.bytes;
}

function facts({ service, sessionNumber }: LoginParts): readonly Pair[] {
  return Object.entries({
    // 19.3.0.0.0
    AUTH_VERSION_NO: String(19 * 2 ** 24 + 3 * 2 ** 16),
    AUTH_DBNAME: service,
    AUTH_SC_DBUNIQUE_NAME: service,
    AUTH_SC_SERVICE_NAME: service,
    AUTH_INSTANCENAME: "FREE",
    AUTH_MAX_OPEN_CURSORS: "300",
    AUTH_MAX_IDEN_LENGTH: "128",
    AUTH_SESSION_ID: String(sessionNumber),
    AUTH_SERIAL_NUM: "1",
  }).map(([key, value]) => [key, value, 0] as const);
}

/** Oracle does not mind the case of a name that is not quoted. */
function toName(text: string): string {
  return text.startsWith('"') ? text.replaceAll('"', "") : text.toUpperCase();
}
