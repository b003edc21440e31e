/** By what another extension says whose token it wants: scopes of an authentication session. */
export interface SessionScopes {
  /** Name or id of a connection; undefined: any. */
  readonly connection: string | undefined;
  readonly client: string | undefined;
}

/** Undefined for scopes that say something else, or one thing twice. */
export function parseSessionScopes(scopes: readonly string[]): SessionScopes | undefined {
  const connections = valuesOf(scopes, connectionPrefix);
  const clients = valuesOf(scopes, clientPrefix);
  const isAll = connections.length + clients.length === scopes.length;
  if (!isAll || connections.length > 1 || clients.length > 1) return undefined;
  return { connection: connections[0], client: clients[0] };
}

export function writeSessionScopes(connection: string, client: string): readonly string[] {
  return [`${connectionPrefix}${connection}`, `${clientPrefix}${client}`];
}

const connectionPrefix = "connection:";
const clientPrefix = "client:";

function valuesOf(scopes: readonly string[], prefix: string): readonly string[] {
  return scopes.flatMap((scope) => (scope.startsWith(prefix) ? [scope.slice(prefix.length)] : []));
}
