import { isRecord } from "../../base/isRecord.ts";
import { jsonText } from "../../base/jsonText.ts";
import { parseJson } from "../../base/parseJson.ts";
import type { HttpResponse } from "../../domain/http/httpMessage.ts";
import type { ClientAuthentication } from "./clientAuthentication.ts";

/** What went to a token endpoint and what came back, without anything that is secret: to be looked at. */
export interface TokenExchange {
  readonly url: string;
  /** How the client showed who it is, in words. */
  readonly authorization: string;
  /** The fields of the form; those that hold credentials as `•••`. */
  readonly form: readonly (readonly [string, string])[];
  readonly status: number;
  /** Only what says something about the answer, such as `content-type`. */
  readonly headers: readonly (readonly [string, string])[];
  /** The members of a JSON answer; tokens as `•••` with their length. undefined for any other answer. */
  readonly answer: readonly (readonly [string, string])[] | undefined;
  readonly durationMs: number;
}

/** Fields whose values say nothing that has to be kept; all others are masked. */
const plainFields: ReadonlySet<string> = new Set(["grant_type", "redirect_uri", "scope"]);
const plainMembers: ReadonlySet<string> = new Set([
  "token_type",
  "expires_in",
  "scope",
  "code",
  "title",
  "error",
  "type",
]);
const plainHeaders: readonly string[] = ["content-type", "date", "server", "www-authenticate"];

/** Masks what was sent and answered. */
export function toTokenExchange(facts: {
  readonly url: string;
  readonly form: string;
  readonly authentication: ClientAuthentication;
  readonly response: HttpResponse;
}): TokenExchange {
  const { response } = facts;
  return {
    url: facts.url,
    authorization: authorizations[facts.authentication],
    form: [...new URLSearchParams(facts.form)].map(([name, value]) => {
      return [name, plainFields.has(name) ? value : masked(value)] as const;
    }),
    status: response.status,
    headers: plainHeaders.flatMap((name) => {
      const value = response.headers[name];
      return value === undefined ? [] : [[name, value.slice(0, 500)] as const];
    }),
    answer: membersOf(response),
    durationMs: response.durationMs,
  };
}

const authorizations: Readonly<Record<ClientAuthentication, string>> = {
  raw: "Basic, id and secret as they are: •••",
  encoded: "Basic, id and secret percent-encoded: •••",
  body: "client_id and client_secret in the form: •••",
};

/** Whoever answers may send anything, so only short plain texts of members that are known are shown. */
function membersOf({ body }: HttpResponse): TokenExchange["answer"] {
  const answer = parseJson(new TextDecoder().decode(body.subarray(0, 64 * 1024)));
  if (!isRecord(answer)) return undefined;
  return Object.entries(answer)
    .slice(0, 20)
    .map(([name, value]) => {
      const shown = typeof value === "string" ? value : jsonText(value);
      return [name.slice(0, 80), plainMembers.has(name) ? shown.slice(0, 200) : masked(shown)];
    });
}

function masked(value: string): string {
  return `••• (${value.length} characters)`;
}
