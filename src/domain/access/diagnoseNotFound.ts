import { assertNever } from "../../base/assertNever.ts";
import type { AccessIndex } from "./accessIndex.ts";
import type { Diagnosis, ExchangeFacts } from "./diagnosis.ts";
import type { Endpoint } from "./endpoints.ts";
import { explainReason } from "./explainDecision.ts";
import { listInWords, nameInWords } from "./nameInWords.ts";
import { findNearestPath } from "./nearestPath.ts";
import { outsideInWords } from "./outsideFactors.ts";
import { productEndpointFor } from "./productEndpoints.ts";
import { endpointFor, methodsOf } from "./resolveCall.ts";
import { toSchemaPath } from "./schemaPath.ts";

/** Why a call was answered 404 or 405. */
export function diagnoseNotFound(
  index: AccessIndex,
  exchange: ExchangeFacts,
): Diagnosis | undefined {
  const { schema } = index.catalog;
  const path = toSchemaPath(exchange.path);
  if (!schema.enabled) {
    return {
      sentence: `Schema ${nameInWords(schema.name)} is not enabled for REST, so nothing in it answers.`,
      details: [],
      fix: { label: "Enable the schema", scaffold: "enableSchema", arguments: {} },
      assumptions: ["disabledSchemaAnswers404"],
    };
  }
  if (path.startsWith("/_/")) return ownServiceMissing;
  if (productEndpointFor(exchange.method, path)?.kind === "soda") return sodaMissing;
  const resolution = endpointFor(index.endpoints, exchange.method, exchange.path);
  switch (resolution.kind) {
    case "found":
      return exchange.response.status === 404
        ? diagnoseFound(exchange, resolution.endpoint, resolution.parameters)
        : undefined;
    case "methodMissing": {
      const offered = methodsOf(resolution.endpoints);
      const { method } = exchange;
      return {
        sentence: explainReason({ kind: "methodMissing", method, offered }),
        details: [],
        fix: undefined,
        assumptions: ["missingMethodAnswers405"],
      };
    }
    case "notPublished":
      return diagnoseNotPublished(resolution.endpoint);
    case "notFound":
      return diagnoseNoTemplate(index, path);
    default:
      return assertNever(resolution);
  }
}

const ownServiceMissing: Diagnosis = {
  sentence: "This service of ORDS is not switched on for this database.",
  details: ["REST-Enabled SQL needs restEnabledSql.active, the database API database.api.enabled."],
  fix: undefined,
  assumptions: ["restSqlOffAnswers404"],
};

const sodaMissing: Diagnosis = {
  sentence: "SODA for REST is not switched on for this database, or has no such collection.",
  details: [outsideInWords("serviceSwitchedOff")],
  fix: undefined,
  assumptions: [],
};

function diagnoseNotPublished(endpoint: Endpoint): Diagnosis {
  const { ref } = endpoint;
  return {
    sentence: explainReason({ kind: "notPublished", endpoint }),
    details: [],
    fix:
      ref?.kind === "handler"
        ? {
            label: `Publish module ${nameInWords(ref.module)}`,
            scaffold: "publishModule",
            arguments: { module: ref.module },
          }
        : undefined,
    assumptions: ["unpublishedModuleAnswers404"],
  };
}

function diagnoseNoTemplate(index: AccessIndex, path: string): Diagnosis {
  const near = findNearestPath(index.endpoints, path, index.catalog.schema.alias);
  const details = near
    ? [`The nearest is ${nameInWords(near.path)} (${listInWords(near.methods, "and")}).`]
    : ["The catalog may be older than the server: refresh the connection."];
  return {
    sentence: explainReason({ kind: "noSuchPath", path }),
    details,
    fix: undefined,
    assumptions: near && near.path !== path ? ["finalSlashMatters"] : [],
  };
}

/** Something answers here by the catalog, and yet the answer was 404. */
function diagnoseFound(
  exchange: ExchangeFacts,
  endpoint: Endpoint,
  parameters: Readonly<Record<string, string>>,
): Diagnosis {
  if (exchange.path.includes("?") && endpoint.path.includes("{")) {
    return {
      sentence: "A template with braces does not answer when the address has a query.",
      details: [`Write the template with a colon instead: ${withColons(endpoint.path)}.`],
      fix: undefined,
      assumptions: ["bracedTemplateFailsWithQuery"],
    };
  }
  const values = Object.entries(parameters).map(
    ([name, value]) => `${nameInWords(name)} = ${nameInWords(value)}`,
  );
  const served = explainReason({ kind: "servedBy", endpoint });
  if (answersOneRow(endpoint)) {
    const where = values.length > 0 ? ` for ${listInWords(values, "and")}` : "";
    return found(`The service was reached, but there is no row${where}.`, [served]);
  }
  if (endpoint.sourceType === "plsql/block") {
    return found("The service was reached; its own PL/SQL may have set the status 404.", [served]);
  }
  return found("By the catalog this path answers, but the server does not know it.", [
    served,
    "The change may not be committed, or the catalog is older than the server: refresh it.",
  ]);
}

function answersOneRow(endpoint: Endpoint): boolean {
  if (endpoint.kind === "object") return endpoint.path.endsWith(":id");
  return oneRowTypes.has(endpoint.sourceType ?? "");
}

const oneRowTypes: ReadonlySet<string> = new Set([
  "json/item",
  "json/query;type=single",
  "resource/lob",
]);

function withColons(path: string): string {
  return path.replaceAll("{", ":").replaceAll("}", "");
}

function found(sentence: string, details: readonly string[]): Diagnosis {
  return { sentence, details, fix: undefined, assumptions: [] };
}
