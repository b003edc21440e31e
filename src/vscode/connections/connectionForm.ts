import { l10n } from "vscode";
import { assertNever } from "../../base/assertNever.ts";
import { isUserFacingError } from "../../base/errors.ts";
import type { checkBasicAddress } from "../../services/oracle/checkBasicAddress.ts";
import type { checkWallet, WalletCheck } from "../../services/oracle/checkWallet.ts";
import type { readConnectString } from "../../services/oracle/readConnectString.ts";
import type { readTnsNames, TnsNamesOfFolder } from "../../services/oracle/readTnsNames.ts";
import type { normalizeBaseUrl } from "../../services/profiles/normalizeBaseUrl.ts";
import type { ConnectionProfile, ProfileId } from "../../services/profiles/profile.ts";
import type { LoginPasswords } from "../../services/profiles/profileStore.ts";
import type { PickOnePrompt, Prompt, PromptAnswers } from "../prompts/prompt.ts";
import type { SqlDeveloperConnections } from "../sqlDeveloper/sqlDeveloperConnections.ts";
import { lookInto } from "./tnsSteps.ts";
import type { Lookup } from "./lookup.ts";
import { oracleDrafts, oraclePrompts, toOracle } from "./oracleSteps.ts";
import { restSqlDrafts, restSqlPrompts, toRestSql } from "./restSqlSteps.ts";
import { sqlDeveloperDrafts, sqlDeveloperPrompts, toSqlDeveloper } from "./sqlDeveloperSteps.ts";
import { optionWithDetail } from "./steps.ts";

/** What the form must know of the world. */
export interface ConnectionForm {
  readonly normalize: typeof normalizeBaseUrl;
  readonly oracle: OracleLookups;
  readonly tnsNames: Lookup<TnsNamesOfFolder>;
  readonly wallets: Lookup<WalletCheck>;
  readonly sqlDeveloper: SqlDeveloperConnections;
  /** The connection that is edited; undefined for a new one. */
  readonly edited: ConnectionProfile | undefined;
  /** The names of the other connections. */
  readonly takenNames: readonly string[];
}

/** What services know of addresses of databases. */
export interface OracleLookups {
  readonly readConnectString: typeof readConnectString;
  readonly checkBasicAddress: typeof checkBasicAddress;
  readonly readTnsNames: typeof readTnsNames;
  readonly checkWallet: typeof checkWallet;
  /** Where tnsnames.ora is, as the setting or the environment has it now. */
  readonly tnsFolder: () => string | undefined;
}

export interface FormResult {
  readonly profile: ConnectionProfile;
  /** What is undefined was not typed: a stored one stays. */
  readonly passwords: LoginPasswords;
}

/** The steps of "Add connection" and "Edit connection", as they follow from what was answered. */
export function connectionPrompts(form: ConnectionForm, answers: PromptAnswers): readonly Prompt[] {
  const kind = kindIn(form, answers);
  // How many steps there will be is not known before the kind is.
  if (kind === undefined) return [kindStep(form)];
  return [...(form.edited ? [] : [kindStep(form)]), ...promptsOfKind(kind, form, answers)];
}

/** What the fields begin with that have no initial text of their own. */
export function draftsOf(edited: ConnectionProfile | undefined): PromptAnswers {
  if (!edited) return {};
  switch (edited.kind) {
    case "restSql":
      return restSqlDrafts(edited);
    case "oracle":
      return oracleDrafts(edited);
    case "sqlDeveloper":
      return sqlDeveloperDrafts(edited);
    default:
      return assertNever(edited);
  }
}

/** The answers as a connection. */
export function toConnection(
  form: ConnectionForm,
  answers: PromptAnswers,
  id: ProfileId,
): FormResult {
  const kind = kindIn(form, answers) ?? "restSql";
  switch (kind) {
    case "restSql":
      return toRestSql(form, answers, id);
    case "oracle":
      return toOracle(form, answers, id);
    case "sqlDeveloper":
      return toSqlDeveloper(form, answers, id);
    default:
      return assertNever(kind);
  }
}

type Kind = ConnectionProfile["kind"];

function promptsOfKind(
  kind: Kind,
  form: ConnectionForm,
  answers: PromptAnswers,
): readonly Prompt[] {
  switch (kind) {
    case "restSql":
      return restSqlPrompts(form, answers);
    case "oracle":
      return oraclePrompts(form, answers);
    case "sqlDeveloper":
      return sqlDeveloperPrompts(form, answers);
    default:
      return assertNever(kind);
  }
}

function kindIn({ edited }: ConnectionForm, answers: PromptAnswers): Kind | undefined {
  return edited?.kind ?? kinds.find((kind) => kind === answers["kind"]);
}

const kinds: readonly Kind[] = ["restSql", "oracle", "sqlDeveloper"];

function kindStep(form: ConnectionForm): PickOnePrompt {
  const { sqlDeveloper, oracle } = form;
  // As long as that extension was not started, it is not known whether it has connections.
  const offersSqlDeveloper = sqlDeveloper.installed && sqlDeveloper.known()?.length !== 0;
  return {
    kind: "pickOne",
    id: "kind",
    prompt: l10n.t("How is the schema reached?"),
    placeholder: undefined,
    options: [
      optionWithDetail(
        "restSql",
        l10n.t("Through ORDS (REST-Enabled SQL)"),
        l10n.t("Needs the address of ORDS, the alias of the schema and its database user"),
      ),
      optionWithDetail(
        "oracle",
        l10n.t("Oracle Database"),
        l10n.t(
          "Needs host and service, a connect string, or an alias of tnsnames.ora; no Oracle client",
        ),
      ),
      ...(offersSqlDeveloper
        ? [
            optionWithDetail(
              "sqlDeveloper",
              l10n.t("A connection of Oracle SQL Developer"),
              l10n.t("Needs that extension, which logs in; its session is for reading only"),
            ),
          ]
        : []),
    ],
    other: undefined,
    lookUp: async (kind) => {
      if (kind === "sqlDeveloper") return await whyNot(sqlDeveloper);
      if (kind === "oracle") await lookInto(form, oracle.tnsFolder());
      return undefined;
    },
  };
}

/** Starts that extension, since the person asked for it; gives what keeps its connections from being used. */
async function whyNot(sqlDeveloper: SqlDeveloperConnections): Promise<string | undefined> {
  try {
    const connections = await sqlDeveloper.list();
    return connections.length > 0
      ? undefined
      : l10n.t("Oracle SQL Developer has no connections yet. Add one there first.");
  } catch (error) {
    if (!isUserFacingError(error)) throw error;
    return error.why === undefined ? error.message : `${error.message} ${error.why}`;
  }
}
