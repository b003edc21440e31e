import { CancellationError, l10n, window } from "vscode";
import { assertNever } from "../../base/assertNever.ts";
import { isCancelled, isUserFacingError, messageOf } from "../../base/errors.ts";
import { tokenClientOf } from "../../features/clients/tokenClientOf.ts";
import { type RotationFacts, rotationFacts } from "../../features/rotation/rotationFacts.ts";
import {
  type RotationAction,
  newSecretScript,
  revokeSecretScript,
} from "../../features/rotation/rotationScript.ts";
import {
  proofFailed,
  type RotationOffer,
  type RotationStep,
  rotationStep,
} from "../../features/rotation/rotationStep.ts";
import { escapeSnippet } from "../../features/scaffold/toSnippet.ts";
import type { App } from "../app.ts";
import type { ChosenClient } from "../commands/chooseClient.ts";
import { withProgress } from "../withProgress.ts";
import { withoutLinks } from "../withoutLinks.ts";

export interface RotationApp extends Pick<
  App,
  "sessions" | "tokens" | "rotations" | "readSecretSlots"
> {
  readonly scripts: Pick<App["scripts"], "open">;
}

/**
 * Leads through the steps of a rotation. Each time it looks anew where the rotation stands, so a person can leave after
 * any step. What changes the database is a script that the person sees and runs; its run offers to come back here.
 */
export async function rotateSecret(app: RotationApp, chosen: ChosenClient): Promise<void> {
  let facts = await readFacts(app, chosen);
  let step: RotationStep | undefined = rotationStep(facts);
  while (step) {
    const offer = await showStep(step);
    step = await take(offer, { app, chosen, facts });
    facts = await readFacts(app, chosen);
  }
}

async function readFacts(
  app: RotationApp,
  { profile, client }: ChosenClient,
): Promise<RotationFacts> {
  const state = app.sessions.get(profile.id)?.state;
  // The catalog was open a moment ago; closed in between, there is nothing to rotate on.
  if (state?.kind !== "open") throw new CancellationError();
  const { catalog } = state;
  const tokenClient = tokenClientOf(profile, client);
  return rotationFacts(catalog, {
    client: catalog.clients.find(({ name }) => name === client.name) ?? client,
    slots: catalog.release.hasOrdsSecurity
      ? await app.readSecretSlots(profile, client.name)
      : undefined,
    hasSecret: await app.tokens.hasSecret(tokenClient),
    record: await app.rotations.get(tokenClient),
    hasOrds: tokenClient.tokenUrl !== undefined,
  });
}

/** Closing the message leaves the rotation where it stands. */
async function showStep({ title, sentences, offers }: RotationStep): Promise<RotationOffer> {
  const labels = offers.map((offer) => ({ offer, label: labelOf(offer) }));
  const chosen = await window.showInformationMessage(
    title,
    { modal: true, detail: sentences.join("\n\n") },
    ...labels.map(({ label }) => label),
  );
  const taken = labels.find(({ label }) => label === chosen);
  if (!taken) throw new CancellationError();
  return taken.offer;
}

interface Place {
  readonly app: RotationApp;
  readonly chosen: ChosenClient;
  readonly facts: RotationFacts;
}

/** Does what was chosen, and gives the step that follows; undefined when the person is to do something else first. */
async function take(offer: RotationOffer, place: Place): Promise<RotationStep | undefined> {
  const { app, chosen, facts } = place;
  const tokenClient = tokenClientOf(chosen.profile, chosen.client);
  switch (offer) {
    case "makeSecret":
    case "makeSecretEndSessions":
      await openScript(place, newSecretScript(actionOf(place, offer === "makeSecretEndSessions")));
      tell(l10n.t("Run the script; then the rotation of {0} goes on.", chosen.client.name));
      return undefined;
    case "revoke":
    case "revokeEndSessions":
      await openScript(
        place,
        revokeSecretScript(
          actionOf(place, offer === "revokeEndSessions"),
          facts.record?.previous ? "known" : "unknown",
        ),
      );
      tell(l10n.t("Run the script: it ends the rotation of {0}.", chosen.client.name));
      return undefined;
    case "prove":
      return await prove(place);
    case "trust":
      await app.rotations.set(tokenClient, { previous: facts.record?.previous, proven: true });
      return rotationStep(await readFacts(app, chosen));
    case "goBack": {
      const previous = facts.record?.previous;
      if (previous) await app.tokens.setSecret(tokenClient, previous);
      await app.rotations.delete(tokenClient);
      tell(
        l10n.t(
          "The old secret of {0} is stored again. The new one stays in the database and is in no other place: rotate again to replace one of the two.",
          chosen.client.name,
        ),
      );
      return undefined;
    }
    case "finish":
      await app.rotations.delete(tokenClient);
      return undefined;
    default:
      return assertNever(offer);
  }
}

/** Whatever a token says that was fetched before, the proof is one that is fetched now. */
async function prove({ app, chosen, facts }: Place): Promise<RotationStep> {
  const { profile, client } = chosen;
  const tokenClient = tokenClientOf(profile, client);
  try {
    await withProgress(
      l10n.t("Fetching a token with the new secret of {0}", client.name),
      async (signal) => {
        await app.tokens.forget(tokenClient);
        await app.tokens.token(tokenClient, signal);
      },
    );
  } catch (error) {
    if (isCancelled(error)) throw error;
    return proofFailed(facts, reasonOf(error));
  }
  await app.rotations.set(tokenClient, { previous: facts.record?.previous, proven: true });
  return rotationStep(await readFacts(app, chosen));
}

function reasonOf(error: unknown): string {
  if (!isUserFacingError(error)) return messageOf(error);
  return error.why === undefined ? error.message : `${error.message} ${error.why}`;
}

function actionOf({ chosen, facts }: Place, endsSessions: boolean): RotationAction {
  const { profile, client } = chosen;
  // Not the dialect of the setting: which one can rotate is decided by the release.
  const api = facts.places === "two" ? "ordsSecurity" : "oauth";
  return {
    client: client.name,
    dialect: { api, schema: profile.otherSchema?.name },
    endsSessions,
  };
}

async function openScript({ app, chosen }: Place, text: string): Promise<void> {
  await app.scripts.open(chosen.profile.id, `$0${escapeSnippet(text)}`);
}

function tell(message: string): void {
  void window.showInformationMessage(withoutLinks(message));
}

function labelOf(offer: RotationOffer): string {
  switch (offer) {
    case "makeSecret":
      return l10n.t("Open script");
    case "makeSecretEndSessions":
      return l10n.t("Open script that ends sessions");
    case "prove":
      return l10n.t("Fetch token");
    case "trust":
      return l10n.t("The new secret works");
    case "goBack":
      return l10n.t("Go back to old secret");
    case "revoke":
      return l10n.t("Revoke old secret");
    case "revokeEndSessions":
      return l10n.t("Revoke and end sessions");
    case "finish":
      return l10n.t("Finish");
    default:
      return assertNever(offer);
  }
}
