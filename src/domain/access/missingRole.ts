import type { OAuthClient, Privilege } from "../model/catalog.ts";
import type { ClientName, RoleName } from "../model/names.ts";
import type { AccessIndex } from "./accessIndex.ts";
import type { AssumptionId } from "./assumptions.ts";
import type { Diagnosis, Fix } from "./diagnosis.ts";
import { isKnownRole } from "./knownRoles.ts";
import { nameInWords } from "./nameInWords.ts";
import type { Protector } from "./protection.ts";
import { rolesToOffer } from "./rolesToOffer.ts";
import { findSimilarName } from "./similarName.ts";

/** A client that lacks the role, and what is said of it already. */
export interface Lack extends Pick<Diagnosis, "details" | "assumptions"> {
  readonly client: ClientName;
  readonly sentence: string;
}

/**
 * What is wrong when a client lacks the role that a privilege asks for: the role does not exist, is spelled otherwise
 * than the one that was granted, or was never granted.
 */
export function diagnoseMissingRole(
  index: AccessIndex,
  privilege: Privilege,
  lack: Lack,
): Diagnosis {
  const { client, sentence } = lack;
  const held = index.clients.get(client)?.roles ?? [];
  const role = roleToGrant(index, privilege, held);
  const assumptions: AssumptionId[] = [...lack.assumptions, "tokenWithoutRoleAnswers401"];
  if (role === undefined) return { ...lack, sentence, fix: undefined, assumptions };
  if (!isKnownRole(index, role)) {
    return {
      sentence,
      details: [`Role ${nameInWords(role)} does not exist in the schema yet.`, ...lack.details],
      fix: createRole(role),
      assumptions,
    };
  }
  const details = [...lack.details];
  const alike = findSimilarName(role, held);
  if (alike !== undefined) {
    assumptions.push("rolesAreExactText");
    details.unshift(
      `The client has role ${JSON.stringify(alike)}, the privilege asks for ${JSON.stringify(role)}: two different roles.`,
    );
  } else if (index.clients.get(client)?.privileges.includes(privilege.name)) {
    details.unshift("The client lists the privilege, but that does not replace the role.");
  }
  return { sentence, details, fix: grantRole(client, role), assumptions };
}

/** Nobody can call yet: the next step is a client, or the role for the only one there is. */
export function fixNobodyMay(index: AccessIndex, by: readonly Protector[]): Fix | undefined {
  const [protector] = by;
  const role = protector && roleToGrant(index, protector.privilege, []);
  if (!protector || role === undefined) return undefined;
  if (!isKnownRole(index, role)) return createRole(role);
  const clients = machineClients(index);
  const [only] = clients;
  if (only && clients.length === 1) return grantRole(only.name, role);
  if (only) return undefined;
  return {
    label: "Register a client",
    scaffold: "registerClient",
    arguments: { roles: [role], privileges: [protector.privilege.name] },
  };
}

function machineClients(index: AccessIndex): readonly OAuthClient[] {
  return index.catalog.clients.filter((one) => one.grantType === "client_credentials");
}

/** The role that was probably meant: one that is spelled like a held one, else the first that would be offered. */
function roleToGrant(
  index: AccessIndex,
  privilege: Privilege,
  held: readonly RoleName[],
): RoleName | undefined {
  return (
    privilege.roles.find((role) => findSimilarName(role, held) !== undefined) ??
    rolesToOffer(index, privilege)[0]
  );
}

/** Opens the scaffold with both answers given. */
export function grantRole(client: string, role: string): Fix {
  return {
    label: `Grant role ${nameInWords(role)} to ${nameInWords(client)}`,
    scaffold: "grantRole",
    arguments: { client, roles: [role] },
  };
}

function createRole(role: string): Fix {
  return {
    label: `Create role ${nameInWords(role)}`,
    scaffold: "createRole",
    arguments: { name: role },
  };
}
