import type { Change } from "../../domain/model/change.ts";
import type { ClientName } from "../../domain/model/names.ts";
import type { Dialect } from "../../plsql/dialect.ts";
import { scriptOf } from "../../plsql/scripts.ts";
import { describeChanges } from "../scaffold/describeChange.ts";
import { wrapText } from "../scaffold/wrapText.ts";

/** What a script of a rotation is about. */
export interface RotationAction {
  readonly client: ClientName;
  readonly dialect: Dialect;
  readonly endsSessions: boolean;
}

/**
 * Gives the client a new secret. With two places it is the extension that makes it, and it reaches the database as a
 * bind; with one ORDS makes it, in the place of the old one.
 */
export function newSecretScript({ client, dialect, endsSessions }: RotationAction): string {
  return dialect.api === "oauth"
    ? write(dialect, {
        change: {
          kind: "rotateClientSecret",
          name: client,
          revokeExisting: true,
          revokeSessions: endsSessions,
        },
        words: "After the run the new secret is read from the database and stored, not shown.",
      })
    : write(dialect, {
        change: {
          kind: "registerClientSecret",
          name: client,
          revokeExisting: false,
          revokeSessions: endsSessions,
        },
        words: "The extension makes the secret when this is run, and stores it.",
      });
}

/** Revokes the old secret: by itself, as a bind, where it is known; otherwise the older of two. */
export function revokeSecretScript(
  { client, dialect, endsSessions }: RotationAction,
  old: "known" | "unknown",
): string {
  return write(dialect, {
    change: {
      kind: "revokeClientSecret",
      name: client,
      secret: old === "known" ? "supplied" : "oldest",
      revokeSessions: endsSessions,
    },
    words: [
      old === "known" ? "It is the old secret, which the extension passes when this is run." : "",
      endsSessions ? "" : "Tokens that were fetched with it work until they end.",
    ]
      .filter(Boolean)
      .join(" "),
  });
}

function write(
  dialect: Dialect,
  { change, words }: { readonly change: Change; readonly words: string },
): string {
  const comment = [describeChanges([change]), words].filter(Boolean).join("\n");
  return scriptOf([change], { dialect, comment: wrapText(comment, 95) });
}
