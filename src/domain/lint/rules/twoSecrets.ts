import { nameInWords } from "../../access/nameInWords.ts";
import type { SecretDates } from "../../model/catalog.ts";
import type { Finding } from "../finding.ts";
import type { Rule } from "../rule.ts";
import { makeFinding } from "../makeFinding.ts";

/** Both slots are taken for longer than a rotation needs ("both secret slots active too long" among the peers' rules). */
export const twoSecrets: Rule = {
  id: "twoSecrets",
  severity: "warning",
  title: "Two secrets for long",
  why: "Two secrets are for the time of a rotation: until everybody has the new one. As long as the old one is not revoked, whoever has found it can use it.",
  check: ({ index: { catalog }, now }) =>
    catalog.clients.flatMap(({ name, grantType, secretsIssuedOn }): readonly Finding[] => {
      const days =
        secretsIssuedOn && grantType !== "implicit" ? daysOfBoth(secretsIssuedOn, now) : 0;
      if (days <= longest) return [];
      return [
        makeFinding(twoSecrets, {
          subject: { kind: "client", name },
          message: `Client ${nameInWords(name)} has had two secrets for more than ${longest} days: revoke the older one.`,
          assumptions: ["twoSecretSlots", "secondSlotColumns"],
        }),
      ];
    }),
};

const longest = 30;
const day = 24 * 60 * 60 * 1000;

/** How long both have been there; zero where the dates cannot be read. The database's clock is taken for UTC. */
function daysOfBoth({ first, second }: SecretDates, now: number): number {
  if (first === undefined || second === undefined) return 0;
  const newer = Math.max(timeOf(first), timeOf(second));
  return Number.isNaN(newer) ? 0 : (now - newer) / day;
}

function timeOf(text: string): number {
  return /^\d{4}-\d\d-\d\dT/.test(text) ? Date.parse(`${text.slice(0, 19)}Z`) : Number.NaN;
}
