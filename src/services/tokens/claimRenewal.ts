import { setTimeout as wait } from "node:timers/promises";
import { randomUUID } from "node:crypto";
import { Secret } from "../../base/secret.ts";
import type { SecretKey, SecretStore } from "./secretStore.ts";

/**
 * Lets one window at a time renew a token: a refresh token is good once, and a strict server that sees it twice takes
 * the whole sign-in for stolen. The store knows no locks, so a window writes its claim, and goes on only when the claim
 * is still its own a moment later.
 *
 * Resolves with true when this window is to renew, and with false when another one has done so meanwhile or has had its
 * time. A claim that nobody gave back, because its window was closed, ends after `claimMs`.
 */
export async function claimRenewal(
  secrets: SecretStore,
  key: SecretKey,
  signal: AbortSignal,
): Promise<boolean> {
  const own = randomUUID();
  const other = await readClaim(secrets, key);
  if (other && Date.now() - other.at < claimMs) {
    await untilGone(secrets, key, signal);
    return false;
  }
  await secrets.set(key, new Secret(JSON.stringify({ by: own, at: Date.now() })));
  await wait(settleMs, undefined, { signal });
  if ((await readClaim(secrets, key))?.by === own) return true;
  await untilGone(secrets, key, signal);
  return false;
}

const claimMs = 30_000;
/** Longer than a store takes to show what another window has written. */
const settleMs = 60;
const lookAgainMs = 100;

async function untilGone(secrets: SecretStore, key: SecretKey, signal: AbortSignal): Promise<void> {
  for (;;) {
    await wait(lookAgainMs, undefined, { signal });
    const claim = await readClaim(secrets, key);
    if (!claim || Date.now() - claim.at >= claimMs) return;
  }
}

async function readClaim(
  secrets: SecretStore,
  key: SecretKey,
): Promise<{ readonly by: string; readonly at: number } | undefined> {
  const text = await secrets.get(key);
  if (!text) return undefined;
  try {
    const { by, at } = JSON.parse(text.reveal()) as Readonly<Record<string, unknown>>;
    return typeof by === "string" && typeof at === "number" ? { by, at } : undefined;
  } catch {
    // What is not a claim claims nothing.
    return undefined;
  }
}
