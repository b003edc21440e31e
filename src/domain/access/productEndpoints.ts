import { privilegeName, roleName, uriPattern } from "../model/names.ts";
import type { Endpoint } from "./endpoints.ts";
import type { Protector } from "./protection.ts";
import { parseUriPattern } from "./uriPattern.ts";

/**
 * Services of ORDS itself that answer below the alias of every schema, where they are switched on: REST-Enabled SQL and
 * SODA for REST (Oracle's guides of both; the paths of SODA as in its security chapter).
 */
export const productEndpoints: readonly Endpoint[] = [
  service("sql", "POST", "/_/sql"),
  service("soda", "GET", "/soda/latest/"),
  ...(["GET", "POST", "PUT", "DELETE", "PATCH"] as const).map((method) =>
    service("soda", method, "/soda/latest/:collection"),
  ),
  ...(["GET", "PUT", "DELETE", "PATCH"] as const).map((method) =>
    service("soda", method, "/soda/latest/:collection/:key"),
  ),
];

/** Which of them a call reaches; `path` decoded. SODA takes any path and method below its own. */
export function productEndpointFor(method: string, path: string): Endpoint | undefined {
  if (path === "/_/sql") return method === "POST" ? sqlEndpoint : undefined;
  if (!path.startsWith("/soda/")) return undefined;
  const fitting = productEndpoints.filter((one) => one.kind === "soda" && one.method === method);
  return fitting.find((one) => one.path === path) ?? fitting.at(-1);
}

/** What REST-Enabled SQL asks for (assumption `restSqlNeedsSqlDeveloper`); its name stands in no catalog. */
export const sqlProtector: Protector = {
  privilege: {
    name: privilegeName("of REST-Enabled SQL"),
    label: undefined,
    description: undefined,
    comments: undefined,
    roles: [roleName("SQL Developer")],
    patterns: [uriPattern("/_/sql")],
    modules: [],
  },
  via: "product",
  pattern: parseUriPattern("/_/sql"),
  module: undefined,
};

const [sqlEndpoint] = productEndpoints;

function service(kind: "sql" | "soda", method: Endpoint["method"], path: string): Endpoint {
  return {
    kind,
    method,
    path,
    ref: undefined,
    priority: 0,
    sourceType: undefined,
    published: true,
  };
}
