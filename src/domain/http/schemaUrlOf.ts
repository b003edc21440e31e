/** What of a connection says where its schema is published. */
export interface PublishedAt {
  /** Up to and including `/ords`, without a final slash; undefined when it is not known where ORDS is. */
  readonly baseUrl: string | undefined;
  readonly alias: string | undefined;
  /** The schema that is looked at in place of the connection's own. */
  readonly otherSchema: { readonly alias: string | undefined } | undefined;
}

/**
 * `https://host/ords/alias`: the root that the patterns of privileges are relative to (ORDS Developer's Guide,
 * ORDS.ENABLE_SCHEMA, `p_url_mapping_pattern`). Undefined when the address of ORDS or the alias is not known.
 */
export function schemaUrlOf({ baseUrl, alias, otherSchema }: PublishedAt): string | undefined {
  const segment = otherSchema ? otherSchema.alias : alias;
  if (baseUrl === undefined || segment === undefined) return undefined;
  return `${baseUrl}/${encodeURIComponent(segment)}`;
}

/** Where the tokens of the schema's clients come from; undefined as above. */
export function tokenUrlOf(place: PublishedAt): string | undefined {
  const schemaUrl = schemaUrlOf(place);
  return schemaUrl && `${schemaUrl}/oauth/token`;
}
