import { clientSecretBind } from "../../plsql/changeCalls/registerClientCall.ts";
import type { CallSite } from "../../plsql/procedureCall.ts";
import type { ScriptContext } from "./scriptContext.ts";
import { inCaseOf } from "./scriptEdits.ts";

/** Names of binds for secrets that the script does not have yet: `client_secret`, `client_secret_2` … */
export function createSecretBinds({ text }: ScriptContext): () => string {
  const used = new Set(
    [...text.matchAll(/:(client_secret(?:_\d+)?)\b/gi)].map(([, name = ""]) => name.toLowerCase()),
  );
  return () => {
    let name: string = clientSecretBind;
    for (let i = 2; used.has(name); i += 1) name = `${clientSecretBind}_${i}`;
    used.add(name);
    return `:${name}`;
  };
}

/** The expression of a supplied secret, as the scaffolds write it. */
export function suppliedSecret(context: ScriptContext, site: CallSite, bind: string): string {
  return `${inCaseOf(context, site, "ORDS_TYPES.OAUTH_CLIENT_SECRET")}(p_secret => ${bind})`;
}
