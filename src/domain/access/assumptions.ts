/**
 * Everything that the product believes about ORDS without having proved it, one row for each belief. Code that relies
 * on a belief names its id, decisions carry the ids they rest on, and the person is shown the statements. Each row says
 * how a real server would show that it is wrong; then this row changes, and the code that names it.
 */
export const assumptions = {
  // Which paths a privilege covers
  patternsAreRelativeToSchema: {
    statement:
      "Patterns are compared with the path below the schema: /ords/hr/ev/x is compared as /ev/x.",
    evidence: "jmjcloud.com articles on ORDS roles and privileges; every export of a schema.",
    trust: "observed",
    experiment: "Map /ev/* and /hr/ev/* in a schema with alias hr and call /ords/hr/ev/x.",
  },
  patternsNeedLeadingSlash: {
    statement: "A pattern that does not begin with a slash protects nothing.",
    evidence: "Reported as a cause of unprotected services; whether ORDS refuses it is not known.",
    trust: "uncertain",
    experiment: "Map ev/* without a slash, look at the stored row and call /ords/hr/ev/x.",
  },
  patternsAreCaseSensitive: {
    statement:
      "Patterns, paths and names are compared letter by letter, upper and lower case apart.",
    evidence: "Role names differ by case in tutorials that fail; for patterns nothing was found.",
    trust: "uncertain",
    experiment: "Map /Ev/* and call /ords/hr/ev/x.",
  },
  wildcardCoversAllBelow: {
    statement:
      "A star at the end covers everything below, any number of segments and also nothing: /x/* covers /x/, /x/y and /x/y/z.",
    evidence:
      "kairkowy/APEX-ORDS lab (/examples/employees/* covers /examples/employees/); projects that were caught by /app/* covering /app/auth/login.",
    trust: "observed",
    experiment: "Map /x/* and call /x/, /x/y and /x/y/z without a token.",
  },
  wildcardLeavesBarePath: {
    statement: "The pattern /x/* does not cover /x without its slash.",
    evidence:
      "SODA for REST, Security: Oracle maps /soda/latest/employee and /soda/latest/employee/* apart.",
    trust: "uncertain",
    experiment: "Map only /x/*, publish a template that answers /x and call it without a token.",
  },
  exactPatternCoversOnePath: {
    statement:
      "A pattern without a star covers exactly that path, with or without its final slash as written.",
    evidence: "Projects map single paths such as /expenses/scan-receipt; the slash was not tried.",
    trust: "uncertain",
    experiment: "Map /x/y and call /x/y and /x/y/ without a token.",
  },
  wildcardOnlyAtEnd: {
    statement: "A star anywhere but at the end of a pattern is an ordinary character.",
    evidence: "No documentation of other wildcards was found.",
    trust: "uncertain",
    experiment: "Map /x/*/z and call /x/y/z without a token.",
  },
  pathsAreDecodedBeforeMatching: {
    statement:
      "The path is percent-decoded once before it is compared with patterns and templates.",
    evidence: "Usual for a servlet; no source says it of ORDS.",
    trust: "uncertain",
    experiment: "Map /x/* and call /%78/y without a token.",
  },
  privilegeCoversAllMethods: {
    statement: "A privilege protects every HTTP method of a path.",
    evidence: "No parameter of DEFINE_PRIVILEGE names a method (ORDS Developer's Guide 23.1).",
    trust: "documented",
    experiment: "Protect a module with GET and POST handlers and call both without a token.",
  },
  modulePrivilegeActsAsPattern: {
    statement:
      "A privilege on a module protects like the pattern made of the module's base path and a star.",
    evidence:
      "USER_ORDS_PRIVILEGE_MODULES names the module, so protection follows its base path; how it ranks against patterns was not found.",
    trust: "uncertain",
    experiment: "Protect a module by one privilege and /module/x/* by another, call /module/x/y.",
  },
  mostSpecificPatternWins: {
    statement:
      "Where several privileges cover a path, the one with the longest pattern decides alone; an exact pattern beats a star.",
    evidence:
      "SODA for REST, Security: the example needs /soda/latest/employee/* to override /soda/*.",
    trust: "remembered",
    experiment: "Map /x/* to a role the caller has and /x/y/* to one it lacks, call /x/y/z.",
  },
  equalPatternsAllDecide: {
    statement:
      "Where several privileges cover a path by equally long patterns, a caller has to satisfy all of them.",
    evidence: "Nothing was found; the strict reading is taken.",
    trust: "uncertain",
    experiment: "Map the same pattern to two privileges and call with a role of only one.",
  },
  noPrivilegeMeansPublic: {
    statement: "A path that no privilege covers is public.",
    evidence: "jmjcloud.com; simongriffiths/road-kit (public by omission); APEX documentation.",
    trust: "observed",
    experiment: "Publish a module without a privilege and call it without a token.",
  },

  // What a caller needs
  anyRoleSuffices: {
    statement: "A caller satisfies a privilege when it has at least one of its roles.",
    evidence: "ORDS plug-in API Javadoc 3.0, annotation Privilege; ORDS Quick Start Guide.",
    trust: "documented",
    experiment: "Give a privilege two roles and a client one of them.",
  },
  rolesAreExactText: {
    statement: "Role names are compared byte for byte; HR Reader and hr reader are two roles.",
    evidence: "kairkowy/APEX-ORDS lab shows two spellings of one role, of which one fails.",
    trust: "observed",
    experiment: "Grant the role in another case than the privilege names it.",
  },
  rolelessPrivilegeTakesAnyUser: {
    statement: "A privilege without roles is satisfied by every user who has signed in.",
    evidence: "ORDS Quick Start Guide; JWT tutorial in chrishoina/blogrepo.",
    trust: "documented",
    experiment: "Define a privilege without roles and call with Basic credentials of any user.",
  },
  rolelessPrivilegeNeedsListing: {
    statement:
      "An OAuth client passes a privilege without roles only when the privilege is in the client's own list.",
    evidence: "No source settles it.",
    trust: "uncertain",
    experiment:
      "Define a privilege without roles; call with a client that lists it and with one that does not.",
  },
  clientPrivilegesAreNotRoles: {
    statement:
      "The privilege list of a client does not replace a role: a client-credentials client has to be granted one of the privilege's roles.",
    evidence:
      "Published walk-throughs that only grant the role succeed; troubleshooting texts name the missing grant as the first cause of 401.",
    trust: "observed",
    experiment: "Register a client with the privilege in its list and without the role, and call.",
  },
  databaseUserHasSqlDeveloper: {
    statement:
      "A database user who signs in has the role SQL Developer, and the database roles that are named like ORDS roles.",
    evidence: "Oracle labs for the first half; the second half is general knowledge.",
    trust: "remembered",
    experiment: "Protect a path by SQL Developer and by a database role, sign in and call.",
  },

  endUserNeedsListedPrivilege: {
    statement:
      "A person who signs in through a client reaches only what the client's privilege list names, and has to have a role of the privilege.",
    evidence:
      "The approval page lists the client's privileges; that nothing else is reachable is general knowledge.",
    trust: "remembered",
    experiment:
      "Sign in as a user with the role through a client that lists the privilege and through one that does not.",
  },
  jwtScopeNamesPrivilege: {
    statement:
      "With a JWT profile that names no role claim, a token passes a privilege when one of its scopes is the privilege's name, letter by letter; roles do not count.",
    evidence: "ORDS Developer's Guide on JWT profiles.",
    trust: "documented",
    experiment: "Call with a token that has the scope, and with one that has it in another case.",
  },
  jwtRoleClaimNamesRoles: {
    statement:
      "With a JWT profile that names a role claim, the texts in that claim are the roles of the caller; a privilege without roles takes any valid token.",
    evidence: "JWT tutorial in chrishoina/blogrepo, for 25.1 and later.",
    trust: "documented",
    experiment: "Call with a token that has the role in the claim, and with one that has not.",
  },
  rolelessPrivilegeNeedsScope: {
    statement:
      "With a JWT profile that names no role claim, also a privilege without roles asks for a scope that names it.",
    evidence: "Nothing was found about this case.",
    trust: "uncertain",
    experiment: "Protect a path by a privilege without roles and call with a token without scopes.",
  },
  sodaFollowsPrivileges: {
    statement:
      "SODA for REST answers below /soda/ and is protected by the privileges whose patterns cover it, as the schema's own services are.",
    evidence: "SODA for REST, Security: privileges on /soda/* and /soda/latest/employee.",
    trust: "documented",
    experiment:
      "Call /soda/latest/ with and without the mapping of oracle.soda.privilege.developer.",
  },

  // What a server answers
  routingBeforeProtection: {
    statement:
      "A path that no service matches is answered 404, and a method without a handler 405, also where a pattern protects the path.",
    evidence: "Nothing was found about the order of the two checks.",
    trust: "uncertain",
    experiment: "Protect /x/* and call a path below it that does not exist, without a token.",
  },
  tokenWithoutRoleAnswers401: {
    statement:
      'A valid token that lacks the role is answered 401 with error="invalid_token", not 403.',
    evidence: "simongriffiths/road-kit tests on ORDS 26.1; JWT tutorial in chrishoina/blogrepo.",
    trust: "observed",
    experiment: "Call with the token of a client that has no role.",
  },
  userWithoutRoleAnswers401: {
    statement: "A database user without the role is answered 401.",
    evidence: "The plug-in API has one exception for every refusal (Javadoc 18.3 to 24.4).",
    trust: "uncertain",
    experiment: "Call a protected path with Basic credentials of a user without the role.",
  },
  tokenRefusalNamesBearer: {
    statement:
      'A refused token is answered with WWW-Authenticate: Bearer realm="Oracle REST Data Services", error="invalid_token".',
    evidence: "followthecoffee.com; chrishoina/blogrepo; simongriffiths/road-kit.",
    trust: "observed",
    experiment: "Call with a token that was made up and read the headers.",
  },
  missingTokenHasNoChallenge: {
    statement: "A 401 to a call without credentials carries no WWW-Authenticate header.",
    evidence: "kairkowy/APEX-ORDS shows such an answer; its headers may have been shortened.",
    trust: "uncertain",
    experiment: "Call a protected path without credentials and read the headers.",
  },
  missingMethodAnswers405: {
    statement: "A path that exists but has no handler for the method is answered 405.",
    evidence: "General knowledge; no recorded answer was found.",
    trust: "remembered",
    experiment: "DELETE a template that has only a GET handler.",
  },
  unpublishedModuleAnswers404: {
    statement: "A module that is not published is answered 404 as if it did not exist.",
    evidence: "Published troubleshooting scripts.",
    trust: "observed",
    experiment: "Set a module to NOT_PUBLISHED and call it.",
  },
  disabledSchemaAnswers404: {
    statement: "An unknown alias and a schema that is not enabled are both answered 404.",
    evidence:
      "Message about a request that could not be mapped to any database, in public scripts.",
    trust: "observed",
    experiment: "Call /ords/nosuch/ and the alias of a schema that was disabled.",
  },
  failedHandlerAnswers555: {
    statement: "Code of a handler that fails is answered 555 UserDefinedResourceError, ORDS-25001.",
    evidence: "simongriffiths/road-kit, recorded on ORDS 26.1.",
    trust: "observed",
    experiment: "Call a handler whose SQL names a table that does not exist.",
  },
  reservedQueryParameterAnswers400: {
    statement: "The query parameter q is reserved: a value that is not JSON is answered 400.",
    evidence: "simongriffiths/road-kit, recorded on ORDS 26.1.",
    trust: "observed",
    experiment: "Call any handler with ?q=abc.",
  },
  preHookAnswers403: {
    statement:
      "403 comes from a pre-hook that refused, a foreign origin or plain http, not from roles.",
    evidence: "ORDS Developer's Guide on pre-hooks; the rest is general knowledge.",
    trust: "remembered",
    experiment: "Install a pre-hook that returns FALSE and call.",
  },
  problemJsonShape: {
    statement:
      "Errors are application/problem+json with code, title, message, type tag:oracle.com,2020:error/<code> and instance tag:oracle.com,2020:ecid/<id>.",
    evidence: "kairkowy/APEX-ORDS (21.x, without title) and newer recorded answers.",
    trust: "observed",
    experiment: "Ask for a path that does not exist with Accept: application/json.",
  },
  browsersGetHtmlErrors: {
    statement:
      "Errors are HTML when Accept prefers text/html, and JSON when it prefers JSON or the caller is curl.",
    evidence: "ORDS Developer's Guide, error.responseFormat.",
    trust: "documented",
    experiment: "Ask for a missing path with both Accept headers.",
  },

  badCredentialsAreRefusedEverywhere: {
    statement:
      "A token or password that is not good is answered 401 also where no privilege protects the path.",
    evidence: "Nothing was found.",
    trust: "uncertain",
    experiment: "Call a public path with a token that was made up.",
  },
  plsqlHandlerCommits: {
    statement:
      "What a PL/SQL handler changed is committed when it succeeds, and undone when it fails.",
    evidence: "Published handlers insert without COMMIT.",
    trust: "remembered",
    experiment: "Insert in a POST handler without COMMIT and select from another session.",
  },
  currentUserOfClient: {
    statement:
      "In a handler :current_user is the client id when a client calls, and the user's name when a user does.",
    evidence: "General knowledge.",
    trust: "remembered",
    experiment: "Return :current_user from a handler and call it both ways.",
  },

  // Routes
  higherPriorityTemplateWins: {
    statement: "Where several templates match, the one with the higher priority answers.",
    evidence: "General knowledge; one public text claims the contrary.",
    trust: "uncertain",
    experiment: "Define x/:id with priority 0 and x/:name with priority 9, call x/1.",
  },
  literalBeforeVariable: {
    statement:
      "At equal priority a template with a literal segment is taken before one with a variable there, and :rest variables come last.",
    evidence: "Nothing was found; every published schema works under this reading.",
    trust: "uncertain",
    experiment: "Define x/:id and x/all and call x/all.",
  },
  templatesShareMethods: {
    statement:
      "Where the best matching template has no handler for the method, another matching template may answer.",
    evidence: "Nothing was found.",
    trust: "uncertain",
    experiment: "Define GET x/all and PUT x/:id, and PUT x/all.",
  },
  finalSlashMatters: {
    statement:
      "A template with a final slash does not answer the path without it, and the reverse.",
    evidence: "Walk-throughs always call the exact form; the other was not recorded.",
    trust: "uncertain",
    experiment: "Define employees/ and call employees.",
  },
  routePatternForms: {
    statement:
      "In a template, :id and {id} stand for one segment that is not empty, :id? may be missing, /*rest takes the remainder.",
    evidence: "ORDS Developer's Guide on route patterns, as remembered; {id} is recorded.",
    trust: "remembered",
    experiment: "Define one template of each form and call it with and without a value.",
  },
  bracedTemplateFailsWithQuery: {
    statement: "A template with {id} is answered 404 when the address has a query string.",
    evidence: "simongriffiths/road-kit, recorded on ORDS 26.1; other releases are not known.",
    trust: "uncertain",
    experiment: "Define x/{id} and call x/1?y=2.",
  },
  autoRestPaths: {
    statement:
      "An AutoREST table or view answers at /alias/ (collection) and /alias/key (item); its writes use the same paths.",
    evidence: "ORDS Developer's Guide on AutoREST.",
    trust: "documented",
    experiment: "Enable a table and GET, POST, PUT and DELETE both paths.",
  },
  metadataCatalogPaths: {
    statement:
      "Each schema answers GET /metadata-catalog/, /open-api-catalog/ and one level below for each module and object.",
    evidence: "chrishoina/blogrepo recordings; odbvue reads open-api-catalog.",
    trust: "observed",
    experiment: "GET both catalogs of a schema with one module.",
  },
  openApiCatalogShape: {
    statement:
      "/open-api-catalog/ is a collection with items of name and links; /open-api-catalog/<module>/ is an OpenAPI 3.0.0 document with paths below the module and JSON bodies as schemas.",
    evidence: "odbvue/odbvue reads it so; the items' members are remembered.",
    trust: "remembered",
    experiment: "GET both and compare with what the practice server answers.",
  },
  autoRestBodies: {
    statement:
      "AutoREST reads the columns of a row from the members of a JSON object, by their names in lower case; dates and timestamps are written 2026-01-31T09:30:00Z.",
    evidence: "General knowledge; items of collections are answered so.",
    trust: "remembered",
    experiment:
      "POST a row with a number, a text, a date and a null to an enabled table, and GET it.",
  },
  metadataCatalogShape: {
    statement:
      "/metadata-catalog/ is a collection whose items have name and links with rel describes and canonical.",
    evidence: "General knowledge.",
    trust: "remembered",
    experiment: "GET /metadata-catalog/ of a schema with one module and one table.",
  },
  collectionLinks: {
    statement:
      "A collection has items, hasMore, limit, offset, count and links self, describedby, first, next when there is more and prev after the first page.",
    evidence: "chrishoina/blogrepo recordings; prev is remembered.",
    trust: "observed",
    experiment: "Page through a collection of sixty rows.",
  },
  autoRestPrivilegeNames: {
    statement:
      "An AutoREST object with authorization is protected by the privilege oracle.dbtools.autorest.privilege.<SCHEMA>.<OBJECT>, with a role oracle.dbtools.role.autorest.<SCHEMA>.<OBJECT> and the patterns /<alias>/* and /metadata-catalog/<alias>/*.",
    evidence: "Names from public scripts; roles and patterns partly remembered.",
    trust: "uncertain",
    experiment: "Enable a table with p_auto_rest_auth => TRUE and read the USER_ORDS_* views.",
  },
  autoRestPrivilegeFollows: {
    statement:
      "Enabling an AutoREST object without authorization takes its privilege away; enabling it with authorization makes the privilege, or maps it anew.",
    evidence:
      "The parameter p_auto_rest_auth says whether callers need authorization (ORDS Developer's Guide, ENABLE_OBJECT); what becomes of a privilege that is there was not found.",
    trust: "uncertain",
    experiment:
      "Enable a table with p_auto_rest_auth => TRUE, then with FALSE, read the USER_ORDS_* views and call it without a token.",
  },
  autoRestSchemaPrivilege: {
    statement:
      "ENABLE_SCHEMA creates the roles oracle.dbtools.role.autorest.<SCHEMA> and oracle.dbtools.role.autorest.any.<SCHEMA>, the privilege oracle.dbtools.autorest.privilege.<SCHEMA> (with the pattern /metadata-catalog/* only when p_auto_rest_auth is TRUE) and oracle.soda.privilege.developer on /soda/*.",
    evidence: "Exports of odbvue/odbvue and martin-bach-oracle/conference-talks.",
    trust: "observed",
    experiment: "Enable an empty schema and read the USER_ORDS_* views.",
  },

  // Tokens
  tokenAnswerShape: {
    statement:
      "The token endpoint answers access_token, token_type bearer in lower case, and expires_in; no scope and no refresh token for client credentials.",
    evidence: "kairkowy/APEX-ORDS, raw answers of ORDS 21.x.",
    trust: "observed",
    experiment: "Fetch a token with curl.",
  },
  tokenShape: {
    statement: "An access token is 22 url-safe characters and opaque.",
    evidence: "kairkowy/APEX-ORDS and other recorded answers.",
    trust: "observed",
    experiment: "Fetch a token with curl.",
  },
  clientIdShape: {
    statement: "A client id and a client secret are 22 url-safe characters followed by two dots.",
    evidence: "kairkowy/APEX-ORDS; dbahub.net.",
    trust: "observed",
    experiment: "Register a client and read its id.",
  },
  defaultTokenLifetime: {
    statement: "A token lives 3600 seconds unless the client or the server says otherwise.",
    evidence: "ORDS Developer's Guide, OAUTH and ORDS_SECURITY package references.",
    trust: "documented",
    experiment: "Fetch a token of a client without a duration.",
  },
  basicCredentialsAreRaw: {
    statement:
      "Basic credentials of the token endpoint are id and secret as they are, without percent-encoding.",
    evidence:
      "Every curl example sends them raw; whether an encoded form is accepted is not known.",
    trust: "observed",
    experiment: "Fetch a token with %2E in place of the dots of the id.",
  },
  encodedBasicIsAcceptedToo: {
    statement:
      "The token endpoint also accepts percent-encoded Basic credentials, as RFC 6749 section 2.3.1 asks, when the raw ones name no client.",
    evidence:
      "Not known of ORDS; the practice server accepts both so that standard clients can use it.",
    trust: "uncertain",
    experiment: "Fetch a token with %2E in place of the dots of the id.",
  },
  bodyCredentialsAreRefused: {
    statement: "The token endpoint does not take client_id and client_secret from the form body.",
    evidence: "One public text without a recording.",
    trust: "uncertain",
    experiment: "Fetch a token with the credentials in the body.",
  },
  refreshTokenRotates: {
    statement:
      "A refresh token is good once: with the new token comes a new refresh token, and the old one stops working.",
    evidence:
      "kairkowy/APEX-ORDS records a new refresh token with each answer; that the old one ends is general knowledge.",
    trust: "remembered",
    experiment: "Refresh twice with the same refresh token.",
  },
  pkceIsIgnored: {
    statement:
      "ORDS does not mind the parameters of PKCE in a sign-in and in the exchange of a code, whether it knows them or not.",
    evidence: "Nothing was found; servers ignore parameters that they do not know (RFC 6749).",
    trust: "uncertain",
    experiment: "Sign in with code_challenge and exchange the code with and without code_verifier.",
  },
  redirectUriIsAccepted: {
    statement:
      "The sign-in and the exchange of a code take a redirect_uri that is the one the client is registered with.",
    evidence: "Oracle's examples leave it out; RFC 6749 lets a client send it.",
    trust: "uncertain",
    experiment: "Sign in with and without redirect_uri, and exchange the codes in the same way.",
  },
  wrongClientAnswers401: {
    statement:
      "A wrong client id or secret is answered 401 with a problem document, not with the RFC's invalid_client.",
    evidence: "General knowledge; no recorded answer was found.",
    trust: "remembered",
    experiment: "Fetch a token with a wrong secret and read status, headers and body.",
  },
  wrongGrantAnswers400: {
    statement:
      "A grant type that is missing, unknown or not the client's own is answered 400 with a problem document.",
    evidence: "General knowledge; no recorded answer was found.",
    trust: "remembered",
    experiment: "Post grant_type=password, and nothing, with good credentials.",
  },
  tokenEndpointWantsPost: {
    statement: "GET on the token endpoint is answered 405.",
    evidence: "General knowledge.",
    trust: "remembered",
    experiment: "GET /oauth/token.",
  },
  tokenEndpointNeedsHttps: {
    statement:
      "The token endpoint refuses plain http with 403 unless security.verifySSL is false; the practice server is set so.",
    evidence: "oracle-database-operator settings; the status is remembered.",
    trust: "remembered",
    experiment: "Fetch a token over http with the default settings.",
  },
  bearerSchemeIgnoresCase: {
    statement: "The scheme in Authorization may be written bearer or Bearer.",
    evidence: "kairkowy/APEX-ORDS calls with lower case.",
    trust: "observed",
    experiment: "Call with both spellings.",
  },
  twoSecretSlots: {
    statement:
      "A client has two secret slots, a secret in either is accepted, and rotating with both full replaces the older.",
    evidence: "Doc comments of ORDS_SECURITY; Oracle REST reference 25.3, clients/secret.",
    trust: "documented",
    experiment: "Rotate twice and fetch a token with each of the three secrets.",
  },
  roleChangeActsOnLiveTokens: {
    statement:
      "Roles are looked up at each call, so granting or revoking a role changes what a live token can do.",
    evidence: "Nothing was found.",
    trust: "uncertain",
    experiment:
      "Fetch a token, be refused, grant the role, commit, call again with the same token.",
  },
  deletedClientEndsTokens: {
    statement: "Deleting a client ends its tokens at once.",
    evidence: "Nothing was found.",
    trust: "uncertain",
    experiment: "Fetch a token, delete the client, commit, call.",
  },

  // The views and the packages
  changesNeedCommit: {
    statement: "No procedure commits; ORDS sees a change only after COMMIT.",
    evidence: "Doc comments of ORDS_SECURITY, usage notes; every Oracle example ends with COMMIT.",
    trust: "documented",
    experiment: "Run a script without COMMIT and call from outside.",
  },
  securedSecretsAreMasked: {
    statement:
      "USER_ORDS_CLIENTS shows ******** for a secret made by ORDS_SECURITY, and the secret itself for one made by OAUTH on releases before 24.4.",
    evidence: "dbahub.net for the mask; kairkowy/APEX-ORDS for the readable secret.",
    trust: "observed",
    experiment: "Register one client with each package and select CLIENT_SECRET.",
  },
  secondSlotColumns: {
    statement:
      "From 25.1 USER_ORDS_CLIENTS has CLIENT_SECRET_2, CLIENT_SECRET_ISSUED_ON and CLIENT_SECRET_2_ISSUED_ON.",
    evidence: "Oracle REST reference 25.3 lists these fields of a client.",
    trust: "uncertain",
    experiment: "select * from user_ords_clients where 1 = 0.",
  },
  durationColumns: {
    statement:
      "USER_ORDS_CLIENTS has TOKEN_DURATION, REFRESH_DURATION and CODE_DURATION where CREATE_CLIENT takes durations.",
    evidence: "Oracle REST reference 25.3 and the parameter lists of later guides.",
    trust: "uncertain",
    experiment: "select * from user_ords_clients where 1 = 0, on an old and a new release.",
  },
  authFlowSpelling: {
    statement:
      "The grant type of a client stands in AUTH_FLOW in capitals, CLIENT_CREDENTIALS; it is compared without case.",
    evidence: "JamesSB/Oracle-Ords; troubleshooting scripts.",
    trust: "observed",
    experiment: "Register one client of each grant type and select AUTH_FLOW.",
  },
  builtInRolesHaveNoSchema: {
    statement: "Roles of the product itself stand in USER_ORDS_ROLES with no schema.",
    evidence: "Public scripts that rely on it.",
    trust: "remembered",
    experiment: "select name, schema_id from user_ords_roles in an enabled schema.",
  },
  registerClientTakesSecret: {
    statement:
      "ORDS_SECURITY.REGISTER_CLIENT accepts a secret chosen by the caller, in ords_types.oauth_client_secret(p_secret => …), also as a bind.",
    evidence: "Doc comments of ORDS_SECURITY and public scripts; a bind was not seen.",
    trust: "uncertain",
    experiment: "Register a client with p_secret => :client_secret and fetch a token with it.",
  },
  registerClientMakesNoSecret: {
    statement:
      "REGISTER_CLIENT without p_client_secret registers no secret; oauth_client_secret() without arguments has ORDS make one.",
    evidence: "Doc comments of ORDS_SECURITY (default oauth_client_secret_skip).",
    trust: "documented",
    experiment: "Register a client each way and read the returned record.",
  },
  registerClientSecretParameters: {
    statement:
      "REGISTER_CLIENT_SECRET takes p_name, p_client_secret, p_revoke_existing and p_revoke_sessions.",
    evidence: "One public script; the guide lists the name only.",
    trust: "uncertain",
    experiment:
      "select argument_name from all_arguments where object_name = 'REGISTER_CLIENT_SECRET'.",
  },
  secretTypeNames: {
    statement:
      "ORDS_TYPES has the constructors oauth_client_secret and oauth_client_key and the records t_client_secret, t_client_key and t_client_credentials.",
    evidence: "Two drafts of the specification's doc comments disagree on the constructors.",
    trust: "uncertain",
    experiment: "select text from all_source where name = 'ORDS_TYPES'.",
  },
  ordsSecurityNeedsRegisterClient: {
    statement:
      "ORDS_SECURITY is the new interface exactly where it has a member REGISTER_CLIENT; an internal package of that name is older.",
    evidence:
      "Install log of 23.2 compiles a package ORDS_SECURITY; the guide documents it from 24.4.",
    trust: "observed",
    experiment: "Ask ALL_PROCEDURES on 23.2 and on 24.4.",
  },
  createRefusesDuplicates: {
    statement:
      "CREATE_ROLE, CREATE_PRIVILEGE and a client's registration fail with ORA-00001 when the name exists.",
    evidence: "Unique indexes in an install log of 23.2; that the raw error surfaces was not seen.",
    trust: "uncertain",
    experiment: "Create the same role, privilege and client twice.",
  },
  deleteOfAbsentIsSilent: {
    statement: "Deleting a role, privilege, mapping or module that does not exist raises nothing.",
    evidence: "Published scripts delete before they create, without a handler.",
    trust: "remembered",
    experiment: "Delete one of each that does not exist.",
  },
  missingParentRaisesNoDataFound: {
    statement:
      "Naming a module, template, role, privilege or client that does not exist, where one is needed, raises ORA-01403.",
    evidence: "Recorded for DEFINE_HANDLER by simongriffiths/road-kit; the rest by analogy.",
    trust: "uncertain",
    experiment: "Grant a role that does not exist to a client, and map a privilege that does not.",
  },
  privilegeRolesMustExist: {
    statement: "A privilege can name only roles that exist in the schema or in the product.",
    evidence: "Walk-throughs create the role first; what happens otherwise was not recorded.",
    trust: "uncertain",
    experiment: "Create a privilege with a role that nobody created.",
  },
  definePrivilegeReplacesLists: {
    statement:
      "DEFINE_PRIVILEGE replaces the lists of roles, patterns and modules that it is given.",
    evidence: "Doc comments of the ORDS package; a project that lost its patterns.",
    trust: "documented",
    experiment: "Define a privilege twice, the second time with one pattern less.",
  },
  shortDefineKeepsLists: {
    statement:
      "DEFINE_PRIVILEGE without p_patterns and p_modules leaves the patterns and modules as they are.",
    evidence: "Nothing was found about the third overload.",
    trust: "uncertain",
    experiment:
      "Define a privilege with patterns, then again by the short form, and read its mappings.",
  },
  modulePrivilegeIsSingle: {
    statement:
      "SET_MODULE_PRIVILEGE replaces the privilege of a module, and NULL takes the protection away.",
    evidence: "oracle/skills for the first half; the second half is general knowledge.",
    trust: "remembered",
    experiment: "Set two privileges one after the other, then NULL, and read the view each time.",
  },
  unknownPrivilegeNamesAreRefused: {
    statement: "A name in p_privilege_names that is no privilege of the schema is refused.",
    evidence:
      "A post of 2019 passes a made-up name with success; the Oracle REST reference answers 400 to it.",
    trust: "uncertain",
    experiment: "Register a client with a made-up privilege name.",
  },
  defineServiceIsThreeCalls: {
    statement:
      "DEFINE_SERVICE, and CREATE_SERVICE before it, act like DEFINE_MODULE, DEFINE_TEMPLATE and DEFINE_HANDLER one after the other: a module that exists loses its other templates.",
    evidence:
      "ORDS Developer's Guide 23.1: one call defines a module, a template and a handler; what becomes of the other templates of a module was not found.",
    trust: "uncertain",
    experiment:
      "Define a module with two templates, call DEFINE_SERVICE for it with a third, and read the view.",
  },
  renameModuleKeepsContents: {
    statement:
      "RENAME_MODULE takes p_module_name, p_new_name and p_new_base_path; NULL leaves the name or the path as it is, and templates, origins and privileges stay.",
    evidence:
      "A published program moves modules by it because it keeps what is in them; a published note calls the third parameter p_base_path.",
    trust: "observed",
    experiment:
      "Rename a protected module with a handler, then only move it, and read the views each time.",
  },
  setUrlMappingParameters: {
    statement:
      "SET_URL_MAPPING takes p_schema, p_url_mapping_type and p_url_mapping_pattern, and sets what ENABLE_SCHEMA sets by the same parameters, for one's own schema only.",
    evidence: "The guide lists the name; the parameters are taken from ENABLE_SCHEMA.",
    trust: "uncertain",
    experiment:
      "select argument_name from all_arguments where object_name = 'SET_URL_MAPPING', call it and read USER_ORDS_SCHEMAS.",
  },
  dropRestRemovesAll: {
    statement:
      "DROP_REST_FOR_SCHEMA deletes the modules, privileges, roles, clients, AutoREST objects, the JWT profile and the registration of the schema.",
    evidence: "Published notes tell of modules, templates and handlers; the rest is by analogy.",
    trust: "uncertain",
    experiment: "Fill a schema with one of each, drop it, and read the views as an administrator.",
  },
  updateClientReplacesAll: {
    statement:
      "UPDATE_CLIENT replaces description, origins, redirect URI and support addresses, also by NULL, in its long form the privileges and durations too; without p_new_name the name stays.",
    evidence: "Doc comments of ORDS_SECURITY; none of these parameters has a default.",
    trust: "documented",
    experiment: "Update a client that has everything with NULL everywhere, and read the views.",
  },
  oauthUpdateClientParameters: {
    statement:
      "OAUTH.UPDATE_CLIENT sets description, origins, redirect URI, support addresses and privileges, and the durations where it has them, to NULL when they are left out.",
    evidence: "General knowledge.",
    trust: "remembered",
    experiment:
      "select argument_name, defaulted from all_arguments where package_name = 'OAUTH' and object_name = 'UPDATE_CLIENT'.",
  },
  revokeFilterSlots: {
    statement:
      "p_filter of REVOKE_CLIENT_SECRETS means slot 1, slot 2, both by slot 3, or the slots that hold its secret; without it, and by oauth_client_secret_default, the older secret is revoked. REVOKE_CLIENT_SECRET takes the secret itself.",
    evidence: "Doc comments of ORDS_SECURITY; Oracle REST reference 25.4, clients/secret.",
    trust: "documented",
    experiment:
      "Rotate twice, revoke by each filter, and fetch a token with each of the secrets after it.",
  },
  jwtProfileIsSingle: {
    statement:
      "A schema has one JWT profile: creating a second one fails until the first is deleted, and deleting none raises nothing.",
    evidence: "Doc comments of ORDS_SECURITY for the first half; nothing was found for the second.",
    trust: "uncertain",
    experiment: "Create a profile twice, then delete it twice.",
  },
  jwkUrlNeedsHttps: {
    statement: "CREATE_JWT_PROFILE refuses a p_jwk_url that does not start with https://.",
    evidence: "ORDS Developer's Guide 24.4 to 26.3, CREATE_JWT_PROFILE; the error is not known.",
    trust: "documented",
    experiment: "Create a profile with http:// and read the error.",
  },
  administratorDeletesJwtProfile: {
    statement: "ORDS_SECURITY_ADMIN has DELETE_JWT_PROFILE, as ORDS_SECURITY has.",
    evidence: "The guide does not list it; one reference of little authority calls it.",
    trust: "uncertain",
    experiment:
      "select procedure_name from all_procedures where object_name = 'ORDS_SECURITY_ADMIN'.",
  },
  dbaViewsMirrorUserViews: {
    statement:
      "From 24.4 each of the views has a DBA_ORDS_* form with the same columns and SCHEMA_ID; older releases have DBA_ORDS_SCHEMAS and DBA_ORDS_URL_MAPPINGS alone. In all of them the pattern and type of a schema stand in the latter.",
    evidence:
      "oracle-base.com scripts of June 2025 select from these views; an install log of 23.2 lists the two; a session recorded on 25.3 joins the two and names PATTERN and TYPE without their view.",
    trust: "observed",
    experiment:
      "As an administrator, select table_name, column_name from all_tab_columns where table_name like 'DBA_ORDS_%', on 23.4 and on 25.x.",
  },
  dbaViewsNeedAdministratorRole: {
    statement:
      "A user with the role ORDS_ADMINISTRATOR_ROLE sees the DBA_ORDS_* views; to any other schema they do not exist (ORA-00942).",
    evidence:
      "The guide asks for the role to call ORDS_ADMIN; for the views one reference of little authority says it.",
    trust: "uncertain",
    experiment: "Select from dba_ords_schemas as a new user, before and after granting the role.",
  },
  ordsCallsNeedEnabledSchema: {
    statement:
      "A call that acts on a schema that is not enabled, the caller's own or the one in p_schema, raises ORA-01403; only ENABLE_SCHEMA does not.",
    evidence: "Nothing was found; taken by analogy with a missing module or role.",
    trust: "uncertain",
    experiment:
      "Call ORDS.CREATE_ROLE as a user who has enabled nothing, and ORDS_ADMIN.CREATE_ROLE with such a user in p_schema.",
  },
  schemaParameterIgnoresCase: {
    statement: "The schema in p_schema may be written in upper or lower case.",
    evidence:
      "A recorded session enables 'rich' by ORDS_ADMIN.ENABLE_SCHEMA and finds RICH in DBA_ORDS_SCHEMAS.",
    trust: "observed",
    experiment: "Call ORDS_ADMIN.CREATE_ROLE with p_schema in lower case.",
  },
  jwtProfileColumns: {
    statement:
      "From 23.3 there is USER_ORDS_JWT_PROFILE with ISSUER, AUDIENCE, JWK_URL, DESCRIPTION, ALLOWED_SKEW and ALLOWED_AGE, from 25.1 also with ROLE_CLAIM_NAME.",
    evidence:
      "Tutorials select ISSUER; the other columns are taken from the parameters of CREATE_JWT_PROFILE.",
    trust: "uncertain",
    experiment: "select * from user_ords_jwt_profile where 1 = 0, on 23.4 and on 25.x.",
  },

  // REST-Enabled SQL
  restSqlNeedsSqlDeveloper: {
    statement:
      "REST-Enabled SQL asks for the role SQL Developer, by Basic credentials or by a token.",
    evidence: "Changes in release 18.3; Oracle REST reference 23.1.",
    trust: "documented",
    experiment: "Post a SELECT with the token of a client with and without the role.",
  },
  restSqlOffAnswers404: {
    statement: "Where restEnabledSql.active is not true, POST /_/sql is answered 404.",
    evidence: "General knowledge.",
    trust: "remembered",
    experiment: "Switch it off and post a statement.",
  },
  restSqlTransactionPerRequest: {
    statement: "Each request is a session and a transaction of its own.",
    evidence: "General knowledge.",
    trust: "remembered",
    experiment: "INSERT in one request and ROLLBACK in the next.",
  },
  restSqlDropsUncommittedWork: {
    statement: "What a request has not committed at its end is rolled back.",
    evidence:
      "Uncertain: answers in one public lab show an UPDATE without COMMIT still there in a later request. Scripts of the product always end with COMMIT.",
    trust: "uncertain",
    experiment: "INSERT without COMMIT and select in the next request.",
  },
  restSqlRunsOnAfterError: {
    statement: "Statements after one that failed are still run.",
    evidence: "General knowledge of SQLcl scripts.",
    trust: "remembered",
    experiment: "Post a failing statement followed by an INSERT and a COMMIT.",
  },
  restSqlAnswers200: {
    statement:
      "The status is 200 also when a statement fails; its item then has errorCode, errorLine, errorColumn and errorDetails.",
    evidence: "oracle/oracle-db-tools ords/rest-sql, demo page.",
    trust: "observed",
    experiment: "Post a statement with a syntax error.",
  },
  restSqlErrorLines: {
    statement:
      "errorLine and the lines in ORA-06550 and ORA-06512 count from the first line of the failing statement, statementPos.startLine being that line in the script.",
    evidence: "Nothing was found for scripts of several statements.",
    trust: "uncertain",
    experiment: "Post two correct statements and a third whose second line is wrong.",
  },
  restSqlJsonTakesScripts: {
    statement: "statementText of a JSON request may hold several statements.",
    evidence: "oracle/oracle-db-tools ords/rest-sql shows single ones only.",
    trust: "uncertain",
    experiment: "Post a JSON request with two statements and count the items.",
  },
  restSqlOutBindsHaveResult: {
    statement: "The out value of a bind stands under the key result of its entry in binds.",
    evidence: "oracle/oracle-db-tools ords/rest-sql; the key differs between texts.",
    trust: "uncertain",
    experiment: "Post a block with an out bind and read the item.",
  },
  restSqlMetadataShape: {
    statement:
      "resultSet.metadata has columnName, jsonColumnName, columnTypeName, precision, scale and isNullable; the rows use jsonColumnName.",
    evidence: "General knowledge; the demo page reads metadata and items.",
    trust: "remembered",
    experiment: "Post a SELECT with a number, a text and a date.",
  },
  restSqlPageLimit: {
    statement:
      "A result set has at most misc.pagination.maxRows rows, 10000 by default, and says hasMore; offset and limit page through it.",
    evidence: "General knowledge of the setting; the members are documented.",
    trust: "remembered",
    experiment: "Select 10001 rows.",
  },
  restSqlDbmsOutput: {
    statement:
      "Lines of DBMS_OUTPUT come in the item of the block, in response or in dbmsOutput, after SET SERVEROUTPUT ON.",
    evidence: "Nothing certain was found.",
    trust: "uncertain",
    experiment: "Post a block with PUT_LINE, with and without SET SERVEROUTPUT ON.",
  },
} as const satisfies Readonly<Record<string, Assumption>>;

export interface Assumption {
  /** One or two sentences that a person can read beside a decision. */
  readonly statement: string;
  /** The public source it was taken from, or that there is none. */
  readonly evidence: string;
  readonly trust: Trust;
  /** What to do on a real ORDS to see whether it holds. */
  readonly experiment: string;
}

/**
 * How far to believe it: Oracle writes it; somebody recorded it; it is general knowledge; sources are silent or
 * contradict each other.
 */
export type Trust = "documented" | "observed" | "remembered" | "uncertain";

export type AssumptionId = keyof typeof assumptions;
