import { listInWords, nameInWords } from "../../access/nameInWords.ts";
import { isPlainAddress } from "../isPlainAddress.ts";
import type { Finding } from "../finding.ts";
import { completeFix, makeFinding } from "../makeFinding.ts";
import type { Rule } from "../rule.ts";

/** Origins `*` or `http:` (lint list of the peers; origins stand on the module, field problem 22). */
export const openOrigins: Rule = {
  id: "openOrigins",
  severity: "warning",
  title: "Origins too open",
  why: "A page of an allowed origin may call in the name of whoever looks at it. A star allows every page there is, and a page that came over http may have been changed on its way.",
  check: ({ index: { catalog } }) => [
    ...catalog.modules.flatMap(({ name, originsAllowed }): readonly Finding[] => {
      const bad = originsAllowed.filter(isOpen);
      if (bad.length === 0) return [];
      const kept = originsAllowed.filter((one) => !isOpen(one));
      return [
        makeFinding(openOrigins, {
          subject: { kind: "module", name },
          message: `Module ${nameInWords(name)} may be called from ${inWords(bad)}.`,
          fixes: [
            completeFix("Take them off the list", "setModuleOrigins", {
              module: name,
              origins: kept,
            }),
          ],
        }),
      ];
    }),
    ...catalog.clients.flatMap(({ name, originsAllowed }): readonly Finding[] => {
      const bad = originsAllowed.filter(isOpen);
      if (bad.length === 0) return [];
      return [
        makeFinding(openOrigins, {
          subject: { kind: "client", name },
          message: `Client ${nameInWords(name)} may be used from ${inWords(bad)}.`,
          fixes: [
            {
              label: "Change client",
              scaffold: "editClient",
              arguments: { client: name },
              complete: false,
            },
          ],
        }),
      ];
    }),
  ],
};

function isOpen(origin: string): boolean {
  return origin.includes("*") || isPlainAddress(origin);
}

function inWords(origins: readonly string[]): string {
  return listInWords(
    origins.map((one) => (one === "*" ? "every page (*)" : nameInWords(one))),
    "and",
  );
}
