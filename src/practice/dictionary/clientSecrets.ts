import { assertNever } from "../../base/assertNever.ts";
import { Secret } from "../../base/secret.ts";
import type { RevokedSecret } from "../../domain/model/change.ts";
import { hashSecret, isHashOf } from "../secrets.ts";
import type { Dictionary } from "./dictionary.ts";

/**
 * Puts a secret into a free slot, else into the slot of the older one (assumption `twoSecretSlots`).
 * Releases before ORDS_SECURITY have one slot. Only a readable secret is stored as it is; of the others only
 * the hash.
 */
export function storeClientSecret(
  { engine, release }: Dictionary,
  clientRow: number,
  { secret, readable }: StoredSecret,
): 1 | 2 {
  const slots = engine.rows(
    "select slot from ords$client_secrets where client_id = ? order by issue_number",
    [clientRow],
  );
  const free = [1, 2].find((slot) => !slots.some((row) => row["slot"] === slot));
  const slot = release.hasOrdsSecurity ? (free ?? Number(slots[0]?.["slot"])) : 1;
  const { salt, hash } = hashSecret(secret);
  engine.run(
    `insert or replace into ords$client_secrets (client_id, slot, salt, hash, readable, issued_on, issue_number)
     values (?, ?, ?, ?, ?, ords$now(), (select coalesce(max(issue_number), 0) + 1 from ords$client_secrets))`,
    [clientRow, slot, salt, hash, readable ? secret.reveal() : null],
  );
  return slot === 2 ? 2 : 1;
}

export interface StoredSecret {
  readonly secret: Secret;
  readonly readable: boolean;
}

/** Whether the secret stands in either slot of the client. */
export function isSecretOfClient(
  { engine }: Dictionary,
  clientRow: number,
  secret: Secret,
): boolean {
  return engine
    .rows("select salt, hash from ords$client_secrets where client_id = ?", [clientRow])
    .some(({ salt, hash }) => isHashOf(secret, { salt: String(salt), hash: String(hash) }));
}

export function revokeAllSecrets({ engine }: Dictionary, clientRow: number): void {
  engine.run("delete from ords$client_secrets where client_id = ?", [clientRow]);
}

/** Gives the slot that was emptied, 3 for both, undefined for none (assumption `revokeFilterSlots`). */
export function revokeSecrets(
  { engine }: Dictionary,
  clientRow: number,
  { which, supplied }: RevokedSecrets,
): 1 | 2 | 3 | undefined {
  const filled = engine.rows(
    "select slot, salt, hash from ords$client_secrets where client_id = ? order by issue_number",
    [clientRow],
  );
  const revoked = filled.filter(({ slot, salt, hash }, age) => {
    switch (which) {
      case "oldest":
        return age === 0;
      case "slot1":
        return slot === 1;
      case "slot2":
        return slot === 2;
      case "both":
        return true;
      case "supplied":
        return supplied && isHashOf(supplied, { salt: String(salt), hash: String(hash) });
      default:
        return assertNever(which);
    }
  });
  for (const { slot = null } of revoked)
    engine.run("delete from ords$client_secrets where client_id = ? and slot = ?", [
      clientRow,
      slot,
    ]);
  const [first, second] = revoked;
  if (second) return 3;
  return first && (first["slot"] === 2 ? 2 : 1);
}

export interface RevokedSecrets {
  readonly which: RevokedSecret;
  readonly supplied: Secret | undefined;
}

export function revokeSessions({ engine }: Dictionary, clientRow: number): void {
  engine.run("delete from ords$sessions where client_id = ?", [clientRow]);
}
