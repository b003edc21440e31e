import { methods, type Method } from "../../domain/model/catalog.ts";

/** What the person has typed: the whole form of the panel. Never a credential. */
export interface Draft {
  readonly method: Method;
  /** Below the schema's root, with parameters by name: `/hr/employees/:id`. */
  readonly address: string;
  /** Values of the parameters; those of names that are not in the address now are kept for later. */
  readonly parameters: readonly Row[];
  readonly query: readonly Row[];
  readonly headers: readonly Row[];
  readonly body: string;
  readonly caller: DraftCaller;
}

export interface Row {
  readonly name: string;
  readonly value: string;
}

export type DraftCaller =
  | { readonly kind: "anonymous" }
  | { readonly kind: "client"; readonly clientId: string }
  | { readonly kind: "pastedToken" };

export const emptyDraft: Draft = {
  method: "GET",
  address: "/",
  parameters: [],
  query: [],
  headers: [],
  body: "",
  caller: { kind: "anonymous" },
};

const maxRows = 500;
const maxText = 20_000_000;

/** Reads a draft from a page message or from a stored state; both are untrusted. */
export function parseDraft(value: unknown): Draft | undefined {
  if (!isRecord(value)) return undefined;
  const method = methods.find((known) => known === value["method"]);
  const address = parseText(value["address"]);
  const parameters = parseRows(value["parameters"]);
  const query = parseRows(value["query"]);
  const headers = parseRows(value["headers"]);
  const body = parseText(value["body"]);
  const caller = parseCaller(value["caller"]);
  if (method === undefined || address === undefined || body === undefined) return undefined;
  if (!parameters || !query || !headers || !caller) return undefined;
  return { method, address, parameters, query, headers, body, caller };
}

export function parseText(value: unknown): string | undefined {
  return typeof value === "string" && value.length <= maxText ? value : undefined;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function parseRows(value: unknown): readonly Row[] | undefined {
  if (!Array.isArray(value) || value.length > maxRows) return undefined;
  const rows: Row[] = [];
  for (const item of value as readonly unknown[]) {
    const name = isRecord(item) ? parseText(item["name"]) : undefined;
    const text = isRecord(item) ? parseText(item["value"]) : undefined;
    if (name === undefined || text === undefined) return undefined;
    rows.push({ name, value: text });
  }
  return rows;
}

function parseCaller(value: unknown): DraftCaller | undefined {
  if (!isRecord(value)) return undefined;
  switch (value["kind"]) {
    case "anonymous":
      return { kind: "anonymous" };
    case "pastedToken":
      return { kind: "pastedToken" };
    case "client": {
      const clientId = parseText(value["clientId"]);
      return clientId === undefined ? undefined : { kind: "client", clientId };
    }
    default:
      return undefined;
  }
}
