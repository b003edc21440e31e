import { templatePath } from "../../domain/access/endpoints.ts";
import { matchSegment, splitRoute } from "../../domain/access/routePattern.ts";
import type { Catalog, EnabledObject, Handler } from "../../domain/model/catalog.ts";
import type { HandlerKey } from "../../services/catalog/readHandlerSource.ts";
import type { Draft } from "./draft.ts";
import { parametersOf, splitQuery } from "./requestAddress.ts";

/** What answers a call, as far as the catalog knows. */
export function endpointOf(draft: Draft, catalog: Catalog | undefined): Endpoint {
  const { path } = splitQuery(draft.address.trim());
  const found = catalog && handlerAt(draft.method, path, catalog);
  const object = found || !catalog ? undefined : describedObject(path, catalog);
  return { path, found, object };
}

export interface Endpoint {
  readonly path: string;
  readonly found: Found | undefined;
  readonly object: EnabledObject | undefined;
}

/** The handler that answers: by its template as it stands in the address, else by a path that fits it. */
function handlerAt(method: Draft["method"], path: string, catalog: Catalog): Found | undefined {
  const routes = catalog.modules.flatMap(({ name, basePath, templates }) =>
    templates.flatMap(({ uriTemplate, handlers }) => {
      const handler = handlers.find((one) => one.method === method);
      const key = { module: name, uriTemplate, method };
      return handler ? [{ route: templatePath(basePath, uriTemplate), handler, key }] : [];
    }),
  );
  return routes.find(({ route }) => route === path) ?? routes.find((one) => fits(one, path));
}

export interface Found {
  readonly route: string;
  readonly handler: Handler;
  readonly key: HandlerKey;
}

function fits({ route }: { readonly route: string }, path: string): boolean {
  const segments = splitRoute(route);
  const texts = path.split("/").slice(1);
  return (
    segments.length === texts.length &&
    segments.every((segment, place) => matchSegment(segment, texts[place] ?? "") !== undefined)
  );
}

/** The parameters of the path, in lower case. */
export function namesInPath({ address }: Draft, { found }: Endpoint): readonly string[] {
  return parametersOf(found?.route ?? address).map(({ name }) => name.toLowerCase());
}

/** The AutoREST object whose rows the path is about: `/departments/`, `/departments/10` or `/departments/:id`. */
function describedObject(path: string, catalog: Catalog): EnabledObject | undefined {
  const [alias, , ...more] = path.replace(/^\//, "").split("/");
  return more.length > 0
    ? undefined
    : catalog.objects.find((one) => one.enabled && one.alias === alias);
}
