import { nameInWords } from "../../access/nameInWords.ts";
import { isBuiltInPrivilege } from "../../model/builtIns.ts";
import type { Privilege } from "../../model/catalog.ts";
import type { Finding } from "../finding.ts";
import { lacks, protectionViews } from "../lacks.ts";
import type { Rule } from "../rule.ts";
import { makeFinding } from "../makeFinding.ts";

/**
 * With a profile of scopes a scope is the name of a privilege (section D.2, field problem 25); scopes stand in one text,
 * with blanks between (RFC 6749, section 3.3).
 */
export const jwtScopeCannotName: Rule = {
  id: "jwtScopeCannotName",
  severity: "warning",
  title: "Privilege that no scope can name",
  why: "A token passes a privilege when one of its scopes is the privilege's name. A scope has no blanks, no quotes and no letters with accents, so a privilege with such a name lets no token pass.",
  check: ({ index: { catalog } }): readonly Finding[] => {
    const { jwtProfile, privileges } = catalog;
    if (!jwtProfile || jwtProfile.roleClaimName !== undefined) return [];
    if (lacks(catalog, "JWT_PROFILE", ...protectionViews)) return [];
    const protecting = privileges.filter(
      ({ name, patterns, modules }) =>
        !isBuiltInPrivilege(name) && patterns.length + modules.length > 0,
    );
    if (protecting.length === 0) return [noPrivilege()];
    const names = new Set<string>(privileges.map(({ name }) => name));
    return protecting.filter(({ name }) => !isScope(name)).map((one) => toUnnamed(one, names));
  },
};

function noPrivilege(): Finding {
  return makeFinding(jwtScopeCannotName, {
    subject: { kind: "jwtProfile" },
    severity: "information",
    message:
      "The JWT profile takes scopes for names of privileges, but the schema has no privilege that protects something: tokens open nothing.",
    fixes: [
      { label: "Create privilege", scaffold: "createPrivilege", arguments: {}, complete: false },
    ],
    assumptions: ["jwtScopeNamesPrivilege"],
  });
}

function toUnnamed({ name }: Privilege, names: ReadonlySet<string>): Finding {
  const newName = name
    .trim()
    .replaceAll(/\s+/g, ".")
    .replaceAll(/[^\x21\x23-\x5B\x5D-\x7E]/g, "_");
  const isFree = newName !== "" && !names.has(newName);
  return makeFinding(jwtScopeCannotName, {
    subject: { kind: "privilege", name },
    message: `No scope of a token can be ${nameInWords(name)}, so no token passes this privilege.`,
    fixes: [
      {
        label: isFree ? `Rename it to ${nameInWords(newName)}` : "Rename it",
        scaffold: "renamePrivilege",
        arguments: isFree ? { privilege: name, newName } : { privilege: name },
        complete: isFree,
      },
    ],
    assumptions: ["jwtScopeNamesPrivilege"],
  });
}

function isScope(text: string): boolean {
  return /^[\x21\x23-\x5B\x5D-\x7E]+$/.test(text);
}
