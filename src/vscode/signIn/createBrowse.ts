import { env, l10n, Uri, window } from "vscode";
import { UserFacingError } from "../../base/errors.ts";
import type { Event } from "../../base/emitter.ts";
import type { isListenable, listenForRedirect } from "../../services/tokens/listenForRedirect.ts";
import type { Browse } from "../../services/tokens/tokenProvider.ts";

export interface BrowseParts {
  readonly isListenable: typeof isListenable;
  readonly listenForRedirect: typeof listenForRedirect;
  /** Addresses of this extension that the system was asked to open. */
  readonly onDidOpenUri: Event<URL>;
  /** `publisher.name`: the host of such an address. */
  readonly extensionId: string;
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
          unknown: l10n.t("Nothing is waiting at this address."),
        };
        ways.push((await parts.listenForRedirect(redirectUri, texts, either)).answered);
      } else if (isOurs(redirectUri, parts.extensionId)) {
        ways.push(nextUri(parts.onDidOpenUri, either));
      }
      const opened = await env.openExternal(Uri.parse(url.href, true));
      ways.push(askAnswer({ url, redirectUri, opened, isAwaited: ways.length > 0 }, either));
      return await Promise.race(ways);
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
  readonly opened: boolean;
  /** Whether the answer is expected to come by itself. */
  readonly isAwaited: boolean;
}

/** Never resolves when the person leaves it at that and the answer may still come by itself. */
async function askAnswer(visit: Visit, signal: AbortSignal): Promise<URL> {
  const paste = l10n.t("Paste the answer");
  const copy = l10n.t("Copy address");
  const cancel = l10n.t("Cancel");
  const message = visit.isAwaited
    ? l10n.t("Sign in in the browser. It comes back to {0} by itself.", visit.redirectUri)
    : l10n.t(
        "Sign in in the browser. It ends at {0}; paste that whole address here then.",
        visit.redirectUri,
      );
  for (;;) {
    const chosen = await window.showInformationMessage(message, paste, copy, cancel);
    if (signal.aborted) throw signal.reason;
    if (chosen === cancel) throw new DOMException("The sign-in was cancelled", "AbortError");
    if (chosen === copy) {
      await env.clipboard.writeText(visit.url.href);
      continue;
    }
    if (chosen === undefined && visit.isAwaited) return await never(signal);
    const pasted = await window.showInputBox({
      title: l10n.t("Answer of the sign-in"),
      prompt: l10n.t(
        "The address in the browser after signing in: it begins with {0}.",
        visit.redirectUri,
      ),
      ignoreFocusOut: true,
      // The code in it is a credential, if only for minutes.
      password: true,
      validateInput: (text) => {
        return text === "" || URL.canParse(text.trim()) ? undefined : l10n.t("This is no address.");
      },
    });
    if (signal.aborted) throw signal.reason;
    if (pasted !== undefined && URL.canParse(pasted.trim())) return new URL(pasted.trim());
    if (chosen === undefined) throw givenUp();
  }
}

function never(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

function givenUp(): UserFacingError {
  return new UserFacingError({
    code: "signInFailed",
    message: l10n.t("The sign-in was not finished."),
    why: l10n.t("The answer of the browser was not pasted. Sign in again to go on."),
  });
}
