import type { OrdsPackage } from "./procedureCall.ts";
import { findProcedure } from "./procedures.ts";

/** What a member does, in words for a person who is writing a call of it. */
export interface ProcedureSummary {
  /** One or two sentences. */
  readonly does: string;
  /** `ORDS_SECURITY.REGISTER_CLIENT`; undefined for what is not deprecated, or has no successor. */
  readonly replacedBy: string | undefined;
}

/** Undefined when the package has no such member. */
export function summaryOf(owner: OrdsPackage, name: string): ProcedureSummary | undefined {
  const procedure = name.toUpperCase();
  const [row] = findProcedure(owner, procedure);
  const plain = owner.replace(/_ADMIN$/, "");
  const does = summaries[`${plain}.${procedure}`] ?? summaries[procedure];
  if (row === undefined || does === undefined) return undefined;
  return {
    does,
    replacedBy: row.deprecated === undefined ? undefined : successorOf(owner, row.name),
  };
}

/** What a package is for, in one sentence. */
export const packageSummaries: Readonly<Record<OrdsPackage, string>> = {
  ORDS: "Defines the REST services of the current schema, and the roles and privileges that protect them.",
  ORDS_ADMIN:
    "Does what ORDS does, for any schema: p_schema comes first. Needs the database role ORDS_ADMINISTRATOR_ROLE.",
  OAUTH:
    "Registers the OAuth clients of the current schema. Deprecated since 24.3: use ORDS_SECURITY.",
  OAUTH_ADMIN:
    "Does what OAUTH does, for any schema: p_schema comes first. Deprecated since 24.3: use ORDS_SECURITY_ADMIN.",
  ORDS_SECURITY:
    "Registers the OAuth clients of the current schema and looks after their secrets. Since 24.4.",
  ORDS_SECURITY_ADMIN:
    "Does what ORDS_SECURITY does, for any schema: p_schema comes first. Needs the database role ORDS_ADMINISTRATOR_ROLE. Since 24.4.",
};

/**
 * By name; where OAUTH and ORDS_SECURITY differ, with the package (without its `_ADMIN`) in front.
 * Nothing here commits: every script ends with a COMMIT of its own.
 */
const summaries: Readonly<Record<string, string>> = {
  CREATE_ROLE: "Creates a role. Fails when the schema has a role of that name.",
  RENAME_ROLE: "Gives a role another name; privileges and clients keep it.",
  DELETE_ROLE: "Deletes a role. Says nothing when there is none of that name.",
  CREATE_PRIVILEGE:
    "Creates a privilege that asks for one of the given roles. Fails when there is one of that name. What it protects is said by CREATE_PRIVILEGE_MAPPING.",
  DEFINE_PRIVILEGE:
    "Creates a privilege or replaces it: the roles that may pass and, where they are given, the paths and modules that it protects. A list that is given replaces the whole list that was there.",
  RENAME_PRIVILEGE: "Gives a privilege another name.",
  DELETE_PRIVILEGE:
    "Deletes a privilege with its mappings: what only it protected is public from then on. Says nothing when there is none of that name.",
  CREATE_PRIVILEGE_MAPPING:
    "Protects the paths of a pattern with a privilege, in addition to what it protects already. Patterns are relative to the schema: /hr/*",
  DELETE_PRIVILEGE_MAPPING:
    "Takes a pattern away from a privilege: what nothing else protects is public from then on.",
  SET_MODULE_PRIVILEGE:
    "Protects all paths of a module with a privilege, in place of the one it had. NULL takes the protection away.",
  SET_MODULE_ORIGINS_ALLOWED:
    "Says from which web origins browsers may call a module: a list with commas. An empty one removes it.",
  ENABLE_SCHEMA:
    "REST-enables a schema, or takes it off the net with p_enabled => FALSE, and sets its part of the URL.",
  ENABLE_OBJECT:
    "Publishes a table, view, procedure, function or package by AutoREST, or takes it back with p_enabled => FALSE. With p_auto_rest_auth => FALSE anyone may call it.",
  DROP_REST_FOR_SCHEMA:
    "Deletes everything that ORDS knows of a schema: modules, privileges, roles, clients.",
  SET_URL_MAPPING: "Changes the part of the URL that leads to a schema.",
  DEFINE_MODULE:
    "Creates a module or replaces it with all its templates and handlers. Its base path begins each of their paths.",
  DEFINE_TEMPLATE:
    "Creates a template, a path below its module such as employees/:id, or replaces it with all its handlers. The module has to exist.",
  DEFINE_HANDLER:
    "Creates what answers one method of a template, or replaces it. Module and template have to exist.",
  DEFINE_PARAMETER:
    "Ties a header, a part of the URI or a part of the response to a bind variable of a handler.",
  DEFINE_SERVICE:
    "Defines a module, one template and one handler in a single call, and replaces what was there.",
  CREATE_SERVICE: "Creates a module, one template and one handler in a single call.",
  DELETE_MODULE: "Deletes a module with its templates and handlers.",
  RENAME_MODULE: "Gives a module another name, another base path, or both.",
  PUBLISH_MODULE: "Publishes a module, or hides it with p_status => 'NOT_PUBLISHED'.",
  INSTALLED_VERSION:
    "Gives the release of ORDS that is installed in the database, such as 25.4.0.r3641739.",

  PROVISION_RUNTIME_ROLE: "Lets a database user be the one that the ORDS server connects as.",
  UNPROVISION_RUNTIME_ROLE:
    "Takes away from a database user what lets the ORDS server connect as it.",
  CONFIG_PLSQL_GATEWAY: "Sets as which database user the PL/SQL gateway runs its procedures.",
  ENABLE_HOUSEKEEPING_JOB: "Creates the job that removes OAuth sessions that have ended.",
  DROP_HOUSEKEEPING_JOB: "Drops the job that removes OAuth sessions that have ended.",
  PERFORM_HOUSEKEEPING: "Removes OAuth sessions that have ended, now.",
  SET_PROPERTY: "Sets a property of ORDS that is kept in the database for a schema.",
  UNSET_PROPERTY: "Removes a property of ORDS that is kept in the database for a schema.",

  CREATE_CLIENT:
    "Registers an OAuth client; ORDS makes its identifier and its secret. Which endpoints it may call is decided by the roles that GRANT_CLIENT_ROLE gives it.",
  REGISTER_CLIENT:
    "Registers an OAuth client and gives its identifier. It gets a secret only when p_client_secret asks for one. Which endpoints it may call is decided by the roles that GRANT_CLIENT_ROLE gives it.",
  IMPORT_CLIENT:
    "Registers an OAuth client with an identifier of your choice, as when moving it from another database. It gets no secret.",
  REGISTER_CLIENT_SECRET: "Gives a client a secret of your choice.",
  "OAUTH.ROTATE_CLIENT_SECRET":
    "Gives a client a new secret; the old one stops working. p_revoke_sessions also ends its tokens.",
  "ORDS_SECURITY.ROTATE_CLIENT_SECRET":
    "Gives a client a new secret and returns it, once: it cannot be read later. The old one keeps working unless p_revoke_existing is TRUE or both places for secrets are taken.",
  REVOKE_CLIENT_SECRETS:
    "Revokes secrets of a client: the oldest one, or those that the filter names. Gives which ones.",
  REVOKE_CLIENT_SECRET: "Revokes one secret of a client: the one given, else the oldest.",
  DELETE_CLIENT: "Deletes an OAuth client; its tokens stop working.",
  RENAME_CLIENT: "Gives an OAuth client another name; its identifier and its secret stay.",
  GRANT_CLIENT_ROLE:
    "Grants a role to a client: with its tokens it may call whatever privileges ask for that role.",
  REVOKE_CLIENT_ROLE: "Takes a role away from a client.",
  UPDATE_CLIENT:
    "Replaces what describes an OAuth client. It has no defaults: every value is overwritten.",
  UPDATE_CLIENT_PRIVILEGES:
    "Replaces the list of privileges of a client. The list is what users are asked to approve; it gives a client no role.",
  UPDATE_CLIENT_TOKEN_DURATION:
    "Sets how many seconds the tokens of a client last; NULL means the server's default.",
  UPDATE_CLIENT_LOGO: "Sets the picture that users see when a client asks for their approval.",
  VERIFY_CLIENT:
    "Checks the secret of a client; gives its roles when the secret is right, else NULL.",
  CREATE_JWT_PROFILE:
    "Lets callers use tokens of another issuer. A schema has one profile: delete it before making another. The address of the keys must begin with https://",
  DELETE_JWT_PROFILE: "Deletes the JWT profile: tokens of its issuer are refused from then on.",
  MODIFY_APPROVAL_STATUS:
    "Changes whether a user has approved a client. Oracle does not document it.",
  ROTATE_ALL_SECURITY_KEYS: "Replaces all keys that ORDS signs and encrypts with.",
  ROTATE_SECURITY_KEYS: "Replaces keys that ORDS signs and encrypts with.",
};

/** The one that a deprecated member has made room for; undefined when there is none. */
function successorOf(owner: OrdsPackage, name: string): string | undefined {
  switch (owner) {
    case "OAUTH":
      return existing("ORDS_SECURITY", renamed[name] ?? name);
    case "OAUTH_ADMIN":
      return existing("ORDS_SECURITY_ADMIN", renamed[name] ?? name);
    default:
      return existing(owner, renamed[name] ?? name);
  }
}

const renamed: Readonly<Record<string, string>> = {
  CREATE_CLIENT: "REGISTER_CLIENT",
  CREATE_SERVICE: "DEFINE_SERVICE",
};

function existing(owner: OrdsPackage, name: string): string | undefined {
  return findProcedure(owner, name).length > 0 ? `${owner}.${name}` : undefined;
}
