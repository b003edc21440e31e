import { listInWords } from "../../../domain/access/nameInWords.ts";
import { sameSet } from "../../../domain/model/same.ts";
import type { Catalog, Privilege } from "../../../domain/model/catalog.ts";
import type { Change } from "../../../domain/model/change.ts";
import { moduleName, uriPattern } from "../../../domain/model/names.ts";
import { checkDescription, warning } from "../checks.ts";
import { createMissingRoles, toRoleNames } from "../newRoles.ts";
import { option, roleOptions } from "../options.ts";
import { privilegeModulesQuestion, privilegePatternsQuestion } from "../privilegeQuestions.ts";
import {
  listIn,
  optionalTextIn,
  textIn,
  type Answers,
  type Complaint,
  type Option,
} from "../question.ts";
import { optionalText, privilegeQuestion, rolesQuestion, warnWithoutRole } from "../questions.ts";
import type { Scaffold } from "../scaffold.ts";

/**
 * Shows what a privilege is now and lets each list be changed. DEFINE_PRIVILEGE replaces all that it is given and
 * empties what it is not (assumption `definePrivilegeReplacesLists`), so everything is given: what the person did not
 * touch as it stands in the catalog.
 */
export const editPrivilege: Scaffold = {
  id: "editPrivilege",
  title: "Change privilege",
  tabStops: [],
  questions: ({ catalog }, answers) => {
    const privilege = chosen(catalog, answers);
    return [
      privilegeQuestion(catalog, "Which privilege is changed?"),
      rolesQuestion(catalog, "Which roles may pass? One is enough", {
        options: rolesWith(catalog, privilege),
        initial: privilege?.roles ?? [],
        checkAll: (roles) => checkRoles(catalog, privilege, roles),
      }),
      privilegePatternsQuestion(catalog, privilege),
      privilegeModulesQuestion(catalog, privilege),
      optionalText("label", "Label of the privilege", {
        initial: privilege?.label ?? "",
        check: checkDescription,
      }),
      optionalText("description", "What does the privilege allow?", {
        initial: privilege?.description ?? "",
        check: checkDescription,
      }),
    ];
  },
  changes: ({ catalog }, answers) => {
    const privilege = chosen(catalog, answers);
    if (!privilege) return [];
    const roles = toRoleNames(listIn(answers, "roles"));
    const change: Change = {
      kind: "definePrivilege",
      name: privilege.name,
      roles,
      patterns: listIn(answers, "patterns").map(uriPattern),
      modules: listIn(answers, "modules").map(moduleName),
      label: optionalTextIn(answers, "label"),
      description: optionalTextIn(answers, "description"),
      comments: privilege.comments,
    };
    // A role that it asks for already exists, also where the catalog does not list it.
    const added = roles.filter((role) => !privilege.roles.includes(role));
    return isAsBefore(privilege, change) ? [] : [...createMissingRoles(catalog, added), change];
  },
};

function chosen(catalog: Catalog, answers: Answers): Privilege | undefined {
  const name = textIn(answers, "privilege");
  return catalog.privileges.find((privilege) => privilege.name === name);
}

/** A privilege can ask for a role that the catalog does not list; it must not be lost by that. */
function rolesWith(catalog: Catalog, privilege: Privilege | undefined): readonly Option[] {
  const known = roleOptions(catalog);
  const missing = (privilege?.roles ?? []).filter(
    (role) => !known.some(({ value }) => value === role),
  );
  return [...missing.map((role) => option(role, "the privilege asks for it")), ...known];
}

/** Who can pass today and cannot any more, as far as the catalog tells. */
function checkRoles(
  catalog: Catalog,
  privilege: Privilege | undefined,
  roles: readonly string[],
): Complaint | undefined {
  const had = new Set<string>(privilege?.roles ?? []);
  const has = new Set(roles);
  const losers = catalog.clients.filter(
    (client) =>
      client.roles.some((role) => had.has(role)) && !client.roles.some((role) => has.has(role)),
  );
  if (roles.length > 0 && had.size > 0 && losers.length > 0) {
    const names = listInWords(
      losers.map(({ name }) => `"${name}"`),
      "and",
    );
    return warning(`By these roles ${names} cannot pass any more.`);
  }
  return warnWithoutRole(roles);
}

function isAsBefore(
  old: Privilege,
  now: Extract<Change, { readonly kind: "definePrivilege" }>,
): boolean {
  return (
    sameSet<string>(old.roles, now.roles) &&
    sameSet<string>(old.patterns, now.patterns ?? []) &&
    sameSet<string>(old.modules, now.modules ?? []) &&
    old.label === now.label &&
    old.description === now.description
  );
}
