import type { JwtApp } from "../jwt/checkJwtOf.ts";
import type { App } from "../app.ts";
import { chooseSession } from "./chooseSession.ts";
import type { CommandTable } from "./commandIds.ts";
import { parseCommandTarget } from "./commandTarget.ts";

/** Tokens of another issuer. */
export function jwtCommands(app: JwtApp & Pick<App, "sessions">) {
  return {
    "ordsSecurity.checkJwt": async (argument) => {
      const session = await chooseSession(app.sessions, parseCommandTarget(argument).profile);
      // Not needed before the first token.
      const { checkJwtOf } = await import("../jwt/checkJwtOf.ts");
      await checkJwtOf(app, session);
    },
  } satisfies Partial<CommandTable>;
}
