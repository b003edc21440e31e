/**
 * The tables behind the USER_ORDS_* views. Their names start with `ords$`, which the SQL of a person never
 * reaches: to a schema they do not exist, as the tables of ORDS_METADATA do not exist for a schema without
 * DBA rights.
 */
export const metadataTables = `
create table ords$world (lesson text not null, release text not null);

create table ords$accounts (
  name text primary key, salt text not null, hash text not null);

create table ords$schemas (
  id integer primary key autoincrement, parsing_schema text not null unique, type text not null, pattern text not null,
  status text not null, auto_rest_auth text not null, ops_allowed integer, pre_hook text, ${audit()});

create table ords$modules (
  id integer primary key autoincrement, name text not null unique, uri_prefix text not null unique,
  items_per_page integer not null, status text not null, comments text, pre_hook text, origins_allowed text, ${audit()});

create table ords$templates (
  id integer primary key autoincrement, module_id integer not null references ords$modules on delete cascade,
  uri_template text not null, priority integer not null, etag_type text not null, etag_query text, comments text,
  ${audit()}, unique (module_id, uri_template));

create table ords$handlers (
  id integer primary key autoincrement, template_id integer not null references ords$templates on delete cascade,
  source_type text not null, method text not null, mimes_allowed text, items_per_page integer, source text not null,
  comments text, ${audit()}, unique (template_id, method));

create table ords$parameters (
  id integer primary key autoincrement, handler_id integer not null references ords$handlers on delete cascade,
  name text not null, bind_variable_name text not null, source_type text not null, access_method text not null,
  param_type text not null, comments text, ${audit()}, unique (handler_id, name, source_type, access_method));

create table ords$roles (
  id integer primary key autoincrement, name text not null unique, schema_id integer, ${audit()});

create table ords$privileges (
  id integer primary key autoincrement, name text not null unique, label text, description text, comments text,
  ${audit()});

create table ords$privilege_roles (
  id integer primary key autoincrement, privilege_id integer not null references ords$privileges on delete cascade,
  role_id integer not null references ords$roles on delete cascade, unique (privilege_id, role_id));

create table ords$privilege_modules (
  id integer primary key autoincrement, privilege_id integer not null references ords$privileges on delete cascade,
  module_id integer not null unique references ords$modules on delete cascade);

create table ords$privilege_mappings (
  id integer primary key autoincrement, privilege_id integer not null references ords$privileges on delete cascade,
  pattern text not null, ${audit()}, unique (privilege_id, pattern));

create table ords$clients (
  id integer primary key autoincrement, name text not null unique, description text, auth_flow text not null,
  response_type text, client_id text not null unique, redirect_uri text, support_email text, support_uri text,
  allowed_origins text, token_duration integer, refresh_duration integer, code_duration integer, ${audit()});

create table ords$client_secrets (
  client_id integer not null references ords$clients on delete cascade, slot integer not null,
  salt text not null, hash text not null, readable text, issued_on text not null,
  issue_number integer not null, primary key (client_id, slot));

create table ords$client_roles (
  id integer primary key autoincrement, client_id integer not null references ords$clients on delete cascade,
  role_id integer not null references ords$roles on delete cascade, unique (client_id, role_id));

create table ords$client_privileges (
  id integer primary key autoincrement, client_id integer not null references ords$clients on delete cascade,
  privilege_id integer not null references ords$privileges on delete cascade, unique (client_id, privilege_id));

create table ords$objects (
  id integer primary key autoincrement, parsing_object text not null unique, object_alias text not null unique,
  type text not null, status text not null, auto_rest_auth text not null, ${audit()});

create table ords$jwt_profile (
  id integer primary key autoincrement, schema_id integer not null unique, issuer text not null,
  audience text not null, jwk_url text not null, description text, allowed_skew integer, allowed_age integer,
  role_claim_name text, ${audit()});

create table ords$sessions (
  token_hash text primary key, client_id integer not null references ords$clients on delete cascade,
  issued_at integer not null, expires_at integer not null,
  user_name text, roles text, refresh_hash text unique, refresh_expires_at integer);

create table ords$logins (
  token_hash text primary key, user_name text not null, roles text not null, form_token text not null,
  expires_at integer not null);

create table ords$codes (
  code_hash text primary key, client_id integer not null references ords$clients on delete cascade,
  user_name text not null, roles text not null, redirect_uri text not null, sent_redirect_uri text, challenge text,
  expires_at integer not null);

create table ords$procedures (package text not null, procedure text not null, primary key (package, procedure));

create table dual (DUMMY text);
insert into dual values ('X');
`;

/** Which constraint Oracle names when one of these tables refuses a duplicate. */
export const uniqueConstraints: ReadonlyMap<string, string> = new Map([
  ["ords$roles", "ORDS_METADATA.ROLES_UNQ_NAME"],
  ["ords$privileges", "ORDS_METADATA.PRIVILEGES_UNQ_NAME"],
]);

function audit(): string {
  return "created_by text, created_on text, updated_by text, updated_on text";
}
