import type { Catalog } from "../../domain/model/catalog.ts";
import { jsonResponse } from "../http/practiceRequest.ts";
import type { PracticeRequest, PracticeResponse } from "../http/practiceRequest.ts";
import { schemaUrlOf, toCollection } from "./collection.ts";
import { catalogEntries } from "./openApiRoute.ts";

/** `/metadata-catalog/`: the services of the schema by name (assumption `metadataCatalogShape`). */
export function answerMetadataCatalog(
  request: PracticeRequest,
  catalog: Catalog,
): PracticeResponse {
  const schemaUrl = schemaUrlOf(request);
  const items = catalogEntries(catalog).map((name) => toEntry(schemaUrl, name));
  const page = { items, hasMore: false, limit: 25, offset: 0 };
  return jsonResponse(toCollection(request, page, `${schemaUrl}/metadata-catalog/`));
}

/** One service; undefined when there is none of this name. */
export function answerMetadataEntry(
  request: PracticeRequest,
  catalog: Catalog,
  name: string,
): PracticeResponse | undefined {
  return catalogEntries(catalog).includes(name)
    ? jsonResponse(toEntry(schemaUrlOf(request), name))
    : undefined;
}

function toEntry(schemaUrl: string, name: string): unknown {
  return {
    name,
    links: [
      { rel: "describes", href: `${schemaUrl}/${name}/` },
      {
        rel: "canonical",
        href: `${schemaUrl}/metadata-catalog/${encodeURIComponent(name)}/`,
        mediaType: "application/json",
      },
    ],
  };
}
