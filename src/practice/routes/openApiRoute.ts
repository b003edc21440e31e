import type { Catalog, EnabledObject, Module } from "../../domain/model/catalog.ts";
import { moduleEntryName } from "../../domain/http/openApiName.ts";
import { templatePath } from "../../domain/access/endpoints.ts";
import { splitRoute } from "../../domain/access/routePattern.ts";
import type { RouteSegment } from "../../domain/access/routePattern.ts";
import { bodyBinds } from "../../plsql/bodyBinds.ts";
import type { Dictionary } from "../dictionary/dictionary.ts";
import { jsonResponse } from "../http/practiceRequest.ts";
import type { PracticeRequest, PracticeResponse } from "../http/practiceRequest.ts";
import type { SqlRow } from "../sql/sqlEngine.ts";
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
  { catalog, dictionary }: { readonly catalog: Catalog; readonly dictionary: Dictionary },
  name: string,
): PracticeResponse | undefined {
  const module = catalog.modules.find((one) => one.published && moduleEntryName(one) === name);
  const object = catalog.objects.find((one) => one.enabled && one.alias === name);
  const document = module
    ? describe(name, moduleRoot(module), modulePaths(module))
    : object && describe(name, `/${object.alias}`, objectPaths(dictionary, object));
  if (!document) return undefined;
  const servers = [{ url: `${schemaUrlOf(request)}${document.root}` }];
  return jsonResponse({ openapi: "3.0.0", info: document.info, servers, paths: document.paths });
}

/** What the catalogs call the published modules and the objects. */
export function catalogEntries(catalog: Catalog): readonly string[] {
  return [
    ...catalog.modules.filter((one) => one.published).map(moduleEntryName),
    ...catalog.objects.filter((one) => one.enabled).map(({ alias }) => alias),
  ];
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
      const operations = template.handlers.map((handler) => {
        const { method, comments } = handler;
        const takesBody = method === "POST" || method === "PUT";
        const binds = takesBody
          ? bodyBinds(
              handler,
              names.map((name) => name.toLowerCase()),
            )
          : [];
        const facts = { names, description: comments ?? `${method} ${template.uriTemplate}` };
        return [method.toLowerCase(), operation({ ...facts, body: schemaOfBinds(binds) })];
      });
      return [openApiPath(route), Object.fromEntries(operations)] as const;
    }),
  );
}

/** Real ORDS describes what writes, too; that this server lets objects only be read is its own limit. */
function objectPaths(
  { engine }: Dictionary,
  { name }: EnabledObject,
): Readonly<Record<string, unknown>> {
  const columns = engine.rows('select name, type, "notnull", pk from pragma_table_info(?)', [
    name.toLowerCase(),
  ]);
  const required = columns.filter((column) => column["notnull"] === 1 || column["pk"] === 1);
  const body = {
    type: "object",
    properties: Object.fromEntries(
      columns.map((column) => [nameOf(column), typeOf(String(column["type"]))]),
    ),
    ...(required.length === 0 ? {} : { required: required.map(nameOf) }),
  };
  const names: readonly string[] = [];
  return {
    "/": {
      get: operation({ names, description: `Retrieve records from ${name}`, body: undefined }),
      post: operation({ names, description: `Create a record in ${name}`, body }),
    },
    "/{id}": {
      get: operation({
        names: ["id"],
        description: `Retrieve one record from ${name}`,
        body: undefined,
      }),
      put: operation({ names: ["id"], description: `Create or update a record in ${name}`, body }),
    },
  };
}

function nameOf(column: SqlRow): string {
  return String(column["name"]).toLowerCase();
}

function typeOf(declared: string): unknown {
  if (/^(?:NUM|INT|SMALLINT|DEC|FLOAT|BINARY_)/i.test(declared)) return { type: "number" };
  if (/^(?:DATE|TIMESTAMP)/i.test(declared)) return { type: "string", format: "date-time" };
  return { type: "string" };
}

function schemaOfBinds(names: readonly string[]): unknown {
  if (names.length === 0) return undefined;
  return {
    type: "object",
    properties: Object.fromEntries(names.map((name) => [name, { type: "string" }])),
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

interface OperationFacts {
  /** Of the parameters of the path. */
  readonly names: readonly string[];
  readonly description: string;
  /** The schema of the body; undefined when it takes none. */
  readonly body: unknown;
}

function operation({ names, description, body }: OperationFacts): unknown {
  return {
    description,
    parameters: names.map((name) => ({
      name,
      in: "path",
      required: true,
      schema: { type: "string" },
    })),
    ...(body === undefined
      ? {}
      : { requestBody: { content: { "application/json": { schema: body } } } }),
    responses: {
      200: { description: "The successful record.", content: { "application/json": {} } },
    },
  };
}
