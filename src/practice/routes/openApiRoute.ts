import type { Catalog, EnabledObject, Module } from "../../domain/model/catalog.ts";
import { templatePath } from "../../domain/access/endpoints.ts";
import { splitRoute } from "../../domain/access/routePattern.ts";
import type { RouteSegment } from "../../domain/access/routePattern.ts";
import { jsonResponse } from "../http/practiceRequest.ts";
import type { PracticeRequest, PracticeResponse } from "../http/practiceRequest.ts";
import { schemaUrlOf, toCollection } from "./collection.ts";

/** `/open-api-catalog/`: the modules and objects of the schema (assumption `openApiCatalogShape`). */
export function answerOpenApiCatalog(request: PracticeRequest, catalog: Catalog): PracticeResponse {
  const schemaUrl = schemaUrlOf(request);
  const items = catalogEntries(catalog).map((name) => ({
    name,
    links: [
      {
        rel: "canonical",
        href: `${schemaUrl}/open-api-catalog/${encodeURIComponent(name)}/`,
        mediaType: "application/openapi+json",
      },
    ],
  }));
  const page = { items, hasMore: false, limit: 25, offset: 0 };
  return jsonResponse(toCollection(request, page, `${schemaUrl}/metadata-catalog/`));
}

/** The OpenAPI document of one module or object; undefined when there is none of this name. */
export function answerOpenApiDocument(
  request: PracticeRequest,
  catalog: Catalog,
  name: string,
): PracticeResponse | undefined {
  const module = catalog.modules.find((one) => one.published && entryName(one) === name);
  const object = catalog.objects.find((one) => one.enabled && one.alias === name);
  const document = module
    ? describe(name, moduleRoot(module), modulePaths(module))
    : object && describe(name, `/${object.alias}`, objectPaths(object));
  if (!document) return undefined;
  const servers = [{ url: `${schemaUrlOf(request)}${document.root}` }];
  return jsonResponse({ openapi: "3.0.0", info: document.info, servers, paths: document.paths });
}

/** What the catalogs call the published modules and the objects. */
export function catalogEntries(catalog: Catalog): readonly string[] {
  return [
    ...catalog.modules.filter((one) => one.published).map(entryName),
    ...catalog.objects.filter((one) => one.enabled).map(({ alias }) => alias),
  ];
}

/** The base path without its slashes, as ORDS names a module there. */
export function entryName({ basePath }: Module): string {
  return basePath.replace(/^\/+|\/+$/g, "");
}

interface OpenApiParts {
  readonly root: string;
  readonly info: { readonly title: string; readonly version: string };
  readonly paths: Readonly<Record<string, unknown>>;
}

function describe(
  title: string,
  root: string,
  paths: Readonly<Record<string, unknown>>,
): OpenApiParts {
  return { root, info: { title: `ORDS generated API for ${title}`, version: "1.0.0" }, paths };
}

function moduleRoot(module: Module): string {
  return templatePath(module.basePath, "").replace(/\/$/, "");
}

function modulePaths(module: Module): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    module.templates.map((template) => {
      const route = `/${template.uriTemplate.replace(/^\/+/, "")}`;
      const names = splitRoute(route).flatMap((segment) => namesOf(segment));
      const operations = template.handlers.map(({ method, comments }) => [
        method.toLowerCase(),
        operation(names, comments ?? `${method} ${template.uriTemplate}`),
      ]);
      return [openApiPath(route), Object.fromEntries(operations)] as const;
    }),
  );
}

function objectPaths({ name }: EnabledObject): Readonly<Record<string, unknown>> {
  return {
    "/": { get: operation([], `Retrieve records from ${name}`) },
    "/{id}": { get: operation(["id"], `Retrieve one record from ${name}`) },
  };
}

function openApiPath(route: string): string {
  const segments = splitRoute(route).map((segment) =>
    segment.kind === "literal"
      ? segment.text
      : namesOf(segment)
          .map((name) => `{${name}}`)
          .join(","),
  );
  return `/${segments.join("/")}`;
}

function namesOf(segment: RouteSegment): readonly string[] {
  if (segment.kind === "literal") return [];
  return segment.kind === "variable" ? segment.names : [segment.name];
}

function operation(names: readonly string[], description: string): unknown {
  return {
    description,
    parameters: names.map((name) => ({
      name,
      in: "path",
      required: true,
      schema: { type: "string" },
    })),
    responses: {
      200: { description: "The successful record.", content: { "application/json": {} } },
    },
  };
}
