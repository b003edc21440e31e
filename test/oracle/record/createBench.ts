import { isUserFacingError, messageOf } from "../../../src/base/errors.ts";
import { Secret } from "../../../src/base/secret.ts";
import type { OrdsRelease } from "../../../src/domain/model/catalog.ts";
import type { RegisterClient } from "../../../src/domain/model/change.ts";
import {
  type ClientName,
  clientName,
  privilegeName,
  roleName,
} from "../../../src/domain/model/names.ts";
import { dialectFor } from "../../../src/plsql/dialect.ts";
import { sql } from "../../../src/plsql/quote.ts";
import { scriptOf } from "../../../src/plsql/scripts.ts";
import { readClientSecret } from "../../../src/services/clients/readClientSecret.ts";
import type { Credential } from "../../../src/services/http/httpClient.ts";
import { statementErrorOf } from "../../../src/services/sql/statementErrorOf.ts";
import type { StatementResult } from "../../../src/services/sql/sqlRunner.ts";
import type { TestServer } from "../testServer.ts";
import type { Answer, NotAnswered, SqlAnswer } from "./answer.ts";
import type { Bench, BenchClient, Call } from "./bench.ts";
import type { ClientPlan } from "./experiment.ts";
import type { Mask } from "./mask.ts";
import { toHttpAnswer } from "./toHttpAnswer.ts";

export interface BenchParts {
  readonly server: TestServer;
  readonly release: OrdsRelease;
  readonly mask: Mask;
  readonly makeSecret: () => Secret;
}

/** A bench that keeps its answers in `answers`, and registers clients for the set-up. */
export interface RecordingBench {
  readonly bench: Bench;
  readonly answers: Record<string, Answer>;
  readonly register: (plan: ClientPlan) => Promise<void>;
}

export function createBench({ server, release, mask, makeSecret }: BenchParts): RecordingBench {
  const { runner, ords, http, user, password, administrator, settleMs } = server;
  const dialect = dialectFor(release);
  const answers: Record<string, Answer> = {};
  const clients = new Map<string, BenchClient>();
  const keep = (label: string, answer: Answer): Answer => {
    answers[label] = answer;
    return answer;
  };
  const asked = async (label: string, ask: () => Promise<Answer>): Promise<Answer> =>
    keep(label, await ask().catch((error: unknown) => notAnswered(error)));

  const run: Bench["run"] = async (label, script, binds = {}) =>
    await asked(label, async () => {
      const [result] = await runner.run(script, { binds });
      // What a failed statement has left is not the next one's.
      await runner.openTransaction?.rollback();
      if (!result) return noResult;
      for (const line of result.output) mask.learn(line);
      return toSqlAnswer(result);
    });

  const call: Bench["call"] = async (label, one) =>
    await asked(label, async () => {
      if (!ords) return noOrds;
      const { method = "GET", path, headers = {}, body, credential } = one;
      hideCredential(mask, credential);
      const sent = { accept: "application/json", ...headers };
      const url = `${ords.baseUrl}/${encodeURIComponent(ords.alias)}${path}`;
      const response = await http(
        { method, url, headers: sent, body },
        credential ? { credential } : {},
      );
      return toHttpAnswer({ ...one, headers: sent }, response, mask);
    });

  const bench: Bench = {
    user,
    password,
    alias: ords?.alias ?? "unknown",
    isPlainHttp: ords?.baseUrl.startsWith("http:") ?? false,
    hasOrdsSecurity: release.hasOrdsSecurity,
    hasAdministrator: administrator !== undefined,
    call,
    run,
    token: async (label, name) => {
      const client = clients.get(name);
      if (!client) {
        keep(label, notAsked(`The id and secret of the client ${name} are not known.`));
        return undefined;
      }
      const answer = await call(label, tokenCall(name, client));
      return tokenOf(answer);
    },
    query: async (label, text, { binds = {}, byAdministrator = false } = {}) =>
      await asked(label, async () => {
        const who = byAdministrator ? administrator : runner;
        if (!who) return noAdministrator;
        try {
          const { columns, rows } = await who.query(text, { binds });
          columns.forEach((column, at) => {
            if (!isSecretColumn(column)) return;
            for (const row of rows) mask.add(String(row[at] ?? ""));
          });
          return { kind: "sql", text, columns, rows };
        } catch (error) {
          const said = statementErrorOf(error);
          if (!said) throw error;
          return { kind: "sql", text, error: toError(said) };
        }
      }),
    change: async (label, change) => await run(label, scriptOf([change], { dialect })),
    client: (name) => clients.get(name),
    hide: (secret) => mask.add(secret),
    makeSecret: () => {
      const secret = makeSecret();
      mask.add(secret.reveal());
      return secret;
    },
    settle: async () => await new Promise((resolve) => setTimeout(resolve, settleMs)),
  };

  const shownSecret = async (label: string, name: ClientName): Promise<Secret | undefined> => {
    try {
      return await readClientSecret(runner, name);
    } catch (error) {
      keep(`${label}, its secret`, notAnswered(error));
      return undefined;
    }
  };

  const register: RecordingBench["register"] = async (plan) => {
    const name = clientName(plan.name);
    const label = `set up: client ${plan.name}`;
    const supplied = bench.makeSecret();
    const binds = release.hasOrdsSecurity ? { client_secret: supplied } : {};
    const script = scriptOf(
      [
        registrationOf(plan, release.hasOrdsSecurity),
        ...plan.roles.map(
          (role) => ({ kind: "grantClientRole", client: name, role: roleName(role) }) as const,
        ),
      ],
      { dialect },
    );
    await run(label, script, binds);
    const secret = release.hasOrdsSecurity ? supplied : await shownSecret(label, name);
    if (secret) mask.add(secret.reveal());
    const found = await bench.query(
      `${label}, its id`,
      sql`select client_id from user_ords_clients where name = :name`,
      { binds: { name } },
    );
    const id = found.kind === "sql" ? found.rows?.[0]?.[0] : undefined;
    if (typeof id === "string" && secret) clients.set(plan.name, { id, secret });
  };

  return { bench, answers, register };
}

/** How a client asks for a token: its id and secret as they are, the grant in the form. */
export function tokenCall(name: string, { id, secret }: BenchClient): Call {
  return {
    method: "POST",
    path: "/oauth/token",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: "grant_type=client_credentials",
    credential: { kind: "basic", user: id, password: secret },
    as: `id and secret of ${name}`,
  };
}

export function tokenOf(answer: Answer): Secret | undefined {
  if (answer.kind !== "http") return undefined;
  const token = /"access_token"\s*:\s*"([^"]+)"/.exec(answer.body)?.[1];
  return token === undefined ? undefined : new Secret(token);
}

function registrationOf(plan: ClientPlan, hasOrdsSecurity: boolean): RegisterClient {
  return {
    kind: "registerClient",
    name: clientName(plan.name),
    grantType: plan.grantType,
    description: "Made by the tests of ORDS Security",
    redirectUri:
      plan.grantType === "client_credentials" ? undefined : "https://client.example.com/back",
    supportEmail: "tests@example.com",
    supportUri: undefined,
    originsAllowed: [],
    privileges: plan.privileges.map(privilegeName),
    tokenDuration: undefined,
    refreshDuration: undefined,
    codeDuration: undefined,
    clientId: undefined,
    secret: hasOrdsSecurity ? "supplied" : "generated",
  };
}

function hideCredential(mask: Mask, credential: Credential | undefined): void {
  if (!credential) return;
  if (credential.kind === "bearer") mask.add(credential.token.reveal());
  else {
    const password = credential.password.reveal();
    mask.add(password);
    mask.add(Buffer.from(`${credential.user}:${password}`).toString("base64"));
  }
}

function isSecretColumn(column: string): boolean {
  return /SECRET|PASSWORD/.test(column) && !column.endsWith("_ON");
}

function toSqlAnswer({ text, rows, output, error }: StatementResult): SqlAnswer {
  return {
    kind: "sql",
    text,
    ...(rows ? { columns: rows.columns, rows: rows.rows } : {}),
    ...(output.length > 0 ? { output } : {}),
    ...(error ? { error: toError(error) } : {}),
  };
}

function toError({
  code,
  message,
}: {
  readonly code: string | undefined;
  readonly message: string;
}) {
  return { ...(code === undefined ? {} : { code }), message };
}

function notAnswered(error: unknown): NotAnswered {
  const why = isUserFacingError(error) ? `${error.message} ${error.why ?? ""}` : messageOf(error);
  return notAsked(why.trim());
}

function notAsked(why: string): NotAnswered {
  return { kind: "notAnswered", why };
}

const noOrds = notAsked("ORDS_TEST_URL is not given.");
const noAdministrator = notAsked("ORDS_TEST_ADMIN_USER is not given, or no database.");
const noResult = notAsked("The script had no result.");
