import { Secret } from "../../../src/base/secret.ts";
import type { Call } from "../record/bench.ts";
import { tokenCall } from "../record/createBench.ts";
import type { Experiment } from "../record/experiment.ts";
import { allHold, equals, given, hasStatus, httpOf, jsonOf, statusOf } from "../record/verdict.ts";
import type { Answers } from "../record/answer.ts";
import { own } from "../schema/ownNames.ts";

const client = own("token_client");
const form = { "content-type": "application/x-www-form-urlencoded" };

/** Status, headers and body of everything that can be wrong with a request for a token. */
export const whatDoesTheTokenEndpointRefuse: Experiment = {
  name: "whatDoesTheTokenEndpointRefuse",
  question: "What does the token endpoint answer to good and to wrong requests?",
  setUp: {
    changes: () => [],
    clients: [{ name: client, grantType: "client_credentials", privileges: [], roles: [] }],
  },
  ask: async (bench) => {
    await bench.token("a good request", client);
    if (bench.isPlainHttp) await bench.token("a good request over plain http", client);
    const known = bench.client(client);
    if (!known) return;
    const good = tokenCall(client, known);
    const wrong = new Secret("wrong-secret-of-the-tests");
    const ask = async (label: string, changes: Partial<Call>): Promise<unknown> =>
      await bench.call(label, { ...good, ...changes });
    const basic = (user: string, password: Secret, as: string): Partial<Call> => ({
      credential: { kind: "basic", user, password },
      as,
    });
    await ask("a wrong secret", basic(known.id, wrong, "the id with a wrong secret"));
    await ask("an unknown client", basic("no-such-client..", wrong, "a client that is unknown"));
    const { credential: _none, ...bare } = good;
    await bench.call("no credentials", { ...bare, as: "none" });
    await ask("no grant type", { body: "" });
    await ask("an unknown grant type", { body: "grant_type=no_such_grant" });
    await ask("the grant password", { body: "grant_type=password&username=a&password=b" });
    await ask("a grant of other clients", { body: "grant_type=authorization_code&code=no-code" });
    await ask("a body that is no form", {
      headers: { "content-type": "application/json" },
      body: '{"grant_type":"client_credentials"}',
    });
    await bench.call("GET", { path: "/oauth/token", as: "none" });
    await bench.call("credentials in the body", {
      method: "POST",
      path: "/oauth/token",
      headers: form,
      body: `grant_type=client_credentials&client_id=${encodeURIComponent(known.id)}&client_secret=${encodeURIComponent(known.secret.reveal())}`,
      as: "id and secret in the body",
    });
    const percent = (text: string): string => text.replaceAll(".", "%2E");
    const encoded = new Secret(percent(known.secret.reveal()));
    await ask(
      "percent-encoded credentials",
      basic(percent(known.id), encoded, "id and secret percent-encoded"),
    );
  },
  judgements: {
    tokenAnswerShape: (answers) => {
      const token = goodAnswer(answers);
      const names = token && Object.keys(token).toSorted().join(" ");
      return allHold(
        equals(names, "access_token expires_in token_type"),
        equals(token?.["token_type"], "bearer"),
      );
    },
    tokenShape: (answers) => {
      const token = goodAnswer(answers)?.["access_token"];
      return allHold(typeof token === "string" ? /^[\w-]{22}$/.test(token) : undefined);
    },
    defaultTokenLifetime: (answers) => {
      const lifetime = goodAnswer(answers)?.["expires_in"];
      // A server that says otherwise is within the assumption, too.
      return lifetime === 3600 ? "confirmed" : "notSettled";
    },
    basicCredentialsAreRaw: (answers) => allHold(hasStatus(answers, "a good request", 200)),
    encodedBasicIsAcceptedToo: (answers) =>
      whenGood(answers, hasStatus(answers, "percent-encoded credentials", 200)),
    bodyCredentialsAreRefused: (answers) => {
      const status = statusOf(answers, "credentials in the body");
      return whenGood(answers, status === undefined ? undefined : status >= 400);
    },
    wrongClientAnswers401: (answers) =>
      allHold(
        ...["a wrong secret", "an unknown client"].flatMap((label) => [
          hasStatus(answers, label, 401),
          isProblem(answers, label),
        ]),
      ),
    wrongGrantAnswers400: (answers) =>
      whenGood(
        answers,
        ...[
          "no grant type",
          "an unknown grant type",
          "the grant password",
          "a grant of other clients",
        ].flatMap((label) => [hasStatus(answers, label, 400), isProblem(answers, label)]),
      ),
    tokenEndpointNeedsHttps: (answers) => {
      const status = statusOf(answers, "a good request over plain http");
      // A server that gives a token has security.verifySSL=false, which is within the assumption.
      if (status === undefined || status === 200) return "notSettled";
      return status === 403 ? "confirmed" : "refuted";
    },
    tokenEndpointWantsPost: (answers) => allHold(hasStatus(answers, "GET", 405)),
  },
};

function goodAnswer(answers: Answers): Readonly<Record<string, unknown>> | undefined {
  return statusOf(answers, "a good request") === 200
    ? jsonOf(answers, "a good request")
    : undefined;
}

/** Refusals say something only where a good request is not refused as well. */
function whenGood(answers: Answers, ...observations: readonly (boolean | undefined)[]) {
  const good = hasStatus(answers, "a good request", 200);
  return allHold(...observations.map((one) => given(good, () => one)));
}

function isProblem(answers: Answers, label: string): boolean | undefined {
  const answer = httpOf(answers, label);
  return answer && (answer.headers["content-type"] ?? "").startsWith("application/problem+json");
}
