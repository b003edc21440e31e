import { nameInWords } from "../../access/nameInWords.ts";
import type { Finding, FindingFix } from "../finding.ts";
import { fewInWords } from "../inWords.ts";
import type { OAuthClient } from "../../model/catalog.ts";
import type { Rule } from "../rule.ts";
import { makeFinding } from "../makeFinding.ts";

/**
 * Field problem 34 and the peers' "long token duration": an access token longer than a day, a refresh token longer than
 * ninety, a code longer than ten minutes (RFC 6749, section 4.1.2).
 */
export const longTokens: Rule = {
  id: "longTokens",
  severity: "warning",
  title: "Long-lived tokens",
  why: "Whoever finds a token can use it until it expires. A client that needs a new one gets it within a moment.",
  check: ({ index: { catalog } }) =>
    catalog.clients.flatMap((client): readonly Finding[] => {
      const long = limits.filter(({ of, seconds }) => (client[of] ?? 0) > seconds);
      if (long.length === 0) return [];
      const facts = long.map(({ of, called }) => `${called} ${durationInWords(client[of] ?? 0)}`);
      return [
        makeFinding(longTokens, {
          subject: { kind: "client", name: client.name },
          message: `Of client ${nameInWords(client.name)} ${fewInWords(facts)}.`,
          fixes: [fixOf(client, long)],
          assumptions: ["defaultTokenLifetime"],
        }),
      ];
    }),
};

interface Limit {
  readonly of: "tokenDuration" | "refreshDuration" | "codeDuration";
  readonly called: string;
  readonly seconds: number;
  readonly answer: "token" | "refresh" | "code";
  /** What the server takes when nothing is said (section A.3). */
  readonly usual: string;
}

const day = 24 * 60 * 60;
const limits: readonly Limit[] = [
  {
    of: "tokenDuration",
    called: "an access token lasts",
    seconds: day,
    answer: "token",
    usual: "3600",
  },
  {
    of: "refreshDuration",
    called: "a refresh token lasts",
    seconds: 90 * day,
    answer: "refresh",
    usual: "86400",
  },
  { of: "codeDuration", called: "a code lasts", seconds: 600, answer: "code", usual: "300" },
];

function fixOf({ name, grantType }: OAuthClient, long: readonly Limit[]): FindingFix {
  // Only where people sign in is there a refresh token or a code to ask about.
  const asked = long.filter(
    ({ answer }) => answer === "token" || grantType === "authorization_code",
  );
  return {
    label: "Shorten the durations",
    scaffold: "setTokenDurations",
    arguments: {
      client: name,
      ...Object.fromEntries(asked.map(({ answer, usual }) => [answer, usual])),
    },
    complete: asked.length === long.length,
  };
}

function durationInWords(seconds: number): string {
  const [count, unit] =
    seconds >= 2 * day
      ? [Math.round(seconds / day), "days"]
      : seconds >= 7200
        ? [Math.round(seconds / 3600), "hours"]
        : [Math.round(seconds / 60), "minutes"];
  return `${count.toLocaleString("en")} ${unit}`;
}
