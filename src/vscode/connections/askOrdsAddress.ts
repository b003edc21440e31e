import { l10n } from "vscode";
import type { ConnectionProfile } from "../../services/profiles/profile.ts";
import type { LoginPasswords } from "../../services/profiles/profileStore.ts";
import type { App } from "../app.ts";
import { askPrompts } from "../prompts/askPrompts.ts";
import type { PromptAnswers } from "../prompts/prompt.ts";
import { ordsAddressIn, ordsAddressStep } from "./steps.ts";
import { type AskedConnection, tryConnection, type TryParts } from "./tryConnection.ts";

/** Asks only where ORDS is, and tries the connection with it. Throws a `CancellationError` when the person gives up. */
export async function askOrdsAddress(
  parts: TryParts & Pick<App, "normalizeBaseUrl">,
  profile: Exclude<ConnectionProfile, { readonly kind: "restSql" }>,
  passwords: LoginPasswords,
): Promise<AskedConnection> {
  const { normalizeBaseUrl } = parts;
  let drafts: PromptAnswers = {};
  for (;;) {
    drafts = await askPrompts({
      title: l10n.t("Address of ORDS for {0}", profile.name),
      drafts,
      startAt: "first",
      prompts: () => [ordsAddressStep(normalizeBaseUrl, profile.baseUrl)],
    });
    const baseUrl = ordsAddressIn(normalizeBaseUrl, drafts)?.baseUrl;
    const asked = await tryConnection(parts, {
      profile: {
        ...profile,
        baseUrl,
        allowPlainHttp: profile.allowPlainHttp && profile.baseUrl === baseUrl,
      },
      passwords,
      works: true,
    });
    if (asked) return asked;
  }
}
