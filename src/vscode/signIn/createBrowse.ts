import { CancellationTokenSource, commands, env, l10n, Uri, window } from "vscode";
import { DisposableStore } from "../../base/disposable.ts";
import type { Event } from "../../base/emitter.ts";
import type { isListenable, listenForRedirect } from "../../services/tokens/listenForRedirect.ts";
import type { Browse } from "../../services/tokens/tokenProvider.ts";
import { withoutLinks } from "../withoutLinks.ts";

export interface BrowseParts {
  readonly isListenable: typeof isListenable;
  readonly listenForRedirect: typeof listenForRedirect;
  /** Addresses of this extension that the system was asked to open. */
  readonly onDidOpenUri: Event<URL>;
  /** `publisher.name`: the host of such an address. */
  readonly extensionId: string;
  /** Says in the notification of the sign-in what to do; it goes with the sign-in, however that ends. */
  readonly tell: (message: string) => void;
}

/**
 * Sends a person to the browser and waits for the answer where the client's redirect URI leads: to a server of our own
 * on this machine, to an address of VS Code, or, for all others and for editors on another machine, to the person, who
 * pastes the address at which the browser has ended.
 */
export function createBrowse(parts: BrowseParts): Browse {
  return async ({ url, redirectUri }, signal) => {
    const ending = new AbortController();
    const either = AbortSignal.any([signal, ending.signal]);
    const ways: Promise<URL>[] = [];
    try {
      if (parts.isListenable(redirectUri)) {
        const texts = {
          done: l10n.t("You are signed in. Close this tab and go back to the editor."),
          refused: l10n.t("You are not signed in. Close this tab and go back to the editor."),
          unknown: l10n.t("Nothing is waiting at this address."),
        };
        ways.push((await parts.listenForRedirect(redirectUri, texts, either)).answered);
      } else if (isOurs(redirectUri, parts.extensionId)) {
        ways.push(nextUri(parts.onDidOpenUri, either));
      }
      const isAwaited = ways.length > 0;
      const { tell } = parts;
      // The browser is opened as a part of this way, so that all are waited for from the same moment on: one that ends
      // while it is being opened is heard.
      ways.push(goAndPaste({ url, redirectUri, isAwaited, tell }, either));
      const answered = await Promise.race(ways);
      tell(l10n.t("fetching the token."));
      return answered;
    } finally {
      // Whoever still waits is released; only the first answer counts.
      ending.abort();
    }
  };
}

function isOurs(redirectUri: string, extensionId: string): boolean {
  const wanted = `${env.uriScheme}://${extensionId}`.toLowerCase();
  const given = redirectUri.toLowerCase();
  return given === wanted || given.startsWith(`${wanted}/`);
}

function nextUri(onDidOpenUri: Event<URL>, signal: AbortSignal): Promise<URL> {
  return new Promise((resolve, reject) => {
    const listening = onDidOpenUri((uri) => {
      listening.dispose();
      resolve(uri);
    });
    signal.addEventListener("abort", () => {
      listening.dispose();
      reject(signal.reason);
    });
  });
}

interface Visit {
  readonly url: URL;
  readonly redirectUri: string;
  /** Whether the answer is expected to come by itself. */
  readonly isAwaited: boolean;
  readonly tell: BrowseParts["tell"];
}

interface OpenedVisit extends Visit {
  /** Whether the editor says that it has opened the browser. */
  readonly opened: boolean;
}

let visits = 0;

async function goAndPaste(visit: Visit, signal: AbortSignal): Promise<URL> {
  const opened = await env.openExternal(Uri.parse(visit.url.href, true));
  return await untilPasted({ ...visit, opened }, signal);
}

/**
 * Tells what to do, with links to copy the address and to paste the answer, for as long as the sign-in goes on: a message
 * with buttons of its own could not be taken away when the browser has come back.
 */
async function untilPasted(visit: OpenedVisit, signal: AbortSignal): Promise<URL> {
  signal.throwIfAborted();
  const { url, redirectUri } = visit;
  const store = new DisposableStore();
  const source = store.add(new CancellationTokenSource());
  visits += 1;
  const link = (name: string, label: string, run: () => Promise<void>): string => {
    // Of this sign-in alone, and of no use to anybody else: it stands in no palette.
    const id = `_ordsSecurity.signIn.${visits}.${name}`;
    store.add(commands.registerCommand(id, run));
    return `[${label}](command:${id})`;
  };
  try {
    return await new Promise<URL>((resolve, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason), { once: true });
      const copy = link("copy", l10n.t("Copy address"), async () => {
        await env.clipboard.writeText(url.href);
        window.setStatusBarMessage(l10n.t("Copied the address of the sign-in."), 5000);
      });
      const paste = link("paste", l10n.t("Paste the answer"), async () => {
        const pasted = await askAnswer(redirectUri, source.token);
        if (pasted) resolve(pasted);
      });
      visit.tell(`${inWords(visit)} ${copy} · ${paste}`);
    });
  } finally {
    // The field for the answer closes, too.
    source.cancel();
    store.dispose();
  }
}

function inWords({ opened, isAwaited, redirectUri }: OpenedVisit): string {
  const end = shownAddress(redirectUri);
  const begin = opened
    ? l10n.t("go on in the browser.")
    : l10n.t("copy the address and open it in a browser.");
  const rest = isAwaited
    ? l10n.t("It comes back to {0} by itself.", end)
    : l10n.t("It ends at {0}; paste that whole address here then.", end);
  return `${begin} ${rest}`;
}

/** What a client is registered with must not make a link of its own, nor leave no room for ours. */
function shownAddress(redirectUri: string): string {
  const text = redirectUri.replaceAll("[", "%5B").replaceAll("]", "%5D");
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}

async function askAnswer(
  redirectUri: string,
  token: CancellationTokenSource["token"],
): Promise<URL | undefined> {
  const pasted = await window.showInputBox(
    {
      title: l10n.t("Answer of the sign-in"),
      prompt: withoutLinks(
        l10n.t("The address in the browser after signing in: it begins with {0}.", redirectUri),
      ),
      ignoreFocusOut: true,
      // The code in it is a credential, if only for minutes.
      password: true,
      validateInput: (text) => {
        return text === "" || URL.canParse(text.trim()) ? undefined : l10n.t("This is no address.");
      },
    },
    token,
  );
  const text = pasted?.trim() ?? "";
  return URL.canParse(text) ? new URL(text) : undefined;
}
