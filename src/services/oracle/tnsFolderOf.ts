import { join } from "node:path";

/**
 * Where tnsnames.ora is looked for: where the setting says, else `TNS_ADMIN`, else the place under `ORACLE_HOME` where
 * Oracle's own programs look. The driver itself knows only the second.
 */
export function tnsFolderOf(
  setting: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
): string | undefined {
  const given = [setting, env["TNS_ADMIN"]].map((folder) => folder?.trim()).find(Boolean);
  if (given !== undefined) return given;
  const home = env["ORACLE_HOME"]?.trim();
  return home ? join(home, "network", "admin") : undefined;
}
