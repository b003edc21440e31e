import { grantTypes, methods } from "../../domain/model/catalog.ts";
import type { OrdsPackage } from "../../plsql/procedureCall.ts";
import { findProcedure, type Parameter, type Procedure } from "../../plsql/procedures.ts";

/** What kind of thing an argument names. */
export interface ArgumentSubject {
  readonly kind: SubjectKind;
  /** One name, a text of names with commas between them, or an array of names. */
  readonly form: "one" | "commas" | "array";
  /** Whether the call creates the thing, so that the names that exist already are of little use. */
  readonly creates: boolean;
}

export type SubjectKind =
  | "role"
  | "privilege"
  | "module"
  | "client"
  /** A pattern of a privilege: `/hr/*`. */
  | "pattern"
  /** A path below a module: `employees/:id`. */
  | "template"
  | "object"
  | "schema";

/** Undefined for an argument that names nothing, such as a comment. */
export function argumentSubject(
  procedure: string,
  parameter: string | undefined,
): ArgumentSubject | undefined {
  if (parameter === undefined) return undefined;
  const name = procedure.toUpperCase();
  const creates = createsThing.test(name);
  switch (parameter) {
    case "p_role_name":
      return { kind: "role", form: "one", creates: name === "CREATE_ROLE" };
    case "p_roles":
      return { kind: "role", form: "array", creates: false };
    case "p_privilege_name":
      return { kind: "privilege", form: "one", creates: name === "DEFINE_PRIVILEGE" };
    case "p_privilege_names":
      return { kind: "privilege", form: "commas", creates: false };
    case "p_client_name":
      return { kind: "client", form: "one", creates: false };
    case "p_module_name":
      return { kind: "module", form: "one", creates: /_(?:MODULE|SERVICE)$/.test(name) && creates };
    case "p_modules":
      return { kind: "module", form: "array", creates: false };
    case "p_pattern":
      return name.includes("MAPPING")
        ? { kind: "pattern", form: "one", creates: name.startsWith("CREATE") }
        : { kind: "template", form: "one", creates: /_(?:TEMPLATE|SERVICE)$/.test(name) };
    case "p_patterns":
      return { kind: "pattern", form: "array", creates: true };
    case "p_object":
      return { kind: "object", form: "one", creates: false };
    case "p_schema":
      return { kind: "schema", form: "one", creates: false };
    case "p_name":
      return subjectOfName(name, creates);
    default:
      return undefined;
  }
}

const createsThing = /^(?:CREATE|DEFINE|REGISTER|IMPORT)_(?!CLIENT_SECRET)/;

function subjectOfName(procedure: string, creates: boolean): ArgumentSubject | undefined {
  if (procedure.includes("PRIVILEGE") && !procedure.includes("CLIENT")) {
    return { kind: "privilege", form: "one", creates };
  }
  return procedure.includes("CLIENT") ? { kind: "client", form: "one", creates } : undefined;
}

/** What a variable is filled for, by its name alone: it is written before the call that takes it. */
export function subjectOfVariable(variable: string): ArgumentSubject | undefined {
  const name = variable.toLowerCase();
  if (name.includes("role")) return { kind: "role", form: "array", creates: false };
  if (name.includes("pattern")) return { kind: "pattern", form: "array", creates: true };
  if (name.includes("module")) return { kind: "module", form: "array", creates: false };
  return undefined;
}

/** The values that a parameter takes, as they stand in a script; empty where it takes any. */
export function valuesOf(procedure: string, parameter: Parameter): readonly string[] {
  const name = procedure.toUpperCase();
  if (parameter.type === "boolean") return ["TRUE", "FALSE"];
  switch (parameter.name) {
    case "p_source_type":
      return name === "DEFINE_PARAMETER" ? quoted(["HEADER", "URI", "RESPONSE"]) : sourceTypes;
    case "p_method":
      return quoted(methods);
    case "p_grant_type":
      return quoted(grantTypes);
    case "p_status":
      return name.includes("APPROVAL") ? [] : quoted(["PUBLISHED", "NOT_PUBLISHED"]);
    case "p_etag_type":
      return quoted(["HASH", "QUERY", "NONE"]);
    case "p_param_type":
      return quoted(["STRING", "INT", "DOUBLE", "BOOLEAN", "LONG", "TIMESTAMP", "RESULTSET"]);
    case "p_access_method":
      return quoted(["IN", "OUT", "INOUT"]);
    case "p_url_mapping_type":
      return quoted(["BASE_PATH", "BASE_URL"]);
    case "p_object_type":
      return quoted(["TABLE", "VIEW", "MVIEW", "PROCEDURE", "FUNCTION", "PACKAGE"]);
    case "p_client_secret":
      return parameter.type === "clientSecret"
        ? ["ORDS_TYPES.OAUTH_CLIENT_SECRET()", "ORDS_CONSTANTS.OAUTH_CLIENT_SECRET_SKIP"]
        : [];
    default:
      return [];
  }
}

const sourceTypes = [
  "ORDS.SOURCE_TYPE_COLLECTION_FEED",
  "ORDS.SOURCE_TYPE_COLLECTION_ITEM",
  "ORDS.SOURCE_TYPE_QUERY",
  "ORDS.SOURCE_TYPE_QUERY_ONE_ROW",
  "ORDS.SOURCE_TYPE_FEED",
  "ORDS.SOURCE_TYPE_CSV_QUERY",
  "ORDS.SOURCE_TYPE_MEDIA",
  "ORDS.SOURCE_TYPE_PLSQL",
];

function quoted(texts: readonly string[]): readonly string[] {
  return texts.map((text) => `'${text}'`);
}

/** Which arguments a call has, as far as it has been written. */
export interface GivenNames {
  readonly package: OrdsPackage;
  readonly procedure: string;
  readonly named: readonly string[];
  /** How many are given by their position. */
  readonly positional: number;
}

/** The overloads that what has been written may become; all of them when none fits. */
export function fittingOverloads(given: GivenNames): readonly Procedure[] {
  const all = findProcedure(given.package, given.procedure);
  const fits = all.filter(({ parameters }) => {
    const left = parameters.slice(given.positional).map(({ name }) => name);
    return given.positional <= parameters.length && given.named.every((one) => left.includes(one));
  });
  return fits.length > 0 ? fits : all;
}
