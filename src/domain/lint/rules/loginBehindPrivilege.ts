import { nameInWords } from "../../access/nameInWords.ts";
import { protectionOfRoute } from "../../access/protection.ts";
import type { Finding } from "../finding.ts";
import { makeFinding } from "../makeFinding.ts";
import type { Rule } from "../rule.ts";

const words: ReadonlySet<string> = new Set([
  "login",
  "signin",
  "sign-in",
  "logon",
  "register",
  "signup",
  "forgot-password",
  "health",
  "ping",
]);

/** Field problem 8: `/app/*` covers `/app/auth/login` as well. */
export const loginBehindPrivilege: Rule = {
  id: "loginBehindPrivilege",
  severity: "information",
  title: "Sign-in behind a privilege",
  why: "A star covers everything below it, also the path by which people sign in or a monitor looks whether the service lives. If callers have no token yet there, list exact patterns instead.",
  check: ({ index: { catalog, endpoints, protection } }) => {
    if (!protection.readable || !catalog.schema.enabled) return [];
    const handlers = endpoints.endpoints.filter(
      ({ kind, published }) => kind === "handler" && published,
    );
    return handlers.flatMap(({ method, path, ref }): readonly Finding[] => {
      const last = path.split("/").findLast((part) => part !== "") ?? "";
      if (!words.has(last.toLowerCase())) return [];
      const found = protectionOfRoute(protection, path);
      const by =
        found.kind === "protected" ? found.by.find((one) => one.pattern.wildcard) : undefined;
      if (!by) return [];
      return [
        makeFinding(loginBehindPrivilege, {
          subject: ref,
          message: `${method} ${nameInWords(path)} asks for a token, because ${nameInWords(by.pattern.text)} of privilege ${nameInWords(by.privilege.name)} covers it.`,
          assumptions: ["wildcardCoversAllBelow"],
        }),
      ];
    });
  },
};
