import { UserFacingError } from "../../base/errors.ts";
import type { Secret } from "../../base/secret.ts";
import type { HttpResponse } from "../../domain/http/httpMessage.ts";
import type { HttpClient } from "../http/httpClient.ts";
import type { RestSqlProfile } from "../profiles/profile.ts";
import { loginUrl } from "./loginUrl.ts";
import { createStatementLocator } from "./createStatementLocator.ts";
import { parseSqlAnswer, type ResultSet, type SqlAnswerItem } from "./parseSqlAnswer.ts";
import { toRestSqlError, withRemedy } from "./restSqlErrors.ts";
import { sqlFailed } from "./sqlFailed.ts";
import type { RunOptions, SqlRunner, SqlValue } from "./sqlRunner.ts";
import { toStatementResult } from "./toStatementResult.ts";
import { writeQueryRequest, writeScriptRequest, type SqlRequestBody } from "./writeSqlRequest.ts";

/** Rows asked for at a time; a server with a lower limit gives fewer, which paging copes with. */
const pageSize = 2000;
const maxBytes = 64 * 1024 * 1024;

/**
 * A runner over ORDS' REST-Enabled SQL (ORDS Developer's Guide, REST-Enabled SQL Service): each request is a session
 * and a transaction of its own, so a script goes in one request (assumption restSqlTransactionPerRequest).
 */
export function createRestSqlRunner({ profile, password, http }: RestSqlRunnerParts): SqlRunner {
  const send = async (
    { contentType, body }: SqlRequestBody,
    signal: AbortSignal | undefined,
  ): Promise<readonly SqlAnswerItem[]> => {
    const cancel = signal ? { signal } : {};
    const response = await withRemedy(profile, () =>
      http(
        {
          method: "POST",
          url: `${loginUrl(profile)}/_/sql`,
          headers: { accept: "application/json", "content-type": contentType },
          body,
        },
        {
          credential: { kind: "basic", user: profile.user, password },
          allowPlainHttp: profile.allowPlainHttp,
          connection: profile.id,
          maxBytes,
          ...cancel,
        },
      ),
    );
    const items = itemsOf(response);
    if (items) return items;
    throw await toRestSqlError(response, { profile, http, ...cancel });
  };

  return {
    transaction: "perRequest",
    openTransaction: undefined,

    query: async (text, { binds, signal }: RunOptions = {}) => {
      const rows: (readonly SqlValue[])[] = [];
      for (;;) {
        const page = writeQueryRequest(text, binds, { offset: rows.length, limit: pageSize });
        const { columns, rows: found, hasMore } = resultSetOf(await send(page, signal));
        for (const row of found) rows.push(row);
        if (!hasMore) return { columns, rows };
        if (found.length === 0) throw answerWithoutRows();
      }
    },

    run: async (script, { binds, signal }: RunOptions = {}) => {
      const items = await send(writeScriptRequest(script, binds), signal);
      const locate = createStatementLocator(script);
      return items.map((item) => toStatementResult(item, locate(item)));
    },

    // Nothing is kept open between two requests.
    close: () => Promise.resolve(),
  };
}

export interface RestSqlRunnerParts {
  readonly profile: RestSqlProfile;
  readonly password: Secret;
  readonly http: HttpClient;
}

function itemsOf(response: HttpResponse): readonly SqlAnswerItem[] | undefined {
  if (response.status !== 200 || response.truncated) return undefined;
  return parseSqlAnswer(new TextDecoder().decode(response.body));
}

function resultSetOf([item]: readonly SqlAnswerItem[]): ResultSet {
  if (item?.failure) throw sqlFailed(item.failure);
  if (!item?.resultSet) throw answerWithoutRows();
  return item.resultSet;
}

function answerWithoutRows(): UserFacingError {
  return new UserFacingError({
    code: "answerNotUnderstood",
    message: "The server's answer to a query holds no rows.",
    why: "REST-Enabled SQL answered, but without the result set that was asked for. The release of ORDS may be too old.",
  });
}
