import { CancellationError, l10n, window, workspace } from "vscode";
import { UserFacingError } from "../../base/errors.ts";
import { Secret } from "../../base/secret.ts";
import { callerOfJwt } from "../../domain/jwt/callerOfJwt.ts";
import { checkJwt } from "../../domain/jwt/checkJwt.ts";
import { decodeJwt, type DecodedJwt } from "../../domain/jwt/decodeJwt.ts";
import type { JwtCheck } from "../../domain/jwt/jwtCheck.ts";
import type { JwtProfile } from "../../domain/model/catalog.ts";
import { describeJwtChecks } from "../../features/jwt/describeJwtChecks.ts";
import type { App } from "../app.ts";
import type { ChosenSession } from "../commands/chooseSession.ts";
import type { PickOnePrompt } from "../prompts/prompt.ts";
import { askPrompts } from "../prompts/askPrompts.ts";
import { withProgress } from "../withProgress.ts";
import { lookAtKeySet } from "./lookAtKeySet.ts";
import { runJwtCommand } from "./runJwtCommand.ts";
import { withoutLinks } from "../withoutLinks.ts";

export type JwtApp = Pick<App, "settings" | "documents" | "explainAccess" | "readKeySet">;

/** Asks for a token of another issuer and shows how it stands to the schema's JWT profile. */
export async function checkJwtOf(app: JwtApp, { profile, catalog }: ChosenSession): Promise<void> {
  const token = await askToken(app);
  const decoding = decodeJwt(token.reveal());
  if (decoding.kind === "refused") {
    throw new UserFacingError({ code: "inputNotValid", message: decoding.message });
  }
  const { jwt } = decoding;
  const now = Date.now();
  const keys = await askKeySet(app, jwt, catalog.jwtProfile);
  const checks = [...checkJwt(jwt, catalog, now), ...keys];
  const { name } = catalog.schema;
  await app.documents.show({
    name: `JWT beside the profile of ${name}`,
    language: "plaintext",
    text: describeJwtChecks(jwt, checks, { schema: name, now }),
  });
  await offerReach();

  async function offerReach(): Promise<void> {
    const reach = l10n.t("What can it reach?");
    const failures = checks.filter(({ outcome }) => outcome === "failed").length;
    const words =
      failures === 0
        ? l10n.t("Nothing speaks against the token; its signature is checked by ORDS.")
        : l10n.t("Checks that failed: {0}.", failures);
    if ((await window.showInformationMessage(withoutLinks(words), reach)) !== reach) return;
    const caller = callerOfJwt(jwt, catalog.jwtProfile);
    app.explainAccess({ profile: profile.id, view: "reach", caller });
  }
}

async function askToken({ settings: { jwtCommand } }: JwtApp): Promise<Secret> {
  const title = l10n.t("Check a JWT");
  const answers = await askPrompts({
    title,
    drafts: {},
    startAt: "first",
    prompts: ({ how }) => [
      ...(jwtCommand.length === 0 ? [] : [sourcePrompt(jwtCommand)]),
      ...(how === "run"
        ? []
        : [
            {
              kind: "secret" as const,
              id: "token",
              prompt: l10n.t("Paste the token; it is read here and kept nowhere"),
              placeholder: undefined,
              check: (text: string) => {
                const decoding = decodeJwt(text);
                return decoding.kind === "refused"
                  ? ({ severity: "error", message: decoding.message } as const)
                  : undefined;
              },
            },
          ]),
    ],
  });
  if (answers["how"] === "run") return await runShown(jwtCommand);
  const { token } = answers;
  if (!(token instanceof Secret)) throw new CancellationError();
  return token;
}

function sourcePrompt(command: readonly string[]): PickOnePrompt {
  return {
    kind: "pickOne",
    id: "how",
    prompt: l10n.t("Where does the token come from?"),
    placeholder: undefined,
    options: [
      {
        value: "paste",
        label: l10n.t("Paste it"),
        description: undefined,
        detail: undefined,
      },
      {
        value: "run",
        label: l10n.t("Run the command of your settings"),
        description: command[0],
        detail: undefined,
      },
    ],
    other: undefined,
  };
}

/** Shown as it is, each part on a line of its own, before it runs. */
async function runShown(command: readonly string[]): Promise<Secret> {
  if (!workspace.isTrusted) {
    throw new UserFacingError({
      code: "workspaceNotTrusted",
      message: l10n.t("Commands are not run in a workspace that you do not trust."),
      why: l10n.t("Paste the token instead, or trust the workspace."),
    });
  }
  const run = l10n.t("Run");
  const chosen = await window.showWarningMessage(
    l10n.t("Run this command and read the token that it prints?"),
    {
      modal: true,
      detail: `${command.map((part) => JSON.stringify(part)).join("\n")}\n\n${l10n.t("It is run without a shell, with your rights.")}`,
    },
    run,
  );
  if (chosen !== run) throw new CancellationError();
  return await withProgress(
    l10n.t("Running {0}", command[0] ?? ""),
    async (signal) => await runJwtCommand(command, signal),
  );
}

/** Only when the person wants it: it is a call of another server. */
async function askKeySet(
  app: JwtApp,
  jwt: DecodedJwt,
  profile: JwtProfile | undefined,
): Promise<readonly JwtCheck[]> {
  if (!profile || !URL.canParse(profile.jwkUrl)) return [];
  const url = new URL(profile.jwkUrl);
  if (url.protocol !== "https:" || url.username !== "" || url.password !== "") return [];
  const answers = await askPrompts({
    title: l10n.t("Check a JWT"),
    drafts: {},
    startAt: "first",
    prompts: () => [
      {
        kind: "pickOne",
        id: "look",
        prompt: l10n.t("Look at the keys of the issuer, too?"),
        placeholder: undefined,
        options: [
          {
            value: "no",
            label: l10n.t("No call"),
            description: l10n.t("only what stands in the token and in the profile"),
            detail: undefined,
          },
          {
            value: "yes",
            label: l10n.t("Read the key set once"),
            description: l10n.t("GET {0}, without the token", url.href),
            detail: undefined,
          },
        ],
        other: undefined,
      },
    ],
  });
  if (answers["look"] !== "yes") return [];
  return await withProgress(
    l10n.t("Reading the key set"),
    async (signal) =>
      await lookAtKeySet({ url: url.href, jwt, readKeySet: app.readKeySet }, signal),
  );
}
