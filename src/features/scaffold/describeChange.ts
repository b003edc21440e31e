import { assertNever } from "../../base/assertNever.ts";
import { listInWords, nameInWords } from "../../domain/access/nameInWords.ts";
import type { Change, ClientSecretSource, RevokedSecret } from "../../domain/model/change.ts";
import type { ClientName } from "../../domain/model/names.ts";

/** What a change does, as one sentence without its full stop: "Creates the role HR Reader". */
export function describeChange(change: Change): string {
  switch (change.kind) {
    case "enableSchema":
      return change.enabled
        ? `REST-enables ${change.schema === undefined ? "the schema" : `schema ${n(change.schema)}`}`
        : "Takes the schema off the net";
    case "setUrlMapping":
      return `Moves the schema to the alias ${n(change.alias)}; its old addresses stop working`;
    case "dropRestForSchema":
      return `Deletes everything that ORDS knows of ${change.schema === undefined ? "the schema" : `schema ${n(change.schema)}`}`;
    case "enableObject":
      return change.enabled
        ? `Publishes ${n(change.object)}; ${change.requiresAuthorization ? "callers need a role of it" : "anybody can call it"}`
        : `Takes back ${n(change.object)}`;
    case "defineModule":
      return `Defines the module ${n(change.name)} at ${change.basePath}`;
    case "defineTemplate":
      return `Defines the template ${n(change.uriTemplate)} in module ${n(change.module)}`;
    case "defineHandler":
      return `Defines ${change.method} ${n(change.uriTemplate)} in module ${n(change.module)}`;
    case "defineParameter":
      return `Defines the parameter ${n(change.parameter.name)} of ${change.method} ${n(change.uriTemplate)}`;
    case "deleteModule":
      return `Deletes the module ${n(change.name)}`;
    case "renameModule":
      return describeRenamedModule(change);
    case "publishModule":
      return `${change.published ? "Publishes" : "Hides"} the module ${n(change.name)}`;
    case "setModulePrivilege":
      return change.privilege === null
        ? `Takes its privilege away from the module ${n(change.module)}`
        : `Protects the module ${n(change.module)} with the privilege ${n(change.privilege)}`;
    case "setModuleOrigins":
      return `Sets the origins that may call the module ${n(change.module)}`;
    case "createRole":
      return `Creates the role ${n(change.name)}`;
    case "renameRole":
      return `Renames the role ${n(change.name)} to ${n(change.newName)}`;
    case "deleteRole":
      return `Deletes the role ${n(change.name)}`;
    case "createPrivilege":
    case "definePrivilege":
      return describePrivilege(change);
    case "renamePrivilege":
      return `Renames the privilege ${n(change.name)} to ${n(change.newName)}`;
    case "deletePrivilege":
      return `Deletes the privilege ${n(change.name)} with its mappings`;
    case "createPrivilegeMapping":
      return `Maps the privilege ${n(change.privilege)} to ${names(change.patterns)}`;
    case "deletePrivilegeMapping":
      return `Takes ${n(change.pattern)} away from the privilege ${n(change.privilege)}`;
    case "registerClient":
      return `Registers the client ${n(change.name)} (${change.grantType.replaceAll("_", " ")}${secretWords[change.secret]})`;
    case "updateClient":
      return change.privilegesAndDurations === undefined
        ? `Replaces the description and addresses of the client ${n(change.name)}`
        : `Replaces the description, addresses, privileges and token durations of the client ${n(change.name)}`;
    case "updateClientPrivileges":
      return change.privileges.length > 0
        ? `Lists ${names(change.privileges)} as the privileges of the client ${n(change.name)}`
        : `Empties the privilege list of the client ${n(change.name)}`;
    case "updateClientTokenDuration":
      return `Sets how long tokens of the client ${n(change.name)} last`;
    case "renameClient":
      return `Renames the client ${n(change.name)} to ${n(change.newName)}`;
    case "deleteClient":
      return `Deletes the client ${n(change.name)}; its tokens stop working`;
    case "grantClientRole":
      return `Grants the role ${n(change.role)} to the client ${n(change.client)}`;
    case "revokeClientRole":
      return `Revokes the role ${n(change.role)} from the client ${n(change.client)}`;
    case "rotateClientSecret":
      return `Gives the client ${n(change.name)} a new secret${changeOfSecrets(change)}`;
    case "registerClientSecret":
      return `Gives the client ${n(change.name)} a secret, which is in :client_secret${changeOfSecrets(change)}`;
    case "revokeClientSecret":
      return `${revokedSecret(change)}${change.revokeSessions ? "; its tokens stop working" : ""}`;
    case "createJwtProfile":
      return `Accepts tokens of the issuer ${n(change.profile.issuer)} for the audience ${n(change.profile.audience)}`;
    case "deleteJwtProfile":
      return "Accepts no more tokens of another issuer";
    default:
      return assertNever(change);
  }
}

/** All changes of a script in the order in which they happen, one a line. */
export function describeChanges(changes: readonly Change[]): string {
  return changes.map((change) => `${describeChange(change)}.`).join("\n");
}

function describePrivilege(
  change: Extract<Change, { readonly kind: "createPrivilege" | "definePrivilege" }>,
): string {
  const verb = change.kind === "createPrivilege" ? "Creates" : "Defines";
  const asks =
    change.roles.length === 0
      ? "asks for no role"
      : `asks for ${listInWords(change.roles.map(nameInWords), "or")}`;
  return `${verb} the privilege ${n(change.name)}, which ${asks}${protects(change)}`;
}

/** Only a list that is given replaces what is there. */
function protects(
  change: Extract<Change, { readonly kind: "createPrivilege" | "definePrivilege" }>,
): string {
  if (change.kind === "createPrivilege" || change.patterns === undefined) return "";
  const all = [
    ...change.patterns.map(nameInWords),
    ...(change.modules ?? []).map((module) => `the module ${n(module)}`),
  ];
  return all.length === 0 ? " and protects nothing" : ` and protects ${listInWords(all, "and")}`;
}

function describeRenamedModule(change: Extract<Change, { readonly kind: "renameModule" }>): string {
  const { name, newName, newBasePath } = change;
  const where = newBasePath === undefined ? "" : ` to ${newBasePath}`;
  return newName === undefined
    ? `Moves the module ${n(name)}${where}`
    : `Renames the module ${n(name)} to ${n(newName)}${where && ` and moves it${where}`}`;
}

function changeOfSecrets(change: {
  readonly revokeExisting: boolean;
  readonly revokeSessions: boolean;
}): string {
  return [
    change.revokeExisting ? "; its other secrets stop working" : "",
    change.revokeSessions ? "; its tokens stop working" : "",
  ].join("");
}

function revokedSecret({
  name,
  secret,
}: {
  readonly name: ClientName;
  readonly secret: RevokedSecret;
}): string {
  const words = `Revokes ${revokedWords[secret]} of the client ${n(name)}`;
  return secret === "supplied" ? `${words}, which is in :revoked_secret` : words;
}

const revokedWords: Readonly<Record<RevokedSecret, string>> = {
  oldest: "the oldest secret",
  slot1: "the secret in slot 1",
  slot2: "the secret in slot 2",
  both: "both secrets",
  supplied: "a secret",
};

const secretWords: Readonly<Record<ClientSecretSource, string>> = {
  generated: "; ORDS makes its secret",
  supplied: "; the extension makes its secret, passes it as :client_secret and keeps it",
  none: ", without a secret",
};

const n = nameInWords;
const names = (texts: readonly string[]): string => listInWords(texts.map(nameInWords), "and");
