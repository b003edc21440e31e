import { l10n, window } from "vscode";
import { assertNever } from "../../base/assertNever.ts";
import { isCancelled } from "../../base/errors.ts";
import type { Secret } from "../../base/secret.ts";
import type { Catalog, OAuthClient } from "../../domain/model/catalog.ts";
import type { ClientName } from "../../domain/model/names.ts";
import { tokenClientOf } from "../../features/clients/tokenClientOf.ts";
import { type Registration, registrationsOf } from "../../features/scriptRun/registrationsOf.ts";
import { revocationsOf } from "../../features/scriptRun/revocationsOf.ts";
import { readScript } from "../../plsql/readScript.ts";
import { noSubstitution } from "../../plsql/substitution.ts";
import type { ConnectionProfile } from "../../services/profiles/profile.ts";
import type { App } from "../app.ts";
import { withoutLinks } from "../withoutLinks.ts";

export interface ClientSecretParts extends Pick<App, "tokens" | "readClientSecret" | "rotations"> {
  readonly generateClientSecret: () => Secret;
}

/** The secrets that a run brings into being: made before it, stored after it, shown at no time. */
export interface ClientSecrets {
  /**
   * By the bind's name in lower case: a new secret for each that registers one, and the old secret of a rotation for
   * each that revokes one.
   */
  readonly binds: Readonly<Record<string, Secret>>;
  /**
   * Stores them under the ids that ORDS gave the clients, and says what became of them. `clean` says that no statement
   * failed; otherwise only clients that were not there before are taken to be registered.
   */
  keep(run: FinishedRun, signal: AbortSignal): Promise<KeptSecrets>;
}

/** Names of clients. */
export interface KeptSecrets {
  /** Registered with a secret. */
  readonly registered: readonly string[];
  /** Given another secret: a rotation has begun. */
  readonly rotated: readonly string[];
  /** Lost a secret: a rotation has ended. */
  readonly revoked: readonly string[];
}

export interface FinishedRun {
  readonly profile: ConnectionProfile;
  readonly before: Catalog;
  readonly after: Catalog;
  readonly clean: boolean;
}

export async function prepareClientSecrets(
  parts: ClientSecretParts,
  text: string,
  { profile, catalog }: { readonly profile: ConnectionProfile; readonly catalog: Catalog },
): Promise<ClientSecrets> {
  const script = readScript(text, noSubstitution);
  const registrations = registrationsOf(script);
  const revocations = revocationsOf(script);
  const binds: Record<string, Secret> = {};
  for (const { secret } of registrations) {
    if (secret.kind === "bind") binds[secret.name.toLowerCase()] ??= parts.generateClientSecret();
  }
  for (const { client: name, bind } of revocations) {
    const client = catalog.clients.find((one) => one.name === name);
    if (!client || bind === undefined) continue;
    const record = await parts.rotations.get(tokenClientOf(profile, client));
    // What is not known here the person is asked for.
    if (record?.previous) binds[bind.toLowerCase()] ??= record.previous;
  }
  return {
    binds,
    keep: async (run, signal) => {
      const registered: string[] = [];
      const rotated: string[] = [];
      const missed: string[] = [];
      for (const registration of registrations) {
        const client = registeredClient(run, registration);
        if (!client) continue;
        const secret = await secretOf({ parts, binds, run }, registration, signal);
        if (secret) {
          // A client that the same script imports has no other secret.
          const rotates = registration.adds && !isNew(run, client.name);
          if (rotates) await beginRotation(parts, run, client);
          await parts.tokens.setSecret(tokenClientOf(run.profile, client), secret);
          (rotates ? rotated : registered).push(client.name);
        } else if (registration.secret.kind !== "none") missed.push(client.name);
      }
      if (missed.length > 0) tellMissed(missed);
      const revoked = await endRotations(
        parts,
        run,
        revocations.map(({ client }) => client),
      );
      return { registered, rotated, revoked };
    },
  };
}

/** The secret that was stored until now is remembered, so that a rotation can go back to it. */
async function beginRotation(
  { tokens, rotations }: ClientSecretParts,
  { profile }: FinishedRun,
  client: OAuthClient,
): Promise<void> {
  const tokenClient = tokenClientOf(profile, client);
  const previous = await tokens.secret(tokenClient);
  await rotations.set(tokenClient, { proven: false, previous });
}

async function endRotations(
  { rotations }: ClientSecretParts,
  run: FinishedRun,
  names: readonly string[],
): Promise<readonly string[]> {
  if (!run.clean) return [];
  const clients = run.after.clients.filter(({ name }) => names.includes(name));
  for (const client of clients) await rotations.delete(tokenClientOf(run.profile, client));
  return clients.map(({ name }) => name);
}

function registeredClient(run: FinishedRun, { client }: Registration): OAuthClient | undefined {
  if (!run.clean && !isNew(run, client)) return undefined;
  return run.after.clients.find(({ name }) => name === client);
}

function isNew({ before }: FinishedRun, client: ClientName): boolean {
  return before.clients.every(({ name }) => name !== client);
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
    withoutLinks(
      l10n.t(
        "The secret of {0} is not known here, because it was made by ORDS or stands in the script. Enter it once to fetch tokens.",
        names.join(", "),
      ),
    ),
  );
}
