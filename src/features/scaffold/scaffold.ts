import type { Catalog } from "../../domain/model/catalog.ts";
import type { Change } from "../../domain/model/change.ts";
import type { Dialect } from "../../plsql/dialect.ts";
import type { Answers, Question } from "./question.ts";

/**
 * A task that ends in a script: what to ask, and what the answers mean. Pure description, so that every editor can
 * ask in its own way and a test needs none.
 */
export interface Scaffold {
  readonly id: ScaffoldId;
  /** "Create privilege": also the command's title. */
  readonly title: string;
  /**
   * Every question there is, in order, in the light of the answers so far: an answer can add a question, take one
   * away or change its options. Called again after each answer.
   */
  questions(context: ScaffoldContext, answers: Answers): readonly Question[];
  /** What the answers change. Every question that is not optional has its answer. */
  changes(context: ScaffoldContext, answers: Answers): readonly Change[];
  /**
   * Answers that, when empty, become tab stops in the script instead of being left out; a tab stop is drawn at the
   * place of the value. May name an id that is never asked for.
   */
  readonly tabStops: readonly string[];
}

export const scaffoldIds = [
  "createRole",
  "createPrivilege",
  "mapPrivilege",
  "registerClient",
  "grantRole",
  "protectModule",
  "publishModule",
  "enableSchema",
  "revokeRole",
  "deletePrivilege",
  "deleteMapping",
  "deleteClient",
  "deleteRole",
  "definePrivilege",
  "editPrivilege",
  "renamePrivilege",
  "editMapping",
  "renameRole",
  "unprotectModule",
  "unpublishModule",
  "setModuleOrigins",
  "importClient",
  "renameClient",
  "setClientPrivileges",
  "setTokenDurations",
  "disableSchema",
  "setSchemaAlias",
  "protectCatalogs",
  "enableObject",
  "disableObject",
  "editClient",
  "renameModule",
  "createJwtProfile",
  "replaceJwtProfile",
  "deleteJwtProfile",
] as const;
export type ScaffoldId = (typeof scaffoldIds)[number];

export interface ScaffoldContext {
  readonly catalog: Catalog;
  /** In which packages the script will speak; decides where a client's secret comes from. */
  readonly dialect: Dialect;
}
