import type { Change, RevokedSecret } from "../../domain/model/change.ts";
import type { ClientSecretChange } from "../../domain/model/changeGroup.ts";
import { clientName } from "../../domain/model/names.ts";
import { clientPackage, type Dialect } from "../dialect.ts";
import type { ProcedureCall } from "../procedureCall.ts";
import { booleanValue, textValue, type Value } from "../value.ts";
import { callWith, type Codecs, type Refusal } from "./codec.ts";
import type { Arguments } from "./readArguments.ts";
import { readClientName } from "./readClientName.ts";
import { clientSecretBind } from "./registerClientCall.ts";

/**
 * The bind by which a secret that is to be revoked reaches the database. It is another one than for
 * secrets that are registered, which the extension makes anew.
 */
const revokedSecretBind = "revoked_secret";

export const clientSecretCalls: Codecs<ClientSecretChange["kind"]> = {
  rotateClientSecret: {
    kind: "rotateClientSecret",
    procedures: ["OAUTH.ROTATE_CLIENT_SECRET", "ORDS_SECURITY.ROTATE_CLIENT_SECRET"],
    write: (change, dialect) => {
      if (dialect.api === "oauth" && !change.revokeExisting) {
        return {
          refused: `OAUTH keeps one secret for the client ${change.name}: a new one always replaces it.`,
        };
      }
      return callWith(clientPackage(dialect), "ROTATE_CLIENT_SECRET", {
        dialect,
        args: {
          p_name: textValue(change.name),
          p_revoke_existing:
            dialect.api === "oauth" ? undefined : booleanValue(change.revokeExisting),
          p_revoke_sessions: booleanValue(change.revokeSessions),
        },
      });
    },
    read: (args) => ({
      kind: "rotateClientSecret",
      name: clientName(readClientName(args, "p_name")),
      revokeExisting: args.isOauth || (args.optionalBoolean("p_revoke_existing") ?? false),
      revokeSessions: args.optionalBoolean("p_revoke_sessions") ?? false,
    }),
  },
  registerClientSecret: {
    kind: "registerClientSecret",
    procedures: ["ORDS_SECURITY.REGISTER_CLIENT_SECRET"],
    write: (change, dialect) => {
      if (dialect.api === "oauth") {
        return {
          refused: `OAUTH cannot give the client ${change.name} a secret of one's own choice.`,
        };
      }
      return callWith(clientPackage(dialect), "REGISTER_CLIENT_SECRET", {
        dialect,
        args: {
          p_name: textValue(change.name),
          p_client_secret: suppliedSecret,
          p_revoke_existing: booleanValue(change.revokeExisting),
          p_revoke_sessions: booleanValue(change.revokeSessions),
        },
      });
    },
    read: (args) => {
      if (!isSupplied(args.raw("p_client_secret"))) {
        args.fail(
          "REGISTER_CLIENT_SECRET without a secret is not understood: ROTATE_CLIENT_SECRET has ORDS make one.",
          "noChange",
        );
      }
      return {
        kind: "registerClientSecret",
        name: clientName(readClientName(args, "p_name")),
        revokeExisting: args.optionalBoolean("p_revoke_existing") ?? false,
        revokeSessions: args.optionalBoolean("p_revoke_sessions") ?? false,
      };
    },
  },
  revokeClientSecret: {
    kind: "revokeClientSecret",
    procedures: ["ORDS_SECURITY.REVOKE_CLIENT_SECRET", "ORDS_SECURITY.REVOKE_CLIENT_SECRETS"],
    write: writeRevocation,
    read: (args) => ({
      kind: "revokeClientSecret",
      name: clientName(readClientName(args, "p_name")),
      secret: args.has("p_client_key") ? readFilter(args) : readRevokedSecret(args),
      revokeSessions: args.optionalBoolean("p_revoke_sessions") ?? false,
    }),
  },
};

const suppliedSecret: Value = { kind: "bind", name: clientSecretBind };
const revokedSecret: Value = { kind: "bind", name: revokedSecretBind };

/** The form by name takes the secret itself, the form by key a filter that can name a slot. */
function writeRevocation(
  change: Extract<Change, { readonly kind: "revokeClientSecret" }>,
  dialect: Dialect,
): ProcedureCall | Refusal {
  const { name, secret, revokeSessions } = change;
  if (dialect.api === "oauth") {
    return {
      refused: `OAUTH keeps one secret for the client ${name} and cannot revoke it: delete the client, or rotate the secret.`,
    };
  }
  const p_revoke_sessions = booleanValue(revokeSessions);
  if (secret === "oldest" || secret === "supplied") {
    const p_client_secret = secret === "supplied" ? revokedSecret : undefined;
    const args = { p_name: textValue(name), p_client_secret, p_revoke_sessions };
    return callWith(clientPackage(dialect), "REVOKE_CLIENT_SECRET", { dialect, args });
  }
  const args: Record<string, Value> = {
    p_client_key: { kind: "clientKey", name, clientId: undefined },
    p_filter: {
      kind: "clientSecret",
      supplied: undefined,
      stored: false,
      slot: slotNumbers[secret],
    },
    p_revoke_sessions,
  };
  return callWith(clientPackage(dialect), "REVOKE_CLIENT_SECRETS", { dialect, args });
}

/** Assumption `revokeFilterSlots`. */
const slotNumbers = { slot1: 1, slot2: 2, both: 3 } as const;

function readFilter(args: Arguments): RevokedSecret {
  const filter = args.raw("p_filter");
  if (filter === undefined || filter.kind === "null") {
    return "oldest";
  }
  if (filter.kind !== "clientSecret" || (filter.slot !== undefined && isSupplied(filter))) {
    args.fail(
      "Which secrets are revoked is only known when the script runs.",
      "notKnownStatically",
    );
    return "oldest";
  }
  switch (filter.slot) {
    case 1:
      return "slot1";
    case 2:
      return "slot2";
    case 3:
      return "both";
    case undefined:
      return isSupplied(filter) ? "supplied" : "oldest";
    default:
      args.fail("The slot of a secret is 1, 2, or 3 for both.");
      return "oldest";
  }
}

function readRevokedSecret(args: Arguments): RevokedSecret {
  return isSupplied(args.raw("p_client_secret")) ? "supplied" : "oldest";
}

/** Whether a secret is given; where it comes from is of no matter. */
function isSupplied(value: Value | undefined): boolean {
  switch (value?.kind) {
    case undefined:
    case "null":
      return false;
    case "text":
      return value.value !== "";
    case "clientSecret":
      return value.supplied !== undefined && isSupplied(value.supplied);
    default:
      return true;
  }
}
