import type { Answer, Answers } from "./answer.ts";

/** The answers with long bodies cut, for a file: a page for signing in has hundreds of kilobytes. */
export function shortened(answers: Answers): Answers {
  return Object.fromEntries(
    Object.entries(answers).map(([label, answer]) => [label, shortenedAnswer(answer)]),
  );
}

function shortenedAnswer(answer: Answer): Answer {
  if (answer.kind !== "http") return answer;
  const { body, headers } = answer;
  const limit = (headers["content-type"] ?? "").includes("html") ? longest.html : longest.other;
  if (body.length <= limit) return answer;
  return {
    ...answer,
    body: `${body.slice(0, limit)}… and ${body.length - limit} characters more`,
  };
}

/** What tells anything stands at the beginning. */
const longest = { html: 2000, other: 20_000 };
