import type { Method } from "../../../src/domain/model/catalog.ts";
import type { Change } from "../../../src/domain/model/change.ts";
import {
  moduleName,
  privilegeName,
  roleName,
  uriPattern,
} from "../../../src/domain/model/names.ts";
import { own } from "../schema/ownNames.ts";

/** A module of ours with a small GET handler at each of these templates; its base path is its name. */
export function moduleWith(name: string, templates: readonly string[]): readonly Change[] {
  return [
    {
      kind: "defineModule",
      name: moduleName(own(name)),
      basePath: `/${own(name)}/`,
      itemsPerPage: 25,
      published: true,
      comments: undefined,
    },
    ...templates.flatMap((uriTemplate) => [
      template(name, uriTemplate),
      handler(name, { uriTemplate, source: "select 1 as one from dual" }),
    ]),
  ];
}

export function template(module: string, uriTemplate: string): Change {
  return { kind: "defineTemplate", module: moduleName(own(module)), uriTemplate, priority: 0 };
}

export interface HandlerPlan {
  readonly uriTemplate: string;
  readonly source: string;
  readonly method?: Method;
  readonly sourceType?: string;
}

export function handler(
  module: string,
  { uriTemplate, source, method = "GET", sourceType = "json/collection" }: HandlerPlan,
): Change {
  return {
    kind: "defineHandler",
    module: moduleName(own(module)),
    uriTemplate,
    method,
    sourceType,
    source,
    itemsPerPage: undefined,
    comments: undefined,
  };
}

export function role(name: string): Change {
  return { kind: "createRole", name: roleName(own(name)) };
}

/** Roles by their whole names: one of the product may be among them. */
export function privilege(name: string, roles: readonly string[]): Change {
  return {
    kind: "definePrivilege",
    name: privilegeName(own(name)),
    roles: roles.map(roleName),
    patterns: undefined,
    modules: undefined,
    label: "Made by the tests of ORDS Security",
    description: undefined,
    comments: undefined,
  };
}

/** The pattern as it is. */
export function mapping(name: string, pattern: string): Change {
  return {
    kind: "createPrivilegeMapping",
    privilege: privilegeName(own(name)),
    patterns: [uriPattern(pattern)],
  };
}
