import type { Binds, BindValue } from "./sqlRunner.ts";

/** The body of `POST /_/sql` and its type. The only place where a secret bind is revealed. */
export interface SqlRequestBody {
  readonly contentType: "application/json" | "application/sql";
  readonly body: string;
}

/** One SELECT and the page of its rows that is wanted (ORDS Developer's Guide, REST-Enabled SQL Service). */
export function writeQueryRequest(
  statementText: string,
  binds: Binds | undefined,
  page: { readonly offset: number; readonly limit: number },
): SqlRequestBody {
  return json({ statementText, ...page, ...bindsMember(binds) });
}

/**
 * A script. Without binds it goes as `application/sql`, the documented form for several statements; binds exist only in
 * the JSON form (assumption restSqlJsonTakesScripts).
 */
export function writeScriptRequest(script: string, binds: Binds | undefined): SqlRequestBody {
  if (binds === undefined || Object.keys(binds).length === 0) {
    return { contentType: "application/sql", body: script };
  }
  return json({ statementText: script, ...bindsMember(binds) });
}

function bindsMember(binds: Binds | undefined): { readonly binds?: readonly unknown[] } {
  if (binds === undefined || Object.keys(binds).length === 0) return {};
  return { binds: Object.entries(binds).map(([name, value]) => ({ name, ...toWire(value) })) };
}

function toWire(value: BindValue): { readonly data_type: string; readonly value: unknown } {
  // Not instanceof: a lazily loaded bundle has its own copy of the class, and the mask would be sent in its place.
  if (typeof value === "object" && value !== null) {
    return { data_type: "VARCHAR2", value: value.reveal() };
  }
  return { data_type: typeof value === "number" ? "NUMBER" : "VARCHAR2", value };
}

function json(value: unknown): SqlRequestBody {
  return { contentType: "application/json", body: JSON.stringify(value) };
}
