import { assertNever } from "../../base/assertNever.ts";
import { grantTypes, methods, type Catalog } from "../../domain/model/catalog.ts";
import { isRecord } from "../../base/isRecord.ts";

/**
 * A catalog as a file, to be compared with later: what decides about access, and nothing else. Sources of handlers,
 * comments and addresses of people stay out of it; secrets are in no catalog.
 */
export function writeCatalogSnapshot(catalog: Catalog, savedAt: string): string {
  const kept = pick(catalog, catalogShape);
  return `${JSON.stringify({ format, version, savedAt, catalog: kept }, undefined, 2)}\n`;
}

/** Reads what `writeCatalogSnapshot` has written; undefined for every other text. */
export function parseCatalogSnapshot(text: string): Catalog | undefined {
  try {
    const file: unknown = JSON.parse(text);
    if (!isRecord(file) || file["format"] !== format || file["version"] !== version) {
      return undefined;
    }
    return pick(file["catalog"], catalogShape) as Catalog;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof NotOfShape) return undefined;
    throw error;
  }
}

const format = "ords-security/catalog";
const version = 1;

/** What a member holds. `left` is not kept, and undefined when it is read. */
type Shape =
  | "text"
  | "optionalText"
  | "flag"
  | "number"
  | "optionalNumber"
  | "left"
  | { readonly oneOf: readonly string[] }
  | { readonly list: Shape }
  | { readonly optional: Shape }
  | { readonly members: Readonly<Record<string, Shape>> };

const texts: Shape = { list: "text" };

const handler: Shape = {
  members: {
    method: { oneOf: methods },
    sourceType: "text",
    source: "left",
    itemsPerPage: "optionalNumber",
    comments: "left",
    parameters: {
      list: {
        members: {
          name: "text",
          bindVariable: "text",
          sourceType: "text",
          paramType: "text",
          accessMethod: "text",
        },
      },
    },
  },
};

const module: Shape = {
  members: {
    name: "text",
    basePath: "text",
    published: "flag",
    itemsPerPage: "number",
    originsAllowed: texts,
    comments: "left",
    templates: {
      list: { members: { uriTemplate: "text", priority: "number", handlers: { list: handler } } },
    },
  },
};

const client: Shape = {
  members: {
    name: "text",
    clientId: "text",
    grantType: { oneOf: grantTypes },
    description: "left",
    redirectUri: "optionalText",
    supportEmail: "left",
    supportUri: "left",
    originsAllowed: texts,
    privileges: texts,
    roles: texts,
    tokenDuration: "optionalNumber",
    refreshDuration: "optionalNumber",
    codeDuration: "optionalNumber",
  },
};

const catalogShape: Shape = {
  members: {
    release: {
      members: { text: "text", major: "number", minor: "number", hasOrdsSecurity: "flag" },
    },
    schema: { members: { name: "text", alias: "text", enabled: "flag", autoRestAuth: "flag" } },
    modules: { list: module },
    privileges: {
      list: {
        members: {
          name: "text",
          label: "optionalText",
          description: "left",
          comments: "left",
          roles: texts,
          patterns: texts,
          modules: texts,
        },
      },
    },
    roles: { list: { members: { name: "text", builtIn: "flag" } } },
    clients: { list: client },
    objects: {
      list: {
        members: {
          name: "text",
          alias: "text",
          type: "text",
          enabled: "flag",
          requiresAuthorization: "flag",
        },
      },
    },
    jwtProfile: {
      optional: {
        members: {
          issuer: "text",
          audience: "text",
          jwkUrl: "text",
          description: "left",
          allowedSkew: "optionalNumber",
          allowedAge: "optionalNumber",
          roleClaimName: "optionalText",
        },
      },
    },
    problems: {
      list: {
        members: {
          subject: "text",
          message: "text",
          severity: { oneOf: ["problem", "note"] },
        },
      },
    },
  } satisfies Record<keyof Catalog, Shape>,
};

class NotOfShape extends Error {}

/** A copy with the members of the shape and no others; throws `NotOfShape` when something else stands there. */
function pick(value: unknown, shape: Shape): unknown {
  if (typeof shape === "string") return pickPlain(value, shape);
  if ("oneOf" in shape) {
    return demand(value, typeof value === "string" && shape.oneOf.includes(value));
  }
  if ("optional" in shape) return value === undefined ? undefined : pick(value, shape.optional);
  if ("list" in shape) {
    if (!Array.isArray(value)) throw new NotOfShape();
    return (value as readonly unknown[]).map((one) => pick(one, shape.list));
  }
  if (!isRecord(value)) throw new NotOfShape();
  return Object.fromEntries(
    Object.entries(shape.members).map(([name, member]) => [name, pick(value[name], member)]),
  );
}

function pickPlain(value: unknown, shape: Extract<Shape, string>): unknown {
  switch (shape) {
    case "left":
      return undefined;
    case "text":
      return demand(value, typeof value === "string");
    case "flag":
      return demand(value, typeof value === "boolean");
    case "number":
      return demand(value, typeof value === "number");
    case "optionalText":
      return demand(value, value === undefined || typeof value === "string");
    case "optionalNumber":
      return demand(value, value === undefined || typeof value === "number");
    default:
      return assertNever(shape);
  }
}

function demand(value: unknown, isRight: boolean): unknown {
  if (!isRight) throw new NotOfShape();
  return value;
}
