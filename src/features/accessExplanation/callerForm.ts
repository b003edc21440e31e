import { assertNever } from "../../base/assertNever.ts";
import type { Caller } from "../../domain/access/caller.ts";
import { nameInWords } from "../../domain/access/nameInWords.ts";
import type { Catalog, OAuthClient } from "../../domain/model/catalog.ts";
import { clientName, roleName } from "../../domain/model/names.ts";
import type { CallerOption, CredentialField } from "./accessExplanationProtocol.ts";
import { emptyCaller, type CallerDraft } from "./questionDraft.ts";

/** Who the form says is calling; undefined while nobody is chosen. */
export function callerOf(draft: CallerDraft, catalog: Catalog): Caller | undefined {
  const roles = draft.roles.map(roleName);
  switch (draft.kind) {
    case "none":
      return undefined;
    case "anonymous":
      return { kind: "anonymous" };
    case "user":
      return { kind: "user", roles };
    case "client":
      return actsForPeople(clientIn(catalog, draft.client))
        ? { kind: "endUser", client: clientName(draft.client), roles }
        : { kind: "client", name: clientName(draft.client) };
    case "jwt":
      return claimsRoles(catalog)
        ? { kind: "jwt", scopes: [], roles }
        : { kind: "jwt", scopes: draft.scopes, roles: [] };
    default:
      return assertNever(draft.kind);
  }
}

/** The form for a caller. */
export function draftOfCaller(caller: Caller): CallerDraft {
  switch (caller.kind) {
    case "anonymous":
      return emptyCaller;
    case "client":
      return { ...emptyCaller, kind: "client", client: caller.name };
    case "endUser":
      return { ...emptyCaller, kind: "client", client: caller.client, roles: caller.roles };
    case "user":
      return { ...emptyCaller, kind: "user", roles: caller.roles };
    case "jwt":
      return { ...emptyCaller, kind: "jwt", scopes: caller.scopes, roles: caller.roles };
    default:
      return assertNever(caller);
  }
}

/** Everybody who can be chosen. What is chosen stays, although the schema may not be known now, or know it no more. */
export function callerOptions(
  draft: CallerDraft,
  catalog: Catalog | undefined,
): readonly CallerOption[] {
  const clients = catalog?.clients ?? [];
  const isMissing = draft.kind === "client" && !clients.some(({ name }) => name === draft.client);
  const issuer = catalog?.jwtProfile?.issuer;
  return [
    ...(draft.kind === "none" ? [option({ kind: "none" }, "Choose a caller")] : []),
    option({ kind: "anonymous" }, "Anybody, without a token"),
    ...(isMissing
      ? [option({ kind: "client", client: draft.client }, missingClient(draft, catalog))]
      : []),
    ...clients.map((client) => option({ kind: "client", client: client.name }, labelOf(client))),
    option({ kind: "user" }, "A database user, by name and password"),
    option(
      { kind: "jwt" },
      issuer === undefined ? "A JWT of another issuer" : `A JWT of ${nameInWords(issuer)}`,
    ),
  ];
}

/** What the chosen caller brings besides its name; undefined when nothing can be chosen about it. */
export function credentialField(
  draft: CallerDraft,
  catalog: Catalog | undefined,
): CredentialField | undefined {
  switch (draft.kind) {
    case "user":
      return rolesField(draft, catalog, {
        label: "Roles of the user",
        hint: "Besides the role SQL Developer, which every database user has.",
      });
    case "client":
      return actsForPeople(clientIn(catalog, draft.client))
        ? rolesField(draft, catalog, {
            label: "Roles of the person",
            hint: "For this client a person signs in: what counts are the person's roles.",
          })
        : undefined;
    case "jwt":
      return claimsRoles(catalog)
        ? rolesField(draft, catalog, {
            label: "Roles in the token",
            hint: `As its claim ${catalog?.jwtProfile?.roleClaimName ?? ""} has them.`,
          })
        : {
            of: "scopes",
            label: "Scopes of the token",
            hint: "A scope has to be the name of a privilege.",
            offered: remaining(
              catalog?.privileges.map(({ name }) => name),
              draft.scopes,
            ),
          };
    case "none":
    case "anonymous":
      return undefined;
    default:
      return assertNever(draft.kind);
  }
}

/** What about the chosen caller the person should know. */
export function callerNote(draft: CallerDraft, catalog: Catalog | undefined): string | undefined {
  if (!catalog) return undefined;
  if (draft.kind === "client" && !clientIn(catalog, draft.client)) {
    return `The schema has no client ${nameInWords(draft.client)}.`;
  }
  if (draft.kind === "jwt" && !catalog.jwtProfile) {
    return "The schema has no JWT profile, so it accepts tokens of its own clients only.";
  }
  return undefined;
}

function option(caller: Partial<CallerOption["caller"]>, label: string): CallerOption {
  return { caller: { kind: "anonymous", client: "", ...caller }, label };
}

function labelOf(client: OAuthClient): string {
  const name = `client ${nameInWords(client.name)}`;
  return actsForPeople(client) ? `A person through ${name}` : `C${name.slice(1)}`;
}

function missingClient({ client }: CallerDraft, catalog: Catalog | undefined): string {
  return `Client ${nameInWords(client)}${catalog ? " (not in the schema)" : ""}`;
}

/** Grants with a redirect, for which a person signs in and consents. */
function actsForPeople(client: OAuthClient | undefined): boolean {
  return client !== undefined && client.grantType !== "client_credentials";
}

function clientIn(catalog: Catalog | undefined, name: string): OAuthClient | undefined {
  return catalog?.clients.find((one) => one.name === name);
}

/** Else the scopes of a token name privileges (assumption `jwtScopeNamesPrivilege`). */
function claimsRoles(catalog: Catalog | undefined): boolean {
  return catalog?.jwtProfile?.roleClaimName !== undefined;
}

function rolesField(
  draft: CallerDraft,
  catalog: Catalog | undefined,
  words: Pick<CredentialField, "label" | "hint">,
): CredentialField {
  // What the schema itself has defined is what its privileges mostly ask for.
  const roles = (catalog?.roles ?? []).toSorted((a, b) => Number(a.builtIn) - Number(b.builtIn));
  const offered = remaining(
    roles.map(({ name }) => name),
    draft.roles,
  );
  return { of: "roles", ...words, offered };
}

const mostOffered = 200;

function remaining(names: readonly string[] = [], chosen: readonly string[]): readonly string[] {
  return names.filter((one) => !chosen.includes(one)).slice(0, mostOffered);
}
