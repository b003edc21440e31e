"use strict";

/**
 * A test double of Oracle SQL Developer: its API as `@oracle/sql-developer-api` declares it, as far as it is used, over
 * REST-Enabled SQL of a practice server, whose answers have the same form. Two things are not like the original: each
 * script is a transaction of its own, and nobody is asked for a password.
 */

/** @returns {import("@oracle/sql-developer-api").Api} */
exports.activate = () => {
  const { url, user, password } = JSON.parse(process.env["SQL_DEVELOPER_DOUBLE"] ?? "{}");
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;

  const session = {
    status: "connected",
    /**
     * @param {{ sql: string, binds?: readonly { name: string, value: string, dataType: string }[] }} script
     * @param {{ responseFormat?: string, pageSize?: number }} options
     */
    execute: async ({ sql, binds = [] }, { pageSize = 100 }) => {
      const response = await fetch(`${url}/_/sql`, {
        method: "POST",
        headers: { authorization, "content-type": "application/json", accept: "application/json" },
        body: JSON.stringify({
          statementText: sql,
          limit: pageSize,
          binds: binds.map(({ name, value, dataType }) => ({
            name,
            data_type: dataType,
            value,
          })),
        }),
      });
      if (!response.ok) throw new Error(`The practice server answered ${response.status}`);
      return await response.json();
    },
  };

  const connection = {
    id: "hr-there",
    name: "HR there",
    isConnected: false,
    /** @type {unknown} */
    session: undefined,
    connect: async () => {
      connection.isConnected = true;
      connection.session = session;
      return session;
    },
  };
  const api = {
    connections: () => ({
      list: () => [connection],
      onDidChangeConnectionStatus: () => ({ dispose: () => undefined }),
    }),
  };
  return /** @type {import("@oracle/sql-developer-api").Api} */ (/** @type {unknown} */ (api));
};
