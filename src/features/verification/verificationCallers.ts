import type { Caller } from "../../domain/access/caller.ts";
import type { Catalog, OAuthClient } from "../../domain/model/catalog.ts";
import { clientName } from "../../domain/model/names.ts";
import type { ConnectionProfile } from "../../services/profiles/profile.ts";
import { hasLiveToken, type ClientState } from "../clients/clientState.ts";
import { databaseUser } from "../sessions/databaseUser.ts";
import type { CallerChoice } from "./verificationProtocol.ts";

/** Who can be played on the server, with what is needed to do so. */
export interface VerificationCaller {
  readonly key: string;
  readonly label: string;
  readonly note: string | undefined;
  /** Why it cannot be played; undefined when it can. */
  readonly refused: string | undefined;
  readonly caller: Caller;
  /** Of the caller "client". */
  readonly client: OAuthClient | undefined;
}

export interface CallerFacts {
  readonly catalog: Catalog;
  readonly profile: ConnectionProfile;
  readonly stateOf: (client: OAuthClient) => ClientState;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Nobody first, then each client, then the user of the connection. Only they can be played without asking anybody. */
export function verificationCallers(facts: CallerFacts): readonly VerificationCaller[] {
  return [
    {
      key: "anonymous",
      label: "Anonymous",
      note: "without a token",
      refused: undefined,
      caller: { kind: "anonymous" },
      client: undefined,
    },
    ...facts.catalog.clients.map((client) => playedClient(client, facts)),
    playedUser(facts.profile),
    ...(facts.catalog.jwtProfile ? [jwtCaller] : []),
  ];
}

/** The caller of a row's key, which a page may have remembered over a reload. */
export function playedBefore(key: string): Caller | undefined {
  if (key === "anonymous") return { kind: "anonymous" };
  if (key === "user") return { kind: "user", roles: [] };
  return key.startsWith("client ")
    ? { kind: "client", name: clientName(key.slice("client ".length)) }
    : undefined;
}

export function lacksSecret(client: OAuthClient, { stateOf, now }: CallerFacts): boolean {
  const state = stateOf(client);
  return state.hasSecret === false && !hasLiveToken(state, now);
}

export function toCallerChoice(caller: VerificationCaller, facts: CallerFacts): CallerChoice {
  const { key, label, note, refused, client } = caller;
  const lacks = client?.grantType === "client_credentials" && lacksSecret(client, facts);
  return { key, label, note, refused, lacksSecret: lacks };
}

const jwtCaller: VerificationCaller = {
  key: "jwt",
  label: "JWT",
  note: undefined,
  refused: "its tokens come from the issuer of the schema's JWT profile, not from ORDS",
  caller: { kind: "jwt", scopes: [], roles: [] },
  client: undefined,
};

function playedClient(client: OAuthClient, facts: CallerFacts): VerificationCaller {
  const base = {
    key: `client ${client.name}`,
    label: `Client ${client.name}`,
    note: undefined,
    client,
  };
  if (client.grantType !== "client_credentials") {
    return {
      ...base,
      refused: `uses the grant ${client.grantType}, for which a person signs in`,
      caller: { kind: "endUser", client: client.name, roles: [] },
    };
  }
  return {
    ...base,
    note: client.roles.length === 0 ? "has no role" : client.roles.join(", "),
    refused: lacksSecret(client, facts) ? "no secret stored" : undefined,
    caller: { kind: "client", name: client.name },
  };
}

function playedUser(profile: ConnectionProfile): VerificationCaller {
  return {
    key: "user",
    client: undefined,
    caller: { kind: "user", roles: [] },
    note: userNotes[profile.kind],
    ...databaseUser(profile),
  };
}

const userNotes: Readonly<Record<ConnectionProfile["kind"], string | undefined>> = {
  restSql: "by name and password, as this connection signs in",
  oracle: "the password of this connection is sent to ORDS",
  sqlDeveloper: undefined,
};
