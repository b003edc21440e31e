import { UserFacingError, isUserFacingError, type Remedy } from "../../base/errors.ts";
import type { HttpResponse } from "../../domain/http/httpMessage.ts";
import { describeAnswer } from "../http/describeAnswer.ts";
import type { HttpClient } from "../http/httpClient.ts";
import { metadataCatalogRequest } from "../profiles/metadataCatalogRequest.ts";
import type { RestSqlProfile } from "../profiles/profile.ts";
import { loginUrl } from "./loginUrl.ts";

export interface RestSqlContext {
  readonly profile: RestSqlProfile;
  readonly http: HttpClient;
  readonly signal?: AbortSignal;
}

/**
 * Why an answer of `POST /_/sql` is not one of REST-Enabled SQL. A 404 has two causes that the status does not tell
 * apart (assumptions disabledSchemaAnswers404, restSqlOffAnswers404), so one more call, without a credential, asks
 * whether anything else answers under the alias.
 */
export async function toRestSqlError(
  response: HttpResponse,
  context: RestSqlContext,
): Promise<UserFacingError> {
  const { profile } = context;
  const said = describeAnswer(response);
  switch (response.status) {
    case 401:
      return new UserFacingError({
        code: "databaseLoginFailed",
        message: `ORDS did not accept the login of ${profile.user}.`,
        why: "User or password may be wrong, or the account is locked or its password expired. The user has to be a database user whose schema is REST-enabled, and to have the role SQL Developer.",
        remedy: { label: "Enter password", action: "enterPassword", argument: profile.id },
      });
    case 403:
      return new UserFacingError({
        code: "roleMissing",
        message: `ORDS does not let ${profile.user} use REST-Enabled SQL.`,
        why: "The user may lack the role SQL Developer, or ORDS wants to be called over https and takes this call for plain http (behind a proxy: security.httpsHeaderCheck).",
        remedy: editConnection(profile),
      });
    case 404:
      return (await aliasAnswers(context))
        ? restSqlNotEnabled(profile)
        : aliasNotFound(profile, said.html);
    default:
      return unexpectedAnswer(response, profile);
  }
}

/** Adds the button that helps to a failure to reach the server, which the HTTP client cannot know. */
export async function withRemedy<T>(profile: RestSqlProfile, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isUserFacingError(error) || error.remedy) throw error;
    const { code, message, why, cause } = error;
    const remedy: Remedy =
      profile.practice && (code === "connectionRefused" || code === "connectionLost")
        ? { label: "Start practice server", action: "startPractice" }
        : editConnection(profile);
    throw new UserFacingError({
      code,
      message,
      remedy,
      cause,
      ...(why === undefined ? {} : { why }),
    });
  }
}

function unexpectedAnswer(response: HttpResponse, profile: RestSqlProfile): UserFacingError {
  const { html, location, words } = describeAnswer(response);
  const { status } = response;
  const remedy = editConnection(profile);
  if (status >= 300 && status < 400) {
    return new UserFacingError({
      code: "redirectRefused",
      message: `The server sends this call on to ${location ?? "another address"}.`,
      why: "The password is not sent to another address. If that address is the right one, use it in the connection.",
      remedy,
    });
  }
  if (response.truncated) {
    return new UserFacingError({
      code: "answerTooLarge",
      message: "The server's answer is too large.",
      why: "Ask for fewer rows or shorter texts.",
    });
  }
  if (status >= 500) {
    return new UserFacingError({
      code: "serverFailed",
      message: `ORDS failed with status ${status}.`,
      why: `${words === undefined ? "It gives no reason." : `It says: ${words}`} The database may be down, or its connection pool not usable; the log of ORDS tells more.`,
      remedy: { label: "Try again", action: "retry" },
    });
  }
  if (html) {
    return new UserFacingError({
      code: "answerNotUnderstood",
      message: "The server answered with a web page instead of data.",
      why: "The address may lead to a sign-in page, a proxy or another program. It should be the one of ORDS, ending in /ords.",
      remedy,
    });
  }
  return new UserFacingError({
    code: "answerNotUnderstood",
    message: `The server's answer (status ${status}) is not one of REST-Enabled SQL.`,
    why:
      words === undefined
        ? "It is no JSON, or cut before its end. Try again; then check that the address is the one of ORDS, ending in /ords."
        : `It says: ${words}`,
    remedy,
  });
}

function restSqlNotEnabled(profile: RestSqlProfile): UserFacingError {
  return new UserFacingError({
    code: "restSqlNotEnabled",
    message: "REST-Enabled SQL seems to be switched off on this server.",
    why: `The alias ${profile.alias} answers, but its SQL service does not. An administrator switches it on by: ords config set restEnabledSql.active true`,
    remedy: editConnection(profile),
  });
}

function aliasNotFound(profile: RestSqlProfile, html: boolean): UserFacingError {
  const elsewhere = html
    ? " The answer is a web page, so the part of the address up to /ords may be wrong, too."
    : "";
  return new UserFacingError({
    code: "aliasNotFound",
    message: `ORDS knows no schema under the alias ${profile.alias}.`,
    why: `The alias is the URL pattern given to ORDS.ENABLE_SCHEMA, usually the schema's name in lower case; the schema may also be disabled, or REST-Enabled SQL be switched off.${elsewhere}`,
    remedy: editConnection(profile),
  });
}

/** Whether something under the alias answers other than 404. */
async function aliasAnswers({ profile, http, signal }: RestSqlContext): Promise<boolean> {
  const request = metadataCatalogRequest(loginUrl(profile));
  const { status } = await http(request, {
    connection: profile.id,
    maxBytes: 64 * 1024,
    ...(signal ? { signal } : {}),
  });
  return status === 200 || status === 401 || status === 403;
}

function editConnection(profile: RestSqlProfile): Remedy {
  return { label: "Edit connection", action: "editConnection", argument: profile.id };
}
