import type { DatabaseAddress } from "../../domain/database/databaseAddress.ts";
import { findTnsAlias, readTnsNames } from "./readTnsNames.ts";

/**
 * A name in tnsnames.ora as the descriptor that stands there. The driver would look it up itself, but finds none of the
 * names as soon as one entry of the file is faulty. A name that is not found goes to the driver as it is, whose error
 * says so.
 */
export async function resolveTnsAlias(
  address: DatabaseAddress,
  tnsFolder: string | undefined,
): Promise<DatabaseAddress> {
  if (address.kind !== "tnsAlias") return address;
  const folder = address.folder ?? tnsFolder;
  if (folder === undefined) return address;
  const { aliases } = await readTnsNames(folder);
  const text = findTnsAlias(aliases, address.alias)?.descriptor;
  return text === undefined ? address : { kind: "connectString", text };
}
