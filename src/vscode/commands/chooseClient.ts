import { l10n } from "vscode";
import { UserFacingError } from "../../base/errors.ts";
import type { OAuthClient } from "../../domain/model/catalog.ts";
import type { Sessions } from "../../features/sessions/sessions.ts";
import type { ConnectionProfile } from "../../services/profiles/profile.ts";
import { askPrompts } from "../prompts/askPrompts.ts";
import { chooseSession } from "./chooseSession.ts";
import { parseCommandTarget } from "./commandTarget.ts";

export interface ChosenClient {
  readonly profile: ConnectionProfile;
  readonly client: OAuthClient;
}

/** Those clients that a command can do something with. */
export interface OfferedClients {
  readonly includes: (client: OAuthClient) => boolean;
  /** What is told when a schema has none of them. */
  readonly none: (connection: string) => UserFacingError;
}

/**
 * The client that a command is about: the one of its argument, else the one that the person picks, of those that are
 * offered.
 */
export async function chooseClient(
  sessions: Sessions,
  argument: unknown,
  offered: OfferedClients = all,
): Promise<ChosenClient> {
  const target = parseCommandTarget(argument);
  const { profile, catalog } = await chooseSession(sessions, target.profile);
  const name = target.ref?.kind === "client" ? target.ref.name : target.clientName;
  if (name === undefined) {
    const clients = catalog.clients.filter((one) => offered.includes(one));
    const [only] = clients;
    if (!only) throw (catalog.clients.length === 0 ? all : offered).none(profile.name);
    return { profile, client: clients.length === 1 ? only : await pickClient(clients, only) };
  }
  const client = catalog.clients.find((one) => one.name === name);
  if (client) return { profile, client };
  throw new UserFacingError({
    code: "nothingSelected",
    message: l10n.t("The client {0} is not there any more.", name),
    why: l10n.t("It was deleted or renamed. Refresh the connection to see what there is."),
  });
}

const all: OfferedClients = {
  includes: () => true,
  none: (connection) =>
    new UserFacingError({
      code: "nothingSelected",
      message: l10n.t("{0} has no clients.", connection),
      why: l10n.t("Register one first: it is what a token is issued to."),
    }),
};

async function pickClient(
  clients: readonly OAuthClient[],
  fallback: OAuthClient,
): Promise<OAuthClient> {
  const answers = await askPrompts({
    title: l10n.t("Choose client"),
    drafts: {},
    startAt: "first",
    prompts: () => [
      {
        kind: "pickOne",
        id: "client",
        prompt: l10n.t("Which client?"),
        placeholder: undefined,
        options: clients.map((client) => ({
          value: client.name,
          label: client.name,
          description: client.roles.join(", ") || l10n.t("no roles"),
          detail: client.description,
        })),
        other: undefined,
      },
    ],
  });
  return clients.find((client) => client.name === answers["client"]) ?? fallback;
}
