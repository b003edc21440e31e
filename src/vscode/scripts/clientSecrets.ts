import { l10n, window } from "vscode";
import { assertNever } from "../../base/assertNever.ts";
import { isCancelled } from "../../base/errors.ts";
import type { Secret } from "../../base/secret.ts";
import type { Catalog, OAuthClient } from "../../domain/model/catalog.ts";
import { tokenClientOf } from "../../features/clients/tokenClientOf.ts";
import { type Registration, registrationsOf } from "../../features/scriptRun/registrationsOf.ts";
import { readScript } from "../../plsql/readScript.ts";
import type { ConnectionProfile } from "../../services/profiles/profile.ts";
import type { App } from "../app.ts";

export interface ClientSecretParts extends Pick<App, "tokens" | "readClientSecret"> {
  readonly generateClientSecret: () => Secret;
}

/** The secrets that a run brings into being: made before it, stored after it, shown at no time. */
export interface ClientSecrets {
  /** A new secret for each bind that registers one, by the bind's name in lower case. */
  readonly binds: Readonly<Record<string, Secret>>;
  /**
   * Stores them under the ids that ORDS gave the clients, and gives the names of these. `clean` says that no statement
   * failed; otherwise only clients that were not there before are taken to be registered.
   */
  keep(run: FinishedRun, signal: AbortSignal): Promise<readonly string[]>;
}

export interface FinishedRun {
  readonly profile: ConnectionProfile;
  readonly before: Catalog;
  readonly after: Catalog;
  readonly clean: boolean;
}

export function prepareClientSecrets(parts: ClientSecretParts, text: string): ClientSecrets {
  const registrations = registrationsOf(readScript(text));
  const names = registrations.flatMap(({ secret }) =>
    secret.kind === "bind" ? [secret.name.toLowerCase()] : [],
  );
  const binds = Object.fromEntries(names.map((name) => [name, parts.generateClientSecret()]));
  return {
    binds,
    keep: async (run, signal) => {
      const kept: string[] = [];
      const missed: string[] = [];
      for (const registration of registrations) {
        const client = registeredClient(run, registration);
        if (!client) continue;
        const secret = await secretOf({ parts, binds, run }, registration, signal);
        if (secret) {
          await parts.tokens.setSecret(tokenClientOf(run.profile, client), secret);
          kept.push(client.name);
        } else if (registration.secret.kind !== "none") missed.push(client.name);
      }
      if (missed.length > 0) tellMissed(missed);
      return kept;
    },
  };
}

function registeredClient(run: FinishedRun, { client }: Registration): OAuthClient | undefined {
  const isNew = run.before.clients.every(({ name }) => name !== client);
  if (!run.clean && !isNew) return undefined;
  return run.after.clients.find(({ name }) => name === client);
}

interface SecretSources {
  readonly parts: ClientSecretParts;
  readonly binds: ClientSecrets["binds"];
  readonly run: FinishedRun;
}

async function secretOf(
  { parts, binds, run }: SecretSources,
  { client, secret }: Registration,
  signal: AbortSignal,
): Promise<Secret | undefined> {
  switch (secret.kind) {
    case "bind":
      return binds[secret.name.toLowerCase()];
    case "generated":
      try {
        return await parts.readClientSecret(run.profile, client, signal);
      } catch (error) {
        if (isCancelled(error)) throw error;
        // The client is registered all the same; that its secret is missing is said to the person.
        return undefined;
      }
    case "elsewhere":
    case "none":
      return undefined;
    default:
      return assertNever(secret);
  }
}

function tellMissed(names: readonly string[]): void {
  void window.showWarningMessage(
    l10n.t(
      "The secret of {0} is not known here, because it was made by ORDS or stands in the script. Enter it once to fetch tokens.",
      names.join(", "),
    ),
  );
}
