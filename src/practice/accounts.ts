import type { Secret } from "../base/secret.ts";
import type { Dictionary } from "./dictionary/dictionary.ts";
import { administratorName } from "./dictionary/session.ts";
import type { BasicCredentials } from "./http/authorization.ts";
import { hashSecret, isHashOf } from "./secrets.ts";

/** Sets the password of the schema's database user, and of the administrator. */
export function setPassword({ engine, schema }: Dictionary, password: Secret): void {
  for (const name of [schema, administratorName]) {
    const { salt, hash } = hashSecret(password);
    engine.run("insert or replace into ords$accounts (name, salt, hash) values (?, ?, ?)", [
      name,
      salt,
      hash,
    ]);
  }
}

/** Whether a database user signs in; Oracle does not mind the case of a user's name. */
export function isAccount({ engine }: Dictionary, { user, password }: BasicCredentials): boolean {
  const row = engine.row("select salt, hash from ords$accounts where name = ?", [
    user.toUpperCase(),
  ]);
  return !!row && isHashOf(password, { salt: String(row["salt"]), hash: String(row["hash"]) });
}
