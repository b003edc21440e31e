import {
  CancellationError,
  Disposable,
  env,
  l10n,
  QuickPickItemKind,
  ThemeIcon,
  window,
  type QuickInputButton,
  type QuickPickItem,
} from "vscode";
import { UserFacingError } from "../../base/errors.ts";
import type { Secret } from "../../base/secret.ts";
import { schemaUrlOf } from "../../domain/http/schemaUrlOf.ts";
import { describeTokenEnd } from "../../features/clients/clientState.ts";
import { heldTokens, type HeldToken } from "../../features/clients/heldTokens.ts";
import { tokenClientOf } from "../../features/clients/tokenClientOf.ts";
import {
  tokenAsCurl,
  tokenAsHeader,
  withTokenItself,
  type Shell,
} from "../../features/clients/tokenTexts.ts";
import type { App } from "../app.ts";
import { withProgress } from "../withProgress.ts";
import { withoutIcons } from "../withoutIcons.ts";

export interface TokensApp extends Pick<App, "clientStates" | "terminalTokens" | "reportError"> {
  readonly sessions: Pick<App["sessions"], "list" | "get" | "onDidChange">;
  readonly tokens: Pick<App["tokens"], "token" | "forget" | "forgetAll">;
}

/** The tokens that this machine holds, and what can be done with each. */
export async function showTokens(app: TokensApp, run: RunCommand): Promise<void> {
  const chosen = await pickToken(app);
  if (chosen === "forgetAll") return await forgetAll(app);
  const action = await pickAction(app, chosen);
  await actions[action].run(app, chosen, run);
}

/** Another command of ours, about the client. */
export type RunCommand = (
  command:
    | "ordsSecurity.showTokenRequest"
    | "ordsSecurity.giveTerminalsToken"
    | "ordsSecurity.takeTerminalsToken",
  argument: string,
) => Promise<void>;

interface TokenItem extends QuickPickItem {
  readonly held?: HeldToken;
  readonly isForgetAll?: boolean;
}

/** The list follows what comes, goes and ends while it is open. */
async function pickToken(app: TokensApp): Promise<HeldToken | "forgetAll"> {
  const pick = window.createQuickPick<TokenItem>();
  pick.title = l10n.t("Tokens on this machine");
  pick.placeholder = l10n.t("Choose a token to copy it, hand it over or forget it");
  pick.matchOnDescription = true;
  const forgetButton: QuickInputButton = {
    iconPath: new ThemeIcon("trash"),
    tooltip: l10n.t("Forget token"),
  };
  const update = (): void => {
    const active = keyOf(pick.activeItems[0]?.held);
    const items = itemsOf(app, forgetButton);
    pick.items = items;
    pick.activeItems = items.filter(({ held }) => held !== undefined && keyOf(held) === active);
  };
  update();
  const timer = setInterval(update, 30_000);
  const subscriptions = Disposable.from(
    app.clientStates.onDidChange(update),
    app.sessions.onDidChange(update),
    pick.onDidTriggerItemButton(({ item }) => {
      const { held } = item;
      if (held) void forget(app, held).then(update);
    }),
  );
  try {
    return await new Promise((resolve, reject) => {
      pick.onDidAccept(() => {
        const [item] = pick.selectedItems;
        if (item?.held) resolve(item.held);
        else if (item?.isForgetAll === true) resolve("forgetAll");
      });
      pick.onDidHide(() => reject(new CancellationError()));
      pick.show();
    });
  } finally {
    clearInterval(timer);
    subscriptions.dispose();
    pick.dispose();
  }
}

/** From the list, which stays open: what goes wrong is said beside it. */
async function forget({ tokens, reportError }: TokensApp, held: HeldToken): Promise<void> {
  try {
    await tokens.forget(tokenClientOf(held.profile, held.client));
  } catch (error) {
    void reportError(error);
  }
}

function itemsOf(app: TokensApp, forgetButton: QuickInputButton): readonly TokenItem[] {
  const now = Date.now();
  const held = heldTokens(
    app.sessions.list(),
    (profile, client) => app.clientStates.stateOf(profile, client),
    now,
  );
  const forgetAllItem: TokenItem = {
    label: `$(clear-all) ${l10n.t("Forget all tokens")}`,
    detail: l10n.t("Of all connections, those that are closed too; secrets stay"),
    isForgetAll: true,
    alwaysShow: true,
  };
  if (held.length === 0) {
    const nothing = l10n.t("No token is held for a client of an open connection");
    return [{ label: nothing, alwaysShow: true }, forgetAllItem];
  }
  const { given } = app.terminalTokens;
  return [
    ...held.map((one): TokenItem => {
      const isSignedIn = one.client.grantType === "authorization_code";
      const isGiven = given?.profile === one.profile.id && given.client === one.client.name;
      return {
        label: `$(key) ${withoutIcons(one.client.name)}`,
        description: l10n.t(
          "{0}, token {1}",
          withoutIcons(one.profile.name),
          describeTokenEnd(one.expiresAt, now),
        ),
        detail: [
          isSignedIn ? l10n.t("of a person who signed in") : l10n.t("of the client itself"),
          ...(isGiven ? [l10n.t("given to terminals")] : []),
        ].join(", "),
        buttons: [forgetButton],
        held: one,
      };
    }),
    { label: "", kind: QuickPickItemKind.Separator },
    forgetAllItem,
  ];
}

function keyOf(held: HeldToken | undefined): string {
  return held ? `${held.profile.id}/${held.client.name}` : "";
}

async function forgetAll({ tokens }: TokensApp): Promise<void> {
  const forget = l10n.t("Forget all tokens");
  const chosen = await window.showWarningMessage(
    l10n.t("Forget all tokens on this machine?"),
    {
      modal: true,
      detail: l10n.t(
        "Clients get new ones by themselves; people sign in again. ORDS does not hear of it: a token that was copied stays valid until it ends.",
      ),
    },
    forget,
  );
  if (chosen !== forget) throw new CancellationError();
  await tokens.forgetAll();
  window.setStatusBarMessage(l10n.t("All tokens are forgotten."), 5000);
}

type ActionId =
  | "token"
  | "header"
  | "curl"
  | "powershellCurl"
  | "curlWithToken"
  | "giveTerminals"
  | "takeTerminals"
  | "request"
  | "forget";

interface Action {
  readonly icon: string;
  readonly label: string;
  readonly detail?: string;
  readonly run: (app: TokensApp, held: HeldToken, run: RunCommand) => Promise<void>;
}

async function pickAction(app: TokensApp, held: HeldToken): Promise<ActionId> {
  const { given } = app.terminalTokens;
  const isGiven = given?.profile === held.profile.id && given.client === held.client.name;
  const shown: readonly ActionId[] = [
    "token",
    "header",
    "curl",
    "powershellCurl",
    "curlWithToken",
    isGiven ? "takeTerminals" : "giveTerminals",
    "request",
    "forget",
  ];
  const items = shown.map((id) => {
    const { icon, label, detail } = actions[id];
    return { label: `$(${icon}) ${label}`, id, ...(detail === undefined ? {} : { detail }) };
  });
  const end = describeTokenEnd(held.expiresAt, Date.now());
  const chosen = await window.showQuickPick(items, {
    title: l10n.t("Token of {0} ({1}), {2}", held.client.name, held.profile.name, end),
    placeHolder: l10n.t("What to do with it?"),
  });
  if (!chosen) throw new CancellationError();
  return chosen.id;
}

const actions: Readonly<Record<ActionId, Action>> = {
  token: {
    icon: "copy",
    label: l10n.t("Copy token"),
    run: async (app, held) => await copy(app, held, (token) => token.reveal()),
  },
  header: {
    icon: "copy",
    label: l10n.t("Copy as header"),
    detail: l10n.t("Authorization: Bearer and the token"),
    run: async (app, held) => await copy(app, held, tokenAsHeader),
  },
  curl: {
    icon: "terminal-bash",
    label: l10n.t("Copy as curl, without the token"),
    detail: l10n.t("reads it from the variable ORDS_TOKEN, so it can be passed on"),
    run: async (app, held) => await copyCurl(app, held, "bash"),
  },
  powershellCurl: {
    icon: "terminal-powershell",
    label: l10n.t("Copy as curl.exe for PowerShell, without the token"),
    detail: l10n.t("reads it from $env:ORDS_TOKEN"),
    run: async (app, held) => await copyCurl(app, held, "powershell"),
  },
  curlWithToken: {
    icon: "warning",
    label: l10n.t("Copy as curl, with the token in it"),
    detail: l10n.t("the history of the shell will hold it"),
    run: async (app, held) => {
      const curl = curlOf(app, held, "bash");
      await copy(app, held, (token) => {
        const text = withTokenItself(curl, token);
        if (text !== undefined) return text;
        throw new UserFacingError({
          code: "inputNotValid",
          message: l10n.t("The token holds characters that a shell would read as its own."),
          why: l10n.t("Copy the command without the token and set ORDS_TOKEN."),
        });
      });
    },
  },
  giveTerminals: {
    icon: "terminal-new",
    label: l10n.t("Give it to new terminals"),
    detail: l10n.t("as ORDS_TOKEN, with ORDS_URL, until it is forgotten"),
    run: async (_app, held, run) => await run("ordsSecurity.giveTerminalsToken", argumentOf(held)),
  },
  takeTerminals: {
    icon: "terminal-kill",
    label: l10n.t("Give it to terminals no longer"),
    run: async (_app, held, run) => await run("ordsSecurity.takeTerminalsToken", argumentOf(held)),
  },
  request: {
    icon: "list-flat",
    label: l10n.t("Show last token request"),
    detail: l10n.t("with everything secret masked"),
    run: async (_app, held, run) => await run("ordsSecurity.showTokenRequest", argumentOf(held)),
  },
  forget: {
    icon: "trash",
    label: l10n.t("Forget token"),
    run: async ({ tokens }, { profile, client }) =>
      await tokens.forget(tokenClientOf(profile, client)),
  },
};

/** A token that has come to its end meanwhile is renewed first. */
async function copy(
  { tokens }: TokensApp,
  { profile, client }: HeldToken,
  toText: (token: Secret) => string,
): Promise<void> {
  const token = await withProgress(
    l10n.t("Fetching a token for {0}", client.name),
    async (signal) => await tokens.token(tokenClientOf(profile, client), signal),
  );
  await env.clipboard.writeText(toText(token.value));
  const end = describeTokenEnd(token.expiresAt, Date.now());
  window.setStatusBarMessage(l10n.t("Copied; the token {0}.", end), 5000);
}

async function copyCurl(app: TokensApp, held: HeldToken, shell: Shell): Promise<void> {
  await env.clipboard.writeText(curlOf(app, held, shell));
  window.setStatusBarMessage(l10n.t("Copied, without the token."), 5000);
}

function curlOf({ sessions }: TokensApp, { profile, client }: HeldToken, shell: Shell): string {
  const state = sessions.get(profile.id)?.state;
  const schemaUrl = schemaUrlOf(profile);
  if (state?.kind !== "open" || schemaUrl === undefined) throw new CancellationError();
  return tokenAsCurl({ schemaUrl, catalog: state.catalog, client }, shell);
}

function argumentOf({ profile, client }: HeldToken): string {
  return `${profile.id}/${client.name}`;
}
