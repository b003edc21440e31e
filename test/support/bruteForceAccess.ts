import { assertNever } from "../../src/base/assertNever.ts";
import type { AssumptionId } from "../../src/domain/access/assumptions.ts";
import type { Caller } from "../../src/domain/access/caller.ts";
import type { Verdict } from "../../src/domain/access/decision.ts";
import type {
  Catalog,
  EnabledObject,
  Module,
  OAuthClient,
  Privilege,
} from "../../src/domain/model/catalog.ts";

/**
 * Who may call what, worked out in the plainest way: every pattern, template and privilege is looked at for every call,
 * and the whole is done again for each open assumption taken the other way. It shares nothing with the product but the
 * types, so that the two can be compared.
 *
 * A verdict is "unknown" exactly when one open assumption, taken the other way, changes whether the call is allowed.
 */
export function bruteForceAccess(catalog: Catalog, caller: Caller, call: Call): PlainDecision {
  const presumed = outcome({ catalog, caller, call, twist: "none" });
  if (presumed === "unknown") return { verdict: "unknown", presumed, open: [] };
  const open = twists.filter((twist) => {
    const other = outcome({ catalog, caller, call, twist: twist.kind });
    return other === "unknown" || (other === "allowed") !== (presumed === "allowed");
  });
  return {
    verdict: open.length > 0 ? "unknown" : presumed,
    presumed,
    open: [...new Set(open.map(({ assumption }) => assumption))],
  };
}

export interface Call {
  readonly method: string;
  readonly path: string;
}

export interface PlainDecision {
  readonly verdict: Verdict;
  readonly presumed: Verdict;
  /** The assumptions of which another reading changes the answer. */
  readonly open: readonly (AssumptionId | "sodaMayBeOff")[];
}

/** Every other way in which an open assumption can be taken. */
const twists = [
  { kind: "slashIsAdded", assumption: "patternsNeedLeadingSlash" },
  { kind: "caseIsIgnored", assumption: "patternsAreCaseSensitive" },
  { kind: "starCoversBarePath", assumption: "wildcardLeavesBarePath" },
  { kind: "exactCoversBothSlashes", assumption: "exactPatternCoversOnePath" },
  { kind: "starAnywhere", assumption: "wildcardOnlyAtEnd" },
  { kind: "moduleBeforePatterns", assumption: "modulePrivilegeActsAsPattern" },
  { kind: "patternsBeforeModule", assumption: "modulePrivilegeActsAsPattern" },
  { kind: "oneOfEqualSuffices", assumption: "equalPatternsAllDecide" },
  { kind: "badTokensPass", assumption: "badCredentialsAreRefusedEverywhere" },
  { kind: "rolelessPasses", assumption: "rolelessPrivilegeNeedsListing" },
  { kind: "rolelessFails", assumption: "rolelessPrivilegeNeedsListing" },
  { kind: "pathAsSent", assumption: "pathsAreDecodedBeforeMatching" },
  { kind: "finalSlashIsIgnored", assumption: "finalSlashMatters" },
  { kind: "bestTemplateAlone", assumption: "templatesShareMethods" },
  { kind: "bracesTakeQueries", assumption: "bracedTemplateFailsWithQuery" },
  { kind: "lostObjectPrivilegesGuard", assumption: "autoRestPrivilegeNames" },
  { kind: "lostSchemaPrivilegeGuards", assumption: "autoRestSchemaPrivilege" },
  { kind: "impliedRolesAreOthers", assumption: "autoRestPrivilegeNames" },
  { kind: "impliedRolesAreMore", assumption: "autoRestPrivilegeNames" },
  { kind: "sodaIsOff", assumption: "sodaMayBeOff" },
] as const;

type Twist = (typeof twists)[number]["kind"] | "none";

interface Question {
  readonly catalog: Catalog;
  readonly caller: Caller;
  readonly call: Call;
  readonly twist: Twist;
}

function outcome(question: Question): Verdict {
  const { catalog, caller, call, twist } = question;
  if (!catalog.schema.enabled) return "notFound";
  const path = pathOf(call.path, twist);
  // Services of the product come before those of the schema.
  if (path === "/_/sql") return call.method === "POST" ? sqlOutcome(catalog, caller) : "notFound";
  if (path.startsWith("/soda/")) return protectionOutcome(question, path, { isSoda: true });
  if (path.startsWith("/_/") || path.startsWith("/oauth/")) return "unknown";
  const found = placeOf(question, path);
  const isLost = /\{.*\}/.test(found?.template ?? "") && call.path.includes("?");
  const place = isLost && twist !== "bracesTakeQueries" ? undefined : found;
  return place ? protectionOutcome(question, path, place) : "notFound";
}

function pathOf(sent: string, twist: Twist): string {
  const bare = sent.replace(/[?#].*$/s, "");
  const rooted = bare.startsWith("/") ? bare : `/${bare}`;
  return twist === "pathAsSent" ? rooted : rooted.split("/").map(decoded).join("/");
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment).replaceAll("/", "%2F");
  } catch {
    return segment;
  }
}

// What answers

/** What answers a call, as far as it matters for access. */
interface Place {
  readonly module?: Module;
  readonly isSoda?: boolean;
}

interface Offer extends Place {
  readonly method: string;
  readonly template: string;
  readonly priority: number;
  readonly published: boolean;
}

function placeOf({ catalog, call, twist }: Question, path: string): Offer | undefined {
  const found = offerFor(catalog, call.method, { path, alone: false });
  if (found && twist === "bestTemplateAlone")
    return offerFor(catalog, call.method, { path, alone: true });
  if (!found && twist === "finalSlashIsIgnored") {
    const other = path.endsWith("/") ? path.slice(0, -1) : `${path}/`;
    return offerFor(catalog, call.method, { path: other, alone: false });
  }
  return found;
}

function offerFor(
  catalog: Catalog,
  method: string,
  { path, alone }: { readonly path: string; readonly alone: boolean },
): Offer | undefined {
  const matching = offersOf(catalog)
    .filter(({ published }) => published)
    .map((offer) => ({ offer, rank: rankOf(offer.template, path) }))
    .filter(({ rank }) => rank !== undefined)
    .toSorted((a, b) => {
      if (a.offer.priority !== b.offer.priority) return b.offer.priority - a.offer.priority;
      return String(a.rank) < String(b.rank) ? -1 : Number(String(a.rank) > String(b.rank));
    });
  const [best] = matching;
  const asked = alone
    ? matching.filter(
        ({ offer, rank }) => offer.priority === best?.offer.priority && rank === best.rank,
      )
    : matching;
  return asked.find(({ offer }) => offer.method === method)?.offer;
}

/** Which kinds of segments match, one letter for each, the better the earlier; undefined when the path is another. */
function rankOf(template: string, path: string): string | undefined {
  const wanted = template.split("/");
  const given = path.split("/");
  let rank = "";
  for (const [position, segment] of wanted.entries()) {
    const text = given[position];
    if (text === undefined) return undefined;
    if (segment.startsWith("*")) return `${rank}d`;
    if (/^:[^,]+\?$/.test(segment)) rank += "c";
    else if (/^\{.*\}$/.test(segment) && text !== "") rank += "b";
    else if (/^:[^,]+(?:,:[^,]+)*$/.test(segment)) {
      // `:one,:two` takes as many values, with commas between; one variable takes commas too.
      const values = text.split(",");
      const variables = segment.split(",").length;
      if (text === "" || (variables > 1 && values.length !== variables)) return undefined;
      if (variables > 1 && values.includes("")) return undefined;
      rank += "b";
    } else if (segment === text) rank += "a";
    else return undefined;
  }
  return wanted.length === given.length ? rank : undefined;
}

function offersOf({ modules, objects }: Catalog): readonly Offer[] {
  const offers: Offer[] = [];
  for (const module of modules)
    for (const { uriTemplate, priority, handlers } of module.templates)
      for (const { method } of handlers) {
        const template = baseOf(module) + uriTemplate.replace(/^\/+/, "");
        offers.push({ method, template, priority, published: module.published, module });
      }
  for (const object of objects)
    for (const { method, rest } of callsOfObject(object)) {
      const template = `/${object.alias}/${rest}`;
      offers.push({ method, template, priority: 0, published: object.enabled });
    }
  for (const template of [
    "/metadata-catalog/",
    "/metadata-catalog/:name/",
    "/metadata-catalog/:name/item",
    "/open-api-catalog/",
    "/open-api-catalog/:name/",
  ])
    offers.push({ method: "GET", template, priority: 0, published: true });
  return offers;
}

function baseOf({ basePath }: Module): string {
  return `/${basePath}/`.replaceAll(/\/+/g, "/");
}

function callsOfObject({
  type,
}: EnabledObject): readonly { readonly method: string; readonly rest: string }[] {
  if (type === "PROCEDURE" || type === "FUNCTION") return [{ method: "POST", rest: "" }];
  if (type === "PACKAGE") return [{ method: "POST", rest: ":member" }];
  return [
    { method: "GET", rest: "" },
    { method: "POST", rest: "" },
    { method: "POST", rest: "batchload" },
    { method: "GET", rest: ":id" },
    { method: "PUT", rest: ":id" },
    { method: "DELETE", rest: ":id" },
  ];
}

// What protects

interface Guard {
  readonly privilege: Privilege;
  /** By the product as far as the catalog does not tell it; its name and roles are not certain. */
  readonly isImplied: boolean;
  readonly isExact: boolean;
  /** Of the text before the first star that counts. */
  readonly length: number;
}

function protectionOutcome(question: Question, path: string, place: Place): Verdict {
  const { catalog, twist } = question;
  if (unread(catalog, "PRIVILEGES", "PRIVILEGE_MAPPINGS", "PRIVILEGE_MODULES")) return "unknown";
  const guards = decidingGuards(question, path, place);
  if (guards.length === 0) {
    if (isBadToken(question) && twist !== "badTokensPass") return "denied";
    return place.isSoda === true && twist === "sodaIsOff" ? "notFound" : "allowed";
  }
  const parts = guards.map((guard) => guardOutcome(question, guard));
  if (twist === "oneOfEqualSuffices") {
    if (parts.includes("allowed")) return "allowed";
    return parts.includes("unknown") ? "unknown" : "denied";
  }
  if (parts.includes("denied")) return "denied";
  return parts.includes("unknown") ? "unknown" : "allowed";
}

/** Of a client that is not there, or of an issuer whom nobody knows. */
function isBadToken({ catalog, caller }: Question): boolean {
  switch (caller.kind) {
    case "client":
      return !clientOf(catalog, caller.name);
    case "endUser": {
      const client = clientOf(catalog, caller.client);
      return !client || client.grantType === "client_credentials";
    }
    case "jwt":
      return !catalog.jwtProfile;
    default:
      return false;
  }
}

function decidingGuards(question: Question, path: string, { module }: Place): readonly Guard[] {
  const { catalog, twist } = question;
  const byPattern = patternGuards(catalog, path, twist);
  const ofModule = catalog.privileges
    .filter(({ modules }) => module && modules.includes(module.name))
    .map((privilege): Guard => ({ privilege, isImplied: false, isExact: false, length: 0 }));
  if (twist === "moduleBeforePatterns") return ofModule.length > 0 ? ofModule : best(byPattern);
  if (twist === "patternsBeforeModule") return byPattern.length > 0 ? best(byPattern) : ofModule;
  return best([...byPattern, ...moduleGuards(catalog, path, twist)]);
}

function best(guards: readonly Guard[]): readonly Guard[] {
  const exact = guards.filter(({ isExact }) => isExact);
  const left = exact.length > 0 ? exact : guards;
  const longest = Math.max(...left.map(({ length }) => length));
  return left.filter(({ length }) => length === longest);
}

function patternGuards(catalog: Catalog, path: string, twist: Twist): readonly Guard[] {
  const guards: Guard[] = [];
  for (const { privilege, isImplied } of allPrivileges(catalog, twist))
    for (const pattern of privilege.patterns) {
      const cover = coverOf(pattern, path, twist);
      if (cover) guards.push({ privilege, isImplied, ...cover });
    }
  return guards;
}

function moduleGuards(catalog: Catalog, path: string, twist: Twist): readonly Guard[] {
  const guards: Guard[] = [];
  for (const privilege of catalog.privileges)
    for (const module of catalog.modules) {
      const cover = privilege.modules.includes(module.name)
        ? coverOf(`${baseOf(module)}*`, path, twist)
        : undefined;
      if (cover) guards.push({ privilege, isImplied: false, ...cover });
    }
  return guards;
}

/** How a pattern covers a path; undefined when it does not. */
function coverOf(
  stored: string,
  called: string,
  twist: Twist,
): Pick<Guard, "isExact" | "length"> | undefined {
  const isRooted = stored.startsWith("/");
  if (!isRooted && twist !== "slashIsAdded") return undefined;
  const fold = (text: string) => (twist === "caseIsIgnored" ? text.toLowerCase() : text);
  const pattern = fold(isRooted ? stored : `/${stored}`);
  const path = fold(called);
  const firstStar = pattern.indexOf("*");
  if (twist === "starAnywhere" && firstStar >= 0) {
    const parts = pattern.split("*").map((part) => part.replaceAll(/[^\w]/g, String.raw`\$&`));
    const covers = new RegExp(`^${parts.join(".*")}$`, "s").test(path);
    return covers ? { isExact: false, length: firstStar } : undefined;
  }
  if (pattern.endsWith("*")) {
    const prefix = pattern.slice(0, -1);
    const covers =
      path.startsWith(prefix) || (twist === "starCoversBarePath" && `${path}/` === prefix);
    return covers ? { isExact: false, length: prefix.length } : undefined;
  }
  const covers =
    path === pattern ||
    (twist === "exactCoversBothSlashes" && (`${path}/` === pattern || path === `${pattern}/`));
  // Where a final slash does not count, two patterns that differ by it are equally specific.
  return covers ? { isExact: true, length: path.length } : undefined;
}

function allPrivileges(
  catalog: Catalog,
  twist: Twist,
): readonly { readonly privilege: Privilege; readonly isImplied: boolean }[] {
  const { schema, objects, privileges } = catalog;
  const isRead = (name: string) =>
    privileges.some((one) => String(one.name) === name && one.patterns.length > 0);
  const all = privileges.map((privilege) => ({ privilege, isImplied: false }));
  const ofSchema = `oracle.dbtools.autorest.privilege.${schema.name}`;
  const rowOf = (name: string) => privileges.find((one) => String(one.name) === name);
  const schemaRow = rowOf(ofSchema);
  if (schema.autoRestAuth && schemaRow && !isRead(ofSchema)) {
    // Somebody has taken its pattern away.
    if (twist === "lostSchemaPrivilegeGuards")
      all.push({
        isImplied: false,
        privilege: product({ ...schemaRow, patterns: ["/metadata-catalog/*"] }),
      });
  } else if (schema.autoRestAuth && !schemaRow)
    all.push({
      isImplied: false,
      privilege: product({
        name: ofSchema,
        patterns: ["/metadata-catalog/*"],
        roles: [
          "oracle.dbtools.autorest.any.schema",
          `oracle.dbtools.role.autorest.${schema.name}`,
        ],
      }),
    });
  const areShown = objects.some(({ name }) => rowOf(`${ofSchema}.${name}`));
  for (const { name, alias, enabled, requiresAuthorization } of objects) {
    const ofObject = `${ofSchema}.${name}`;
    if (!enabled || !requiresAuthorization || isRead(ofObject)) continue;
    const row = rowOf(ofObject);
    const patterns = [`/${alias}/*`, `/metadata-catalog/${alias}/*`];
    const isLost = row !== undefined || areShown;
    if (isLost && twist !== "lostObjectPrivilegesGuard") continue;
    const made = {
      name: ofObject,
      patterns,
      roles: [
        "oracle.dbtools.autorest.any.schema",
        `oracle.dbtools.role.autorest.any.${schema.name}`,
        `oracle.dbtools.role.autorest.${schema.name}.${name}`,
      ],
    };
    all.push({ isImplied: !row, privilege: product(row ? { ...row, patterns } : made) });
  }
  return all;
}

function product(facts: {
  readonly name: string;
  readonly patterns: readonly string[];
  readonly roles: readonly string[];
}): Privilege {
  const nothing = { label: undefined, description: undefined, comments: undefined, modules: [] };
  return { ...nothing, ...facts } as unknown as Privilege;
}

// What a caller needs

function guardOutcome(question: Question, { privilege, isImplied }: Guard): Verdict {
  const { catalog, caller, twist } = question;
  const held = rolesOf(catalog, caller);
  if (caller.kind === "endUser") {
    const client = clientOf(catalog, caller.client);
    if (!client || client.grantType === "client_credentials") return "denied";
    if (!client.privileges.includes(privilege.name)) return "denied";
  }
  if (isImplied && twist === "impliedRolesAreOthers") return "denied";
  if (isImplied && twist === "impliedRolesAreMore" && held.some(isProductRole)) return "allowed";
  const hasRole = privilege.roles.some((role) => held.includes(role));
  const isRoleless = privilege.roles.length === 0 && !unread(catalog, "PRIVILEGE_ROLES");
  switch (caller.kind) {
    case "anonymous":
      return "denied";
    case "user":
      return isRoleless || hasRole ? "allowed" : rolesMissing(catalog, "PRIVILEGE_ROLES");
    case "client": {
      const client = clientOf(catalog, caller.name);
      if (!client) return "denied";
      if (client.grantType !== "client_credentials") return "unknown";
      if (isRoleless) {
        if (twist === "rolelessPasses") return "allowed";
        if (twist === "rolelessFails") return "denied";
        return client.privileges.includes(privilege.name) ? "allowed" : "denied";
      }
      return hasRole ? "allowed" : rolesMissing(catalog, "PRIVILEGE_ROLES", "CLIENT_ROLES");
    }
    case "endUser":
      return isRoleless || hasRole ? "allowed" : rolesMissing(catalog, "PRIVILEGE_ROLES");
    case "jwt": {
      const profile = catalog.jwtProfile;
      if (!profile) return "denied";
      if (profile.roleClaimName !== undefined)
        return isRoleless || hasRole ? "allowed" : rolesMissing(catalog, "PRIVILEGE_ROLES");
      if (caller.scopes.includes(privilege.name)) return "allowed";
      return isRoleless && twist === "rolelessPasses" ? "allowed" : "denied";
    }
    default:
      return assertNever(caller);
  }
}

/** The roles that a caller brings to a privilege that asks for one. */
function rolesOf(catalog: Catalog, caller: Caller): readonly string[] {
  switch (caller.kind) {
    case "anonymous":
      return [];
    case "user":
      return [...caller.roles, "SQL Developer"];
    case "client":
      return clientOf(catalog, caller.name)?.roles ?? [];
    case "endUser":
      return caller.roles;
    case "jwt":
      return catalog.jwtProfile?.roleClaimName === undefined ? [] : caller.roles;
    default:
      return assertNever(caller);
  }
}

/** REST-Enabled SQL asks for a role of the product; no privilege of the schema has a say. */
function sqlOutcome(catalog: Catalog, caller: Caller): Verdict {
  // By which name a scope or a client's list would have to name it is not known.
  const byScope =
    catalog.jwtProfile !== undefined && catalog.jwtProfile.roleClaimName === undefined;
  if (caller.kind === "jwt" && byScope) return "unknown";
  if (caller.kind === "endUser") {
    const client = clientOf(catalog, caller.client);
    if (!client || client.grantType === "client_credentials") return "denied";
    if (caller.roles.some((role) => role === "SQL Developer")) return "unknown";
  }
  if (caller.kind === "client") {
    const client = clientOf(catalog, caller.name);
    if (client && client.grantType !== "client_credentials") return "unknown";
  }
  if (rolesOf(catalog, caller).includes("SQL Developer")) return "allowed";
  return caller.kind === "client" && clientOf(catalog, caller.name)
    ? rolesMissing(catalog, "CLIENT_ROLES")
    : "denied";
}

function clientOf(catalog: Catalog, name: string): OAuthClient | undefined {
  return catalog.clients.find((client) => client.name === name);
}

function isProductRole(role: string): boolean {
  return role.startsWith("oracle.dbtools.");
}

/** A role that is not seen may be there where the view that would show it was not read. */
function rolesMissing(catalog: Catalog, ...views: readonly string[]): Verdict {
  return unread(catalog, ...views) ? "unknown" : "denied";
}

function unread({ problems }: Catalog, ...views: readonly string[]): boolean {
  return problems.some(
    ({ subject, severity }) =>
      severity === "problem" && views.includes(subject.replace(/^(?:USER|DBA)_ORDS_/, "")),
  );
}
