import { assertNever } from "../../base/assertNever.ts";
import type { Caller } from "../../domain/access/caller.ts";
import type { Endpoint } from "../../domain/access/endpoints.ts";
import { evaluateProtection } from "../../domain/access/evaluateProtection.ts";
import { endpointFor, methodsOf } from "../../domain/access/resolveCall.ts";
import { isBracedRoute } from "../../domain/access/routePattern.ts";
import { toSchemaPath } from "../../domain/access/schemaPath.ts";
import type { Catalog, Handler, Module } from "../../domain/model/catalog.ts";
import { readCaller, unauthorized } from "../http/caller.ts";
import type { PracticeRequest, PracticeResponse } from "../http/practiceRequest.ts";
import { problem } from "../http/problem.ts";
import type { World } from "../world.ts";
import { answerHandler } from "./handlerRoute.ts";
import { answerMetadataCatalog, answerMetadataEntry } from "./metadataCatalogRoute.ts";
import { answerObject } from "./objectRoute.ts";
import { answerOpenApiCatalog, answerOpenApiDocument } from "./openApiRoute.ts";
import { answerOptions, isOriginAllowed, originHeaders, refuseOrigin } from "./origins.ts";

/**
 * A call of a module, an AutoREST object or a metadata catalog; `path` is what follows the alias. First whether
 * something answers, then who may have it (assumption `routingBeforeProtection`).
 */
export function answerSchemaCall(
  world: World,
  request: PracticeRequest,
  path: string,
): PracticeResponse {
  const { access } = world;
  const method = request.method === "HEAD" ? "GET" : request.method;
  const resolution = endpointFor(access.endpoints, method, path);
  switch (resolution.kind) {
    case "notFound":
    case "notPublished":
      return notFound(request);
    case "methodMissing":
      return answerMissingMethod(request, access.catalog, resolution.endpoints);
    case "found": {
      const { endpoint, parameters } = resolution;
      // Assumption `bracedTemplateFailsWithQuery`.
      if (request.query.size > 0 && isBracedRoute(endpoint.path)) return notFound(request);
      const origins = moduleOf(access.catalog, endpoint)?.originsAllowed ?? [];
      if (!isOriginAllowed(request, origins)) return refuseOrigin(request);
      const caller = readCaller(world, request);
      if (!caller || !isAllowed(world, caller, path)) return unauthorized(request);
      const response = answerEndpoint(world, request, { endpoint, parameters, caller });
      return { ...response, headers: { ...response.headers, ...originHeaders(request) } };
    }
    default:
      return assertNever(resolution);
  }
}

/** Where the sources leave it open, the server does what the assumptions presume. */
function isAllowed(world: World, caller: Caller, path: string): boolean {
  return (
    evaluateProtection(world.access, caller, { path: toSchemaPath(path), module: undefined })
      .presumed === "allowed"
  );
}

interface Resolved {
  readonly endpoint: Endpoint;
  readonly parameters: Readonly<Record<string, string>>;
  readonly caller: Caller;
}

function answerEndpoint(
  world: World,
  request: PracticeRequest,
  { endpoint, parameters, caller }: Resolved,
): PracticeResponse {
  const { catalog } = world.access;
  switch (endpoint.kind) {
    case "handler": {
      const module = moduleOf(catalog, endpoint);
      const handler = module && handlerOf(module, endpoint);
      if (!module || !handler) return notFound(request);
      return answerHandler(world, request, { module, handler, caller, pathValues: parameters });
    }
    case "object": {
      const { ref } = endpoint;
      const object = catalog.objects.find((one) => ref?.kind === "object" && one.name === ref.name);
      if (!object) return notFound(request);
      return answerObject(world, request, { object, key: parameters["id"] });
    }
    case "catalog": {
      const name = parameters["name"];
      const openApi = endpoint.path.startsWith("/open-api-catalog/");
      if (name === undefined)
        return openApi
          ? answerOpenApiCatalog(request, catalog)
          : answerMetadataCatalog(request, catalog);
      const answer = openApi
        ? answerOpenApiDocument(request, { catalog, dictionary: world.dictionary }, name)
        : answerMetadataEntry(request, catalog, name);
      return answer ?? notFound(request);
    }
    // Services of the product have routes of their own, or are switched off.
    case "sql":
    case "soda":
      return notFound(request);
    default:
      return assertNever(endpoint.kind);
  }
}

/** Assumption `missingMethodAnswers405`. */
function answerMissingMethod(
  request: PracticeRequest,
  catalog: Catalog,
  endpoints: readonly Endpoint[],
): PracticeResponse {
  const methods = methodsOf(endpoints);
  if (request.method === "OPTIONS") {
    const [endpoint] = endpoints;
    const origins = (endpoint && moduleOf(catalog, endpoint)?.originsAllowed) ?? [];
    return isOriginAllowed(request, origins)
      ? answerOptions(request, methods)
      : refuseOrigin(request);
  }
  return problem(request, "MethodNotAllowed", {
    message: `This address answers ${methods.join(", ")}, not ${request.method}.`,
    headers: { allow: methods.join(", ") },
  });
}

function notFound(request: PracticeRequest): PracticeResponse {
  return problem(request, "NotFound", {
    message: "No published module, template or object of this schema has this address.",
  });
}

function moduleOf(catalog: Catalog, { ref }: Endpoint): Module | undefined {
  return ref?.kind === "handler"
    ? catalog.modules.find(({ name }) => name === ref.module)
    : undefined;
}

function handlerOf(module: Module, { ref }: Endpoint): Handler | undefined {
  if (ref?.kind !== "handler") return undefined;
  return module.templates
    .find(({ uriTemplate }) => uriTemplate === ref.uriTemplate)
    ?.handlers.find(({ method }) => method === ref.method);
}
