import type { ScaffoldContext } from "../../features/scaffold/scaffold.ts";
import { type Dialect, dialectFor } from "../../plsql/dialect.ts";
import type { ChosenSession } from "./chooseSession.ts";

/** The catalog of a session and the dialect that scripts speak there: that of the release, unless the setting says another. */
export function scaffoldContext(
  { profile, catalog }: ChosenSession,
  wanted: "auto" | Dialect["api"],
): ScaffoldContext {
  const dialect = dialectFor(catalog.release, profile.otherSchema?.name);
  return { catalog, dialect: wanted === "auto" ? dialect : { ...dialect, api: wanted } };
}
