import type { LanguageContext } from "../../features/language/languageContext.ts";
import type { Session } from "../../features/sessions/sessions.ts";

/** What a script's connection knows, as far as it is open. */
export function contextOf(session: Session | undefined): LanguageContext {
  return {
    connection: session?.profile.name,
    catalog: session?.state.kind === "open" ? session.state.catalog : undefined,
  };
}
