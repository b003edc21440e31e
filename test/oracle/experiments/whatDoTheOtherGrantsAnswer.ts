import type { Call } from "../record/bench.ts";
import { tokenCall } from "../record/createBench.ts";
import type { Experiment } from "../record/experiment.ts";
import { allHold, given, statusOf } from "../record/verdict.ts";
import { own } from "../schema/ownNames.ts";

const clients = {
  code: own("grant_code"),
  implicit: own("grant_implicit"),
};

/**
 * The first steps of the grants with a person in them, and made-up codes and refresh tokens. That a code is used twice,
 * and how a refresh token is changed for a new one, needs somebody who signs in and approves: a person at a browser.
 */
export const whatDoTheOtherGrantsAnswer: Experiment = {
  name: "whatDoTheOtherGrantsAnswer",
  question: "What do the grants with a person in them answer: codes, refresh tokens, state, PKCE?",
  setUp: {
    changes: () => [],
    clients: [
      { name: clients.code, grantType: "authorization_code", privileges: [], roles: [] },
      { name: clients.implicit, grantType: "implicit", privileges: [], roles: [] },
    ],
  },
  ask: async (bench) => {
    const { user, password } = bench;
    const asUser: Partial<Call> = {
      credential: { kind: "basic", user, password },
      as: "the schema's user",
    };
    const code = bench.client(clients.code);
    const implicit = bench.client(clients.implicit);
    const authorize = (id: string, query: string): Call => ({
      path: `/oauth/auth?client_id=${encodeURIComponent(id)}&${query}`,
      headers: { accept: "text/html" },
    });
    await bench.call(
      "an unknown client",
      authorize("no-such-client..", "response_type=code&state=s1"),
    );
    if (code) {
      const challenge =
        "code_challenge=E9Melhoa2OwvFrEMTJguCHaoeGhw3GTWbzwiCnDZ4RU&code_challenge_method=S256";
      await bench.call("nobody signed in", authorize(code.id, "response_type=code&state=s1"));
      await bench.call("without state", authorize(code.id, "response_type=code"));
      await bench.call("an unknown response type", authorize(code.id, "response_type=no&state=s1"));
      await bench.call("with PKCE", authorize(code.id, `response_type=code&state=s1&${challenge}`));
      await bench.call("signed in by a password", {
        ...authorize(code.id, "response_type=code&state=s1"),
        ...asUser,
      });
      await bench.call("signed in, without state", {
        ...authorize(code.id, "response_type=code"),
        ...asUser,
      });
      const token = tokenCall(clients.code, code);
      await bench.call("a made-up code", {
        ...token,
        body: "grant_type=authorization_code&code=AAAAAAAAAAAAAAAAAAAAAA",
      });
      await bench.call("a made-up refresh token", {
        ...token,
        body: "grant_type=refresh_token&refresh_token=AAAAAAAAAAAAAAAAAAAAAA",
      });
      await bench.call("the grant of another kind of client", token);
    }
    if (implicit)
      await bench.call(
        "implicit, nobody signed in",
        authorize(implicit.id, "response_type=token&state=s1"),
      );
  },
  judgements: {
    wrongGrantAnswers400: (answers) => {
      const status = statusOf(answers, "the grant of another kind of client");
      const accepted = statusOf(answers, "a made-up code");
      return allHold(
        // Where even the client is not accepted, the grant was not looked at.
        given(accepted === undefined ? undefined : accepted !== 401, () =>
          status === undefined ? undefined : status === 400,
        ),
      );
    },
  },
};
