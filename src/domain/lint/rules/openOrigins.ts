import { nameInWords } from "../../access/nameInWords.ts";
import type { Module, OAuthClient } from "../../model/catalog.ts";
import type { Finding } from "../finding.ts";
import { fewInWords } from "../inWords.ts";
import { originFault, safeOrigins } from "../origins.ts";
import type { Rule } from "../rule.ts";
import { makeFinding } from "../makeFinding.ts";

/** Field problem 22: origins stand with the module and with the client ("origins `*` or `http:`" among the peers' rules). */
export const openOrigins: Rule = {
  id: "openOrigins",
  severity: "warning",
  title: "Origins too open",
  why: "The list says which pages may call from a browser. A star lets every page in, and a page over http: can be changed by anybody on its way.",
  check: ({ index: { catalog } }) => [
    ...catalog.modules.flatMap(ofModule),
    ...catalog.clients.flatMap(ofClient),
  ],
};

function ofModule({ name, originsAllowed }: Module): readonly Finding[] {
  const faults = faultsOf(originsAllowed);
  if (faults === undefined) return [];
  const origins = safeOrigins(originsAllowed);
  return [
    makeFinding(openOrigins, {
      subject: { kind: "module", name },
      message: `Module ${nameInWords(name)} may be called by pages from ${faults}.`,
      fixes: [
        {
          label: labelOf(origins),
          scaffold: "setModuleOrigins",
          arguments: { module: name, origins },
          complete: true,
        },
      ],
    }),
  ];
}

function ofClient({ name, originsAllowed }: OAuthClient): readonly Finding[] {
  const faults = faultsOf(originsAllowed);
  if (faults === undefined) return [];
  const origins = safeOrigins(originsAllowed);
  return [
    makeFinding(openOrigins, {
      subject: { kind: "client", name },
      message: `Client ${nameInWords(name)} may be used by pages from ${faults}.`,
      fixes: [
        {
          label: labelOf(origins),
          scaffold: "editClient",
          arguments: { client: name, origins },
          complete: true,
        },
      ],
    }),
  ];
}

function faultsOf(origins: readonly string[]): string | undefined {
  const faulty = origins.filter((one) => originFault(one) !== undefined);
  if (faulty.length === 0) return undefined;
  return fewInWords(
    faulty.map((one) => nameInWords(one) + (originFault(one) === "every" ? " (everywhere)" : "")),
  );
}

function labelOf(origins: readonly string[]): string {
  return origins.length === 0 ? "Allow no origin" : `Allow ${fewInWords(origins.map(nameInWords))}`;
}
