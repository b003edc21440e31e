import type { Catalog, EnabledObject, Method, Module } from "../model/catalog.ts";
import type { EntityRef } from "../model/entityRef.ts";
import type { ModuleName } from "../model/names.ts";
import { normalBasePath } from "./schemaPath.ts";

/** One method of one path that a schema offers. */
export interface Endpoint {
  /** "sql" and "soda" are services of the product, see `productEndpoints`. */
  readonly kind: "handler" | "object" | "catalog" | "sql" | "soda";
  readonly method: Method;
  /** Below the schema, with the template's variables: `/hr/employees/:id`. */
  readonly path: string;
  /** The thing of the catalog that answers; undefined for the metadata catalogs. */
  readonly ref: EntityRef | undefined;
  /** Of handlers, the template's; the higher is taken first (assumption `higherPriorityTemplateWins`). */
  readonly priority: number;
  /** Of handlers, as stored: `json/item`; the absence of a row is a 404 for some. */
  readonly sourceType: string | undefined;
  /** False for a module that is not published and an object that is switched off. */
  readonly published: boolean;
}

/**
 * Everything of a schema that can be called, published or not: the handlers of its modules, its AutoREST objects
 * (assumption `autoRestPaths`) and the metadata catalogs (`metadataCatalogPaths`).
 */
export function endpointsOf(catalog: Catalog): readonly Endpoint[] {
  return [
    ...moduleEndpoints(catalog),
    ...catalog.objects.flatMap(objectEndpoints),
    ...catalogPaths.map((path): Endpoint => {
      return { ...plain, kind: "catalog", method: "GET", path, ref: undefined };
    }),
  ];
}

/** The module that serves an endpoint. */
export function moduleOf({ ref }: Endpoint): ModuleName | undefined {
  return ref?.kind === "handler" ? ref.module : undefined;
}

/** A text that is the same for the same method and path: "GET /hr/employees/:id". */
export function endpointKey({ method, path }: Pick<Endpoint, "method" | "path">): string {
  return `${method} ${path}`;
}

/** The path of a template below the schema: `/hr/` and `employees/:id` give `/hr/employees/:id`. */
export function templatePath(basePath: string, uriTemplate: string): string {
  return `${normalBasePath(basePath)}${uriTemplate.replace(/^\/+/, "")}`;
}

const plain = { priority: 0, sourceType: undefined, published: true } as const;

const catalogPaths = [
  "/metadata-catalog/",
  "/metadata-catalog/:name/",
  "/metadata-catalog/:name/item",
  "/open-api-catalog/",
  "/open-api-catalog/:name/",
];

/** A module that two catalogs share has the very same endpoints in both, which makes comparing them quick. */
function moduleEndpoints({ modules }: Catalog): readonly Endpoint[] {
  return modules.flatMap((module) => {
    const known = knownEndpoints.get(module);
    if (known) return known;
    const made = endpointsOfModule(module);
    knownEndpoints.set(module, made);
    return made;
  });
}

const knownEndpoints = new WeakMap<Module, readonly Endpoint[]>();

function endpointsOfModule(module: Module): readonly Endpoint[] {
  const { name, basePath, published } = module;
  return module.templates.flatMap(({ uriTemplate, priority, handlers }) => {
    const path = templatePath(basePath, uriTemplate);
    return handlers.map(({ method, sourceType }): Endpoint => {
      const ref: EntityRef = { kind: "handler", module: name, uriTemplate, method };
      return { kind: "handler", method, path, ref, priority, sourceType, published };
    });
  });
}

function objectEndpoints(object: EnabledObject): readonly Endpoint[] {
  const ref: EntityRef = { kind: "object", name: object.name };
  return methodsOf(object).map(([method, rest]): Endpoint => {
    const path = `/${object.alias}/${rest}`;
    return { ...plain, kind: "object", method, path, ref, published: object.enabled };
  });
}

function methodsOf(object: EnabledObject): readonly (readonly [Method, string])[] {
  switch (object.type.toUpperCase()) {
    case "PROCEDURE":
    case "FUNCTION":
      return [["POST", ""]];
    case "PACKAGE":
      return [["POST", ":member"]];
    default:
      return [
        ["GET", ""],
        ["POST", ""],
        ["POST", "batchload"],
        ["GET", ":id"],
        ["PUT", ":id"],
        ["DELETE", ":id"],
      ];
  }
}
