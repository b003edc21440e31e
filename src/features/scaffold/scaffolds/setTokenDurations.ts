import type { OAuthClient } from "../../../domain/model/catalog.ts";
import { checkSeconds, warning } from "../checks.ts";
import { clientUpdate } from "../clientUpdate.ts";
import { textIn, type Answers, type Question, type TextQuestion } from "../question.ts";
import { clientQuestion, optionalText } from "../questions.ts";
import type { Scaffold, ScaffoldContext } from "../scaffold.ts";

/** All three durations are replaced by one call, so those of now are read first. */
export const setTokenDurations: Scaffold = {
  id: "setTokenDurations",
  title: "Set token durations of client",
  tabStops: [],
  questions: (context, answers) => {
    const client = chosen(context, answers);
    return [
      clientQuestion(context.catalog, "Of which client do tokens last longer or shorter?"),
      withRelease(context, seconds("token", "Seconds that a token lasts", client?.tokenDuration)),
      ...(client?.grantType === "authorization_code"
        ? [
            seconds("refresh", "Seconds that a refresh token lasts", client.refreshDuration),
            seconds("code", "Seconds that an authorization code lasts", client.codeDuration),
          ]
        : []),
    ];
  },
  changes: (context, answers) => {
    const client = chosen(context, answers);
    if (!client) return [];
    const { name } = client;
    const withPerson = client.grantType === "authorization_code";
    const durations = {
      tokenDuration: secondsIn(answers, "token"),
      // What was not asked for stays.
      refreshDuration: withPerson
        ? secondsIn(answers, "refresh")
        : (client.refreshDuration ?? null),
      codeDuration: withPerson ? secondsIn(answers, "code") : (client.codeDuration ?? null),
    };
    const isAsBefore =
      durations.tokenDuration === (client.tokenDuration ?? null) &&
      durations.refreshDuration === (client.refreshDuration ?? null) &&
      durations.codeDuration === (client.codeDuration ?? null);
    if (isAsBefore) return [];
    // OAUTH has no call for the durations alone.
    return context.dialect.api === "oauth"
      ? [clientUpdate(client, withoutNull(durations), context.dialect)]
      : [{ kind: "updateClientTokenDuration", name, ...durations }];
  },
};

function withoutNull(
  durations: Readonly<Record<Duration, number | null>>,
): Pick<OAuthClient, Duration> {
  const { tokenDuration, refreshDuration, codeDuration } = durations;
  return {
    tokenDuration: tokenDuration ?? undefined,
    refreshDuration: refreshDuration ?? undefined,
    codeDuration: codeDuration ?? undefined,
  };
}

type Duration = "tokenDuration" | "refreshDuration" | "codeDuration";

function chosen({ catalog }: ScaffoldContext, answers: Answers): OAuthClient | undefined {
  const name = textIn(answers, "client");
  return catalog.clients.find((client) => client.name === name);
}

/** Releases that show no durations do not take them either (assumption `durationColumns`). */
function withRelease({ catalog: { release } }: ScaffoldContext, question: TextQuestion): Question {
  if (release.hasOrdsSecurity || release.major >= 24) return question;
  const late = warning(
    `Durations of a client came with ORDS 24.1, as far as is known; this schema is on ${release.text}.`,
  );
  return { ...question, check: (text) => question.check(text) ?? late };
}

function seconds(id: string, prompt: string, now: number | undefined): TextQuestion {
  return optionalText(id, prompt, {
    placeholder: "Empty: as the server has it",
    initial: now === undefined ? "" : String(now),
    check: checkSeconds,
  });
}

function secondsIn(answers: Answers, id: string): number | null {
  const text = textIn(answers, id).trim();
  return text === "" ? null : Number(text);
}
