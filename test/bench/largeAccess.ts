import type { Catalog, Method, OAuthClient, Privilege } from "../../src/domain/model/catalog.ts";
import {
  clientId,
  clientName,
  moduleName,
  privilegeName,
  roleName,
  uriPattern,
} from "../../src/domain/model/names.ts";

export interface AccessSize {
  readonly clients: number;
  readonly endpoints: number;
  readonly privileges: number;
}

/**
 * A schema of a given size whose rows meet as they do in the field: modules protected as a whole, patterns above and
 * below each other, a few that tie, some modules left open, templates with variables. The same every time.
 */
export function largeAccess(size: AccessSize): Catalog {
  const random = createRandom(20_261);
  const pick = (count: number): number => Math.floor(random() * count);
  const roles = Array.from({ length: 300 }, (_, place) => roleName(`role ${place}`));
  const some = <T>(all: readonly T[], most: number): readonly T[] => {
    return [...new Set(Array.from({ length: 1 + pick(most) }, () => all[pick(all.length)]))].filter(
      (one): one is T => one !== undefined,
    );
  };
  const moduleCount = Math.ceil(size.endpoints / 20);
  const modules = Array.from({ length: moduleCount }, (_, place) => ({
    name: moduleName(`module ${place}`),
    basePath: place % 7 === 6 ? `/area${place - 1}/sub/` : `/area${place}/`,
    published: place % 50 !== 49,
    itemsPerPage: 25,
    originsAllowed: [],
    comments: undefined,
    templates: Array.from({ length: 10 }, (_, template) => ({
      uriTemplate: template % 2 === 0 ? `things${template}/` : `things${template - 1}/:id`,
      priority: 0,
      handlers: (template % 2 === 0 ? (["GET", "POST"] as const) : (["GET", "PUT"] as const)).map(
        (method: Method) => ({
          method,
          sourceType: "json/collection",
          source: undefined,
          itemsPerPage: undefined,
          comments: undefined,
          parameters: [],
        }),
      ),
    })),
  }));
  const privileges = Array.from({ length: size.privileges }, (_, place): Privilege => {
    const area = pick(moduleCount);
    const patterns = [
      `/area${area}/*`,
      `/area${area}/things${2 * pick(5)}/*`,
      `/area${area}/things${2 * pick(5)}/`,
      `/area${area}/things0/1`,
    ];
    const isOfModule = place % 3 === 0;
    return {
      name: privilegeName(`privilege ${place}`),
      label: undefined,
      description: undefined,
      comments: undefined,
      roles: place % 40 === 39 ? [] : some(roles, 4),
      patterns: isOfModule ? [] : some(patterns, 3).map(uriPattern),
      modules: isOfModule ? [moduleName(`module ${area}`)] : [],
    };
  });
  const clients = Array.from({ length: size.clients }, (_, place): OAuthClient => {
    return {
      name: clientName(`client ${place}`),
      clientId: clientId(`id ${place}`),
      grantType: place % 10 === 9 ? "authorization_code" : "client_credentials",
      description: undefined,
      redirectUri: undefined,
      supportEmail: undefined,
      supportUri: undefined,
      originsAllowed: [],
      privileges: some(privileges, 3).map(({ name }) => name),
      roles: some(roles, 8),
      tokenDuration: undefined,
      refreshDuration: undefined,
      codeDuration: undefined,
    };
  });
  return {
    release: { text: "25.2.0.r1650555", major: 25, minor: 2, hasOrdsSecurity: true },
    schema: { name: "HR", alias: "hr", enabled: true, autoRestAuth: false },
    modules,
    privileges,
    roles: roles.map((name) => ({ name, builtIn: false })),
    clients,
    objects: [],
    jwtProfile: undefined,
    problems: [],
  };
}

/** Numbers that look random and are the same in each run (a linear congruential generator). */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
