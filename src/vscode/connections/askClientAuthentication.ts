import { l10n } from "vscode";
import type { ConnectionProfile } from "../../services/profiles/profile.ts";
import type { ClientAuthentication } from "../../services/tokens/clientAuthentication.ts";
import { askPrompts } from "../prompts/askPrompts.ts";

/** Asks how clients show their secrets to the token endpoint of a connection; undefined: as the setting says. */
export async function askClientAuthentication(
  profile: ConnectionProfile,
  setting: ClientAuthentication,
): Promise<ClientAuthentication | undefined> {
  const now = profile.clientAuthentication ?? asSetting;
  const options = choices(setting).map((choice) => ({
    ...choice,
    description: choice.value === now ? l10n.t("as it is now") : undefined,
  }));
  const answers = await askPrompts({
    title: l10n.t("How clients of {0} authenticate", profile.name),
    drafts: { how: now },
    startAt: "first",
    prompts: () => [
      {
        kind: "pickOne",
        id: "how",
        prompt: l10n.t("How do id and secret of a client go to the token endpoint?"),
        placeholder: undefined,
        options,
        other: undefined,
      },
    ],
  });
  switch (answers["how"]) {
    case "raw":
    case "encoded":
    case "body":
      return answers["how"];
    default:
      return undefined;
  }
}

const asSetting = "asSetting";

function choices(setting: ClientAuthentication) {
  const words = {
    raw: l10n.t("By Basic, as they are"),
    encoded: l10n.t("By Basic, percent-encoded"),
    body: l10n.t("In the form"),
  };
  return [
    {
      value: asSetting,
      label: l10n.t("As the setting says"),
      detail: l10n.t("{0}: {1}", "ordsSecurity.clientAuthentication", words[setting]),
    },
    { value: "raw", label: words.raw, detail: l10n.t("What every example of ORDS does") },
    {
      value: "encoded",
      label: words.encoded,
      detail: l10n.t("RFC 6749, section 2.3.1: what strict servers expect"),
    },
    {
      value: "body",
      label: words.body,
      detail: l10n.t("For gateways that take nothing else"),
    },
  ];
}
