import { isUserFacingError, UserFacingError } from "../../base/errors.ts";
import type { ConnectionProfile, ProfileId } from "../profiles/profile.ts";
import type { ProfileStore } from "../profiles/profileStore.ts";
import type { ConnectionTls } from "./connectionTls.ts";
import type { HttpClient } from "./httpClient.ts";

/**
 * An `HttpClient` that gives each connection its certificates, and only where they belong: at the server of that
 * connection. Whatever else is called goes as any other program would call it.
 */
export function createConnectionHttpClient(parts: ConnectionHttpClientParts): HttpClient {
  const { profiles, withTls } = parts;
  let plain: Promise<HttpClient> | undefined;
  const clients = new Map<string, Promise<HttpClient>>();
  const clientFor = (profile: ConnectionProfile, tls: ConnectionTls): Promise<HttpClient> => {
    const key = JSON.stringify([profile.id, tls]);
    const known = clients.get(key) ?? withTls({ profile: profile.id, tls });
    clients.set(key, known);
    return known;
  };
  return async (request, options = {}) => {
    const profile = profileFor(profiles, request.url, options.connection);
    const client = profile?.tls
      ? await clientFor(profile, profile.tls)
      : await (plain ??= parts.plain());
    try {
      return await client(request, options);
    } catch (error) {
      // One that is only being tried is not stored yet.
      const isNew = options.connection !== undefined && !profiles.get(options.connection);
      const id = profile?.id ?? (isNew ? options.connection : undefined);
      throw id === undefined ? error : withRemedy(error, id);
    }
  };
}

export interface ConnectionHttpClientParts {
  readonly profiles: Pick<ProfileStore, "get" | "list">;
  /** Makes the client for everybody, at the first call; it is kept. */
  readonly plain: () => Promise<HttpClient>;
  /** Makes the client for certificates; it is kept, too. */
  readonly withTls: (connection: {
    readonly profile: ProfileId;
    readonly tls: ConnectionTls;
  }) => Promise<HttpClient>;
}

/**
 * The connection whose server is called. Where nobody says which, that of the same server; of several the one that
 * checks most, since another one's choice not to check is not theirs.
 */
function profileFor(
  profiles: ConnectionHttpClientParts["profiles"],
  url: string,
  id: ProfileId | undefined,
): ConnectionProfile | undefined {
  if (!URL.canParse(url)) return undefined;
  const { origin } = new URL(url);
  const isThere = ({ baseUrl }: ConnectionProfile): boolean =>
    baseUrl !== undefined && new URL(baseUrl).origin === origin;
  if (id !== undefined) {
    const named = profiles.get(id);
    return named && isThere(named) ? named : undefined;
  }
  const [first, ...others] = profiles.list().filter(isThere);
  return others.find(({ tls }) => first?.tls?.check === "none" && tls?.check !== "none") ?? first;
}

/** Who cannot prove who they are, or is not believed, is told where that is set. */
function withRemedy(error: unknown, id: ProfileId): unknown {
  if (!isUserFacingError(error) || error.remedy) return error;
  if (error.code !== "tlsFailed" && error.code !== "certificateNotUsable") return error;
  const { code, message, why, cause } = error;
  return new UserFacingError({
    code,
    message,
    ...(why === undefined ? {} : { why }),
    remedy: { label: "Set certificates", action: "setCertificates", argument: id },
    cause,
  });
}
