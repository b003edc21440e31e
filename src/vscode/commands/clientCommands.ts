import { CancellationError, env, l10n, window } from "vscode";
import { isUserFacingError, UserFacingError } from "../../base/errors.ts";
import { Secret } from "../../base/secret.ts";
import { describeTokenEnd } from "../../features/clients/clientState.ts";
import { refusal } from "../../features/requestPanel/callerChoices.ts";
import { describeTokenExchange } from "../../features/clients/describeTokenExchange.ts";
import { tokenClientOf } from "../../features/clients/tokenClientOf.ts";
import type { AccessToken } from "../../services/tokens/tokenProvider.ts";
import type { App } from "../app.ts";
import { askPrompts } from "../prompts/askPrompts.ts";
import type { RotationApp } from "../rotation/rotateSecret.ts";
import { withProgress } from "../withProgress.ts";
import { chooseClient, type ChosenClient, type OfferedClients } from "./chooseClient.ts";
import type { CommandTable } from "./commandIds.ts";
import { ordsAddressMissing } from "./ordsAddressMissing.ts";
import { withoutLinks } from "../withoutLinks.ts";

export type ClientApp = RotationApp & Pick<App, "readClientSecret" | "documents" | "browse">;

/** Tokens and secrets of OAuth clients. */
export function clientCommands(app: ClientApp) {
  const { tokens, sessions } = app;
  return {
    "ordsSecurity.copyToken": async (argument) => {
      const chosen = await chooseClient(sessions, argument);
      const token = await obtainToken(app, chosen);
      await env.clipboard.writeText(token.value.reveal());
      void window.showInformationMessage(
        withoutLinks(l10n.t("Token of {0} copied{1}.", chosen.client.name, describeEnd(token))),
      );
    },
    "ordsSecurity.forgetToken": async (argument) => {
      const { profile, client } = await chooseClient(sessions, argument);
      await tokens.forget(tokenClientOf(profile, client));
    },
    "ordsSecurity.signIn": async (argument) => {
      const chosen = await chooseClient(sessions, argument, actingForPeople);
      refuseOtherGrants(chosen);
      refuseWithoutOrds(chosen);
      await signIn(app, chosen);
    },
    "ordsSecurity.showTokenRequest": async (argument) => {
      const { profile, client } = await chooseClient(sessions, argument);
      const exchange = tokens.lastExchange(tokenClientOf(profile, client));
      if (!exchange) throw noTokenRequest(client.name);
      await app.documents.show({
        name: `token request of ${client.name}`,
        text: describeTokenExchange(client.name, exchange),
        language: "plaintext",
      });
    },
    "ordsSecurity.enterSecret": async (argument) => {
      const chosen = await chooseClient(sessions, argument);
      await tokens.setSecret(
        tokenClientOf(chosen.profile, chosen.client),
        await askSecret(chosen.client.name),
      );
    },
    "ordsSecurity.readSecret": async (argument) => {
      const chosen = await chooseClient(sessions, argument);
      await readSecret(app, chosen);
      void window.showInformationMessage(
        withoutLinks(
          l10n.t("The secret of {0} is in VS Code's secret storage.", chosen.client.name),
        ),
      );
    },
    "ordsSecurity.rotateSecret": async (argument) => {
      const chosen = await chooseClient(sessions, argument);
      // Writing scripts is a large part of the extension and not needed before the first one.
      const { rotateSecret } = await import("../rotation/rotateSecret.ts");
      await rotateSecret(app, chosen);
    },
    "ordsSecurity.copySecret": async (argument) => {
      const { profile, client } = await chooseClient(sessions, argument);
      const secret = await tokens.secret(tokenClientOf(profile, client));
      if (!secret) throw secretMissing({ profile, client });
      await confirmCopy(client.name);
      await env.clipboard.writeText(secret.reveal());
    },
    "ordsSecurity.forgetSecret": async (argument) => {
      const { profile, client } = await chooseClient(sessions, argument);
      await confirmForget(client.name);
      await tokens.forgetSecret(tokenClientOf(profile, client));
    },
    "ordsSecurity.copyClientId": async (argument) => {
      const { client } = await chooseClient(sessions, argument);
      await env.clipboard.writeText(client.clientId);
    },
  } satisfies Partial<CommandTable>;
}

/** Others get their tokens by themselves, or in a way that is not offered. */
const actingForPeople: OfferedClients = {
  includes: ({ grantType }) => grantType === "authorization_code",
  none: (connection) =>
    new UserFacingError({
      code: "nothingSelected",
      message: l10n.t("{0} has no client through which people sign in.", connection),
      why: l10n.t(
        "Register one that gets its tokens on behalf of a person (authorization code). Other clients get theirs by themselves: copy the token.",
      ),
    }),
};

/** A token of the client, however much has to be asked before: its secret, and a sign-in. */
export async function obtainToken(app: ClientApp, chosen: ChosenClient): Promise<AccessToken> {
  const { tokens } = app;
  refuseOtherGrants(chosen);
  refuseWithoutOrds(chosen);
  const tokenClient = tokenClientOf(chosen.profile, chosen.client);
  if (!(await tokens.hasSecret(tokenClient))) await obtainSecret(app, chosen);
  if (tokenClient.signIn && tokens.state(tokenClient).kind === "none") {
    await signInUnlessRenewed(app, chosen);
  }
  return await withProgress(
    l10n.t("Fetching a token for {0}", chosen.client.name),
    async (signal) => await tokens.token(tokenClient, signal),
  );
}

/** Opens the browser and keeps the token of whoever signs in there. */
async function signIn(app: ClientApp, chosen: ChosenClient): Promise<void> {
  const { client } = chosen;
  const tokenClient = tokenClientOf(chosen.profile, client);
  if (!tokenClient.signIn) {
    throw new UserFacingError({
      code: "inputNotValid",
      message: l10n.t("Nobody signs in through {0}.", client.name),
      why:
        client.grantType === "client_credentials"
          ? l10n.t("It gets tokens by itself, with its id and secret: copy one.")
          : l10n.t(
              "It has no redirect URI, to which the browser would come back. Edit the client.",
            ),
    });
  }
  if (!(await app.tokens.hasSecret(tokenClient))) await obtainSecret(app, chosen);
  await withProgress(l10n.t("Signing in through {0}", client.name), async (signal, tell) => {
    await app.tokens.signIn(tokenClient, app.browse(tell), signal);
  });
  window.setStatusBarMessage(l10n.t("Signed in through {0}.", client.name), 5000);
}

/** A person who has signed in before need not do it again as long as the token can be renewed. */
async function signInUnlessRenewed(app: ClientApp, chosen: ChosenClient): Promise<void> {
  try {
    await withProgress(l10n.t("Renewing the token of {0}", chosen.client.name), async (signal) => {
      await app.tokens.token(tokenClientOf(chosen.profile, chosen.client), signal);
    });
  } catch (error) {
    if (!isUserFacingError(error) || error.code !== "signInNeeded") throw error;
    await signIn(app, chosen);
  }
}

function noTokenRequest(name: string): UserFacingError {
  return new UserFacingError({
    code: "nothingSelected",
    message: l10n.t("No token of {0} was asked for in this window yet.", name),
    why: l10n.t("Copy its token or send a request as this client first."),
  });
}

function refuseOtherGrants({ client }: ChosenClient): void {
  const reason = refusal(client);
  if (reason === undefined) return;
  throw new UserFacingError({ code: "inputNotValid", message: reason });
}

/** Said before the secret is asked for, which would lead nowhere. */
function refuseWithoutOrds({ profile }: ChosenClient): void {
  if (profile.baseUrl !== undefined) return;
  const why = l10n.t("Tokens come from ORDS, not from the database. Add its address first.");
  throw ordsAddressMissing(profile.id, why);
}

/** A secret for a client of which none is stored: read from the database where that is possible, else asked for. */
async function obtainSecret(app: ClientApp, chosen: ChosenClient): Promise<void> {
  const state = app.sessions.get(chosen.profile.id)?.state;
  const isOlder = state?.kind === "open" && !state.catalog.release.hasOrdsSecurity;
  if (isOlder && (await wantsReading(chosen))) {
    await readSecret(app, chosen);
    return;
  }
  await app.tokens.setSecret(
    tokenClientOf(chosen.profile, chosen.client),
    await askSecret(chosen.client.name),
  );
}

async function wantsReading({ client }: ChosenClient): Promise<boolean> {
  const answers = await askPrompts({
    title: l10n.t("Secret of {0}", client.name),
    drafts: {},
    startAt: "first",
    prompts: () => [
      {
        kind: "pickOne",
        id: "how",
        prompt: l10n.t("Where does the secret come from?"),
        placeholder: undefined,
        options: [
          {
            value: "read",
            label: l10n.t("Read it from the database"),
            description: l10n.t("this release of ORDS still shows it"),
            detail: undefined,
          },
          {
            value: "enter",
            label: l10n.t("Enter it"),
            description: undefined,
            detail: undefined,
          },
        ],
        other: undefined,
      },
    ],
  });
  return answers["how"] === "read";
}

async function readSecret(app: ClientApp, chosen: ChosenClient): Promise<void> {
  const { profile, client } = chosen;
  const secret = await withProgress(
    l10n.t("Reading the secret of {0}", client.name),
    async (signal) => await app.readClientSecret(profile, client.name, signal),
  );
  if (!secret) {
    throw new UserFacingError({
      code: "secretNotReadable",
      message: l10n.t("The database does not show the secret of {0}.", client.name),
      why: l10n.t(
        "ORDS masks a secret after it was made. Enter it if you have it; otherwise rotate it or register the client again.",
      ),
      remedy: enterSecretRemedy(chosen),
    });
  }
  await app.tokens.setSecret(tokenClientOf(profile, client), secret);
}

async function askSecret(name: string): Promise<Secret> {
  const answers = await askPrompts({
    title: l10n.t("Secret of {0}", name),
    drafts: {},
    startAt: "first",
    prompts: () => [
      {
        kind: "secret",
        id: "secret",
        prompt: l10n.t("Client secret; it goes into VS Code's secret storage"),
        placeholder: undefined,
        check: (text) =>
          text.trim() === ""
            ? { severity: "error", message: l10n.t("Paste the secret.") }
            : undefined,
      },
    ],
  });
  const secret = answers["secret"];
  if (!(secret instanceof Secret)) throw new CancellationError();
  // A pasted text often brings a line break; a secret of ORDS has no blanks at its ends.
  return new Secret(secret.reveal().trim());
}

async function confirmCopy(name: string): Promise<void> {
  const copy = l10n.t("Copy secret");
  const chosen = await window.showWarningMessage(
    l10n.t("Copy the secret of {0} to the clipboard?", name),
    {
      modal: true,
      detail: l10n.t(
        "Other programs can read the clipboard. Whoever has the secret can call as this client.",
      ),
    },
    copy,
  );
  if (chosen !== copy) throw new CancellationError();
}

async function confirmForget(name: string): Promise<void> {
  const forget = l10n.t("Forget secret");
  const chosen = await window.showWarningMessage(
    l10n.t("Forget the secret of {0} on this machine?", name),
    {
      modal: true,
      detail: l10n.t("It stays valid in the database, but ORDS may not show it again."),
    },
    forget,
  );
  if (chosen !== forget) throw new CancellationError();
}

function secretMissing(chosen: ChosenClient): UserFacingError {
  return new UserFacingError({
    code: "secretMissing",
    message: l10n.t("No secret is stored for {0}.", chosen.client.name),
    why: l10n.t("It was not registered from here, or its secret was forgotten."),
    remedy: enterSecretRemedy(chosen),
  });
}

function enterSecretRemedy({ profile, client }: ChosenClient) {
  return {
    label: l10n.t("Enter secret"),
    action: "enterSecret",
    argument: `${profile.id}/${client.name}`,
  } as const;
}

function describeEnd({ expiresAt }: AccessToken): string {
  if (expiresAt === undefined) return "";
  return l10n.t("; it {0}", describeTokenEnd(expiresAt, Date.now()));
}
