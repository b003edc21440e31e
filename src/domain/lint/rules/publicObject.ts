import { isWrite } from "../../access/isWrite.ts";
import { nameInWords } from "../../access/nameInWords.ts";
import type { Endpoint } from "../../access/endpoints.ts";
import { exposuresOf } from "../exposures.ts";
import type { Finding, FindingFix } from "../finding.ts";
import { callsInWords } from "../inWords.ts";
import { isGoodPattern } from "../patternMistakes.ts";
import type { Rule } from "../rule.ts";
import type { Catalog, EnabledObject } from "../../model/catalog.ts";
import { indexCatalog } from "../../model/catalogIndex.ts";
import { objectPrivilegeName } from "../../model/objectPrivilege.ts";
import { makeFinding } from "../makeFinding.ts";

/**
 * An AutoREST object that anybody can read and change (field problem 36; Oracle APEX, "Enabling Authorization for
 * REST-enabled Objects").
 */
export const publicObject: Rule = {
  id: "publicObject",
  severity: "error",
  title: "Public AutoREST object",
  why: "AutoREST offers all rows of a table for reading, inserting, changing and deleting, or a procedure for calling. Without authorization anybody can do that.",
  check: ({ index }) => {
    const { catalog } = index;
    const objects = new Map(catalog.objects.map((one) => [one.name, one]));
    return [...exposuresOf(index).objects].flatMap(([name, endpoints]): readonly Finding[] => {
      const object = objects.get(name);
      if (!object) return [];
      const writes = endpoints.filter(isWrite).length;
      return [
        makeFinding(publicObject, {
          subject: { kind: "object", name },
          severity: writes === 0 ? "warning" : "error",
          message: `${messageOf(object, endpoints)}${isLost(catalog, object) ? lostInWords : ""}`,
          fixes: [fixOf(catalog, object)].flat(),
          assumptions: [
            "noPrivilegeMeansPublic",
            "autoRestPaths",
            ...(isLost(catalog, object) ? (["autoRestPrivilegeNames"] as const) : []),
          ],
        }),
      ];
    });
  },
};

const lostInWords =
  " It asks for authorization, but its own privilege is gone or mapped to nothing.";

/** Whether the object asks for authorization, and yet nothing stands before it. */
function isLost({ schema, privileges }: Catalog, object: EnabledObject): boolean {
  if (!object.requiresAuthorization) return false;
  const own = objectPrivilegeName(schema.name, object.name);
  return !privileges.some(({ name, patterns }) => name === own && patterns.length > 0);
}

function messageOf({ type, name, alias }: EnabledObject, endpoints: readonly Endpoint[]): string {
  const object = `${type.toLowerCase()} ${nameInWords(name)}`;
  if (endpoints.length === 1) return `Anybody can call ${object} by ${callsInWords(endpoints)}.`;
  const writes = endpoints.filter(isWrite).length;
  return `Anybody can call ${endpoints.length} endpoints of ${object} below /${alias}/, of which ${writes} ${writes === 1 ? "writes" : "write"}.`;
}

function fixOf(
  catalog: Catalog,
  { name, alias, requiresAuthorization }: EnabledObject,
): FindingFix | readonly [] {
  const own = objectPrivilegeName(catalog.schema.name, name);
  const pattern = `/${alias}/*`;
  // Somebody has mapped the object's own privilege elsewhere, or taken its patterns away.
  if (!requiresAuthorization || !indexCatalog(catalog).privilegeByName(own)) {
    return {
      label: `Ask for authorization on ${nameInWords(name)}`,
      scaffold: "enableObject",
      arguments: { object: name, alias, authorization: "role" },
      complete: true,
    };
  }
  if (!isGoodPattern(catalog, pattern)) return [];
  return {
    label: `Map the object's privilege to ${nameInWords(pattern)}`,
    scaffold: "mapPrivilege",
    arguments: { privilege: own, how: "patterns", patterns: [pattern] },
    complete: true,
  };
}
