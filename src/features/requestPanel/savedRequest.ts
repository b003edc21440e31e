import type { Method } from "../../domain/model/catalog.ts";
import type { Row } from "./draft.ts";

/** The workspace file in which requests are saved; it belongs in version control. */
export const savedRequestsFile = "ords-security.requests.json";

/** A request that somebody has given a name. It holds no server and no credential: both are the connection's. */
export interface SavedRequest {
  /** One of a kind in its file; never blank. */
  readonly name: string;
  readonly method: Method;
  /** Below the schema's root, with parameters by name: `/hr/employees/:id`. */
  readonly address: string;
  readonly parameters: readonly Row[];
  readonly query: readonly Row[];
  readonly headers: readonly Row[];
  readonly body: string;
  readonly caller: SavedCaller;
  /** The name of the connection it was saved from; it can be opened over any other. */
  readonly connection?: string | undefined;
}

export type SavedCaller =
  | { readonly kind: "anonymous" }
  /** By name: its client ID is another one in every database. */
  | { readonly kind: "client"; readonly name: string }
  /** The database user of the connection over which it is opened. */
  | { readonly kind: "user" }
  /** A token that is pasted when the request is opened. */
  | { readonly kind: "pastedToken" };
