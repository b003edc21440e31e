import type { HttpRequest } from "../../domain/http/httpMessage.ts";

/** The metadata catalog exists in every enabled schema, so it tells whether an alias is served. */
export function metadataCatalogRequest(schemaUrl: string): HttpRequest {
  return {
    method: "GET",
    url: `${schemaUrl}/metadata-catalog/`,
    headers: { accept: "application/json" },
    body: undefined,
  };
}
