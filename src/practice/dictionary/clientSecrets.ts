import { Secret } from "../../base/secret.ts";
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

export function revokeOldestSecret({ engine }: Dictionary, clientRow: number): void {
  engine.run(
    `delete from ords$client_secrets where client_id = ? and slot =
       (select slot from ords$client_secrets where client_id = ? order by issue_number limit 1)`,
    [clientRow, clientRow],
  );
}

export function revokeSessions({ engine }: Dictionary, clientRow: number): void {
  engine.run("delete from ords$sessions where client_id = ?", [clientRow]);
}
