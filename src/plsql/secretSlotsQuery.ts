import type { CatalogScope } from "./catalogQueries.ts";
import { sql, type SqlText } from "./quote.ts";

/**
 * When the secrets of one client were issued, slot by slot, by the bind `name`, and `schema` for an administrator. Not
 * part of a catalog: only releases since 25.1 have the columns (assumption `secondSlotColumns`), and only a rotation
 * asks.
 */
export const secretSlotsQuery: Readonly<Record<CatalogScope, SqlText>> = {
  own: sql`select client_secret_issued_on, client_secret_2_issued_on from user_ords_clients where name = :name`,
  otherSchema: sql`select c.client_secret_issued_on, c.client_secret_2_issued_on from dba_ords_clients c join dba_ords_schemas s on s.id = c.schema_id where s.parsing_schema = :schema and c.name = :name`,
};
