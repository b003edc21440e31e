/** A member of the packages that ORDS_SECURITY takes its records and constants from. */
export interface RecordMember {
  readonly name: string;
  readonly kind: "type" | "function" | "constant";
  readonly does: string;
}

/** As the examples of ORDS_SECURITY use them (since 24.4). */
export const recordMembers: Readonly<
  Record<"ORDS_TYPES" | "ORDS_CONSTANTS", readonly RecordMember[]>
> = {
  ORDS_TYPES: [
    {
      name: "T_CLIENT_CREDENTIALS",
      kind: "type",
      does: "What registering a client or rotating its secret gives: client_key and client_secret.",
    },
    {
      name: "T_CLIENT_KEY",
      kind: "type",
      does: "Says which client is meant, by one of id, name and client_id.",
    },
    {
      name: "T_CLIENT_SECRET",
      kind: "type",
      does: "A secret of a client: secret, slot, stored and issued_on.",
    },
    {
      name: "OAUTH_CLIENT_SECRET",
      kind: "function",
      does: "Makes a secret record. Without arguments ORDS makes the secret; p_secret gives one of your own.",
    },
    {
      name: "OAUTH_CLIENT_KEY",
      kind: "function",
      does: "Makes a key record that says which client is meant.",
    },
  ],
  ORDS_CONSTANTS: [
    {
      name: "OAUTH_CLIENT_SECRET_SKIP",
      kind: "constant",
      does: "For p_client_secret: the client is registered without a secret.",
    },
    {
      name: "OAUTH_CLIENT_SECRET_DEFAULT",
      kind: "constant",
      does: "For p_filter: the oldest secret of the client.",
    },
  ],
};
