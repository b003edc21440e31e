import { l10n } from "vscode";
import { UserFacingError } from "../../base/errors.ts";
import { givenFor } from "../../features/scaffold/givenFor.ts";
import type { Answers } from "../../features/scaffold/question.ts";
import { type ScaffoldId, scaffoldIds } from "../../features/scaffold/scaffold.ts";
import type { ProfileId } from "../../services/profiles/profile.ts";
import type { CommandHandler, CommandTable } from "./commandIds.ts";
import { parseCommandTarget } from "./commandTarget.ts";
import type { ScaffoldApp, ScaffoldRequest } from "./runScaffold.ts";

/** One command for each scaffold, and one that is told which, for buttons that know some answers already. */
export function scaffoldCommands(app: ScaffoldApp) {
  const on =
    (scaffold: ScaffoldId): CommandHandler =>
    async (argument) => {
      const { node, profile } = parseCommandTarget(argument);
      await runLazily(app, { scaffold, profile, given: givenFor(scaffold, node) });
    };
  return {
    "ordsSecurity.createRole": on("createRole"),
    "ordsSecurity.createPrivilege": on("createPrivilege"),
    "ordsSecurity.mapPrivilege": on("mapPrivilege"),
    "ordsSecurity.registerClient": on("registerClient"),
    "ordsSecurity.grantRole": on("grantRole"),
    "ordsSecurity.protectModule": on("protectModule"),
    "ordsSecurity.publishModule": on("publishModule"),
    "ordsSecurity.enableSchema": on("enableSchema"),
    "ordsSecurity.revokeRole": on("revokeRole"),
    "ordsSecurity.deleteRole": on("deleteRole"),
    "ordsSecurity.deletePrivilege": on("deletePrivilege"),
    "ordsSecurity.deleteMapping": on("deleteMapping"),
    "ordsSecurity.deleteClient": on("deleteClient"),
    "ordsSecurity.definePrivilege": on("definePrivilege"),
    "ordsSecurity.editPrivilege": on("editPrivilege"),
    "ordsSecurity.renamePrivilege": on("renamePrivilege"),
    "ordsSecurity.editMapping": on("editMapping"),
    "ordsSecurity.renameRole": on("renameRole"),
    "ordsSecurity.unprotectModule": on("unprotectModule"),
    "ordsSecurity.unpublishModule": on("unpublishModule"),
    "ordsSecurity.setModuleOrigins": on("setModuleOrigins"),
    "ordsSecurity.importClient": on("importClient"),
    "ordsSecurity.renameClient": on("renameClient"),
    "ordsSecurity.setClientPrivileges": on("setClientPrivileges"),
    "ordsSecurity.setTokenDurations": on("setTokenDurations"),
    "ordsSecurity.disableSchema": on("disableSchema"),
    "ordsSecurity.setSchemaAlias": on("setSchemaAlias"),
    "ordsSecurity.protectCatalogs": on("protectCatalogs"),
    "ordsSecurity.enableObject": on("enableObject"),
    "ordsSecurity.disableObject": on("disableObject"),
    "ordsSecurity.editClient": on("editClient"),
    "ordsSecurity.renameModule": on("renameModule"),
    "ordsSecurity.createJwtProfile": on("createJwtProfile"),
    "ordsSecurity.replaceJwtProfile": on("replaceJwtProfile"),
    "ordsSecurity.deleteJwtProfile": on("deleteJwtProfile"),
    "ordsSecurity.runScaffold": async (argument) => {
      const request = parseScaffoldRequest(argument);
      if (!request) {
        throw new UserFacingError({
          code: "nothingSelected",
          message: l10n.t("It is not said which script is to be written."),
        });
      }
      await runLazily(app, request);
    },
  } satisfies Partial<CommandTable>;
}

/** Writing scripts is a large part of the extension and not needed before the first one. */
async function runLazily(app: ScaffoldApp, request: ScaffoldRequest): Promise<void> {
  const { runScaffold } = await import("./runScaffold.ts");
  await runScaffold(app, request);
}

function parseScaffoldRequest(argument: unknown): ScaffoldRequest | undefined {
  if (typeof argument !== "object" || argument === null) return undefined;
  const request = argument as Partial<Record<"scaffold" | "profile" | "arguments", unknown>>;
  const scaffold = scaffoldIds.find((id) => id === request.scaffold);
  if (!scaffold) return undefined;
  return {
    scaffold,
    profile: typeof request.profile === "string" ? (request.profile as ProfileId) : undefined,
    given: parseAnswers(request.arguments),
  };
}

function parseAnswers(value: unknown): Answers {
  if (typeof value !== "object" || value === null) return {};
  const entries = Object.entries(value as Record<string, unknown>);
  return Object.fromEntries(
    entries.filter((entry): entry is [string, Answers[string]] => isAnswer(entry[1])),
  );
}

function isAnswer(value: unknown): value is Answers[string] {
  return (
    typeof value === "string" ||
    (Array.isArray(value) && value.every((one) => typeof one === "string"))
  );
}
