import { Secret } from "../../../src/base/secret.ts";
import { clientName, roleName } from "../../../src/domain/model/names.ts";
import { handler, mapping, moduleWith, privilege, role, template } from "../record/changes.ts";
import type { Call } from "../record/bench.ts";
import type { Experiment } from "../record/experiment.ts";
import { allHold, equals, given, hasStatus, httpOf, jsonOf } from "../record/verdict.ts";
import type { Answers } from "../record/answer.ts";
import { own } from "../schema/ownNames.ts";

const client = own("401_client");
const base = `/${own("401")}`;
const challenge = 'Bearer realm="Oracle REST Data Services", error="invalid_token"';

/** 401 against 403, the headers of a refusal, and what becomes of a token when roles change. */
export const whoIsAnswered401: Experiment = {
  name: "whoIsAnswered401",
  question: "Who is answered 401, with which headers, and who something else?",
  setUp: {
    changes: () => [
      ...moduleWith("401", ["open", "closed", "developer"]),
      template("401", "failing"),
      handler("401", { uriTemplate: "failing", source: "select no_such_column from dual" }),
      role("401_role"),
      privilege("401", [own("401_role")]),
      mapping("401", `${base}/closed/*`),
      mapping("401", `${base}/closed`),
      privilege("401_developer", ["SQL Developer"]),
      mapping("401_developer", `${base}/developer`),
    ],
    clients: [{ name: client, grantType: "client_credentials", privileges: [], roles: [] }],
  },
  ask: async (bench) => {
    const { user, password } = bench;
    const asUser: Partial<Call> = {
      credential: { kind: "basic", user, password },
      as: "the schema's user",
    };
    const madeUp: Partial<Call> = {
      credential: { kind: "bearer", token: new Secret("AAAAAAAAAAAAAAAAAAAAAA") },
      as: "a token that was made up",
    };
    const closed = `${base}/closed`;
    await bench.call("open, without credentials", { path: `${base}/open` });
    await bench.call("open, a made-up token", { path: `${base}/open`, ...madeUp });
    await bench.call("open, a wrong password", {
      path: `${base}/open`,
      credential: { kind: "basic", user, password: new Secret("wrong-password-of-the-tests") },
      as: "the schema's user with a wrong password",
    });
    await bench.call("closed, without credentials", { path: closed });
    await bench.call("closed, without credentials, for a browser", {
      path: closed,
      headers: { accept: "text/html" },
    });
    await bench.call("closed, a made-up token", { path: closed, ...madeUp });
    await bench.call("closed, a user without the role", { path: closed, ...asUser });
    await bench.call("SQL Developer, the schema's user", { path: `${base}/developer`, ...asUser });
    await bench.call("a path below a pattern where nothing is", { path: `${closed}/nothing` });
    await bench.call("a method without a handler", { method: "DELETE", path: `${base}/open` });
    await bench.call("nothing there, for a program", { path: `${base}/nothing` });
    await bench.call("nothing there, for a browser", {
      path: `${base}/nothing`,
      headers: { accept: "text/html" },
    });
    await bench.call("a handler that fails", { path: `${base}/failing` });
    await bench.call("q that is no JSON", { path: `${base}/open?q=abc` });

    const token = await bench.token("a token", client);
    if (!token) return;
    const asClient: Partial<Call> = {
      credential: { kind: "bearer", token },
      as: `token of ${client}`,
    };
    await bench.call("closed, a token without the role", { path: closed, ...asClient });
    await bench.change("the role is granted", {
      kind: "grantClientRole",
      client: clientName(client),
      role: roleName(own("401_role")),
    });
    await bench.call("closed, the same token at once", { path: closed, ...asClient });
    await bench.settle();
    await bench.call("closed, the same token later", { path: closed, ...asClient });
    await bench.call("closed, bearer in lower case", {
      path: closed,
      headers: { authorization: `bearer ${token.reveal()}` },
      as: `token of ${client}, the scheme in lower case`,
    });
    await bench.change("the role is taken away", {
      kind: "revokeClientRole",
      client: clientName(client),
      role: roleName(own("401_role")),
    });
    await bench.settle();
    await bench.call("closed, the token after the role went", { path: closed, ...asClient });
    await bench.change("the client is deleted", { kind: "deleteClient", name: clientName(client) });
    await bench.settle();
    await bench.call("open, the token of a deleted client", { path: `${base}/open`, ...asClient });
  },
  judgements: {
    noPrivilegeMeansPublic: (answers) =>
      allHold(hasStatus(answers, "open, without credentials", 200)),
    missingTokenHasNoChallenge: (answers) => {
      const answer = httpOf(answers, "closed, without credentials");
      const refused = hasStatus(answers, "closed, without credentials", 401);
      return allHold(
        given(refused, () => answer && answer.headers["www-authenticate"] === undefined),
      );
    },
    tokenRefusalNamesBearer: (answers) =>
      allHold(
        given(hasStatus(answers, "closed, a made-up token", 401), () =>
          hasChallenge(answers, "closed, a made-up token"),
        ),
      ),
    tokenWithoutRoleAnswers401: (answers) =>
      allHold(
        hasStatus(answers, "closed, a token without the role", 401),
        hasChallenge(answers, "closed, a token without the role"),
      ),
    userWithoutRoleAnswers401: (answers) =>
      allHold(
        // A server that takes no password of the database at all says nothing about roles.
        given(hasStatus(answers, "SQL Developer, the schema's user", 200), () =>
          hasStatus(answers, "closed, a user without the role", 401),
        ),
      ),
    badCredentialsAreRefusedEverywhere: (answers) =>
      allHold(
        given(hasStatus(answers, "open, without credentials", 200), () =>
          hasStatus(answers, "open, a made-up token", 401),
        ),
        given(hasStatus(answers, "open, without credentials", 200), () =>
          hasStatus(answers, "open, a wrong password", 401),
        ),
      ),
    routingBeforeProtection: (answers) =>
      allHold(
        given(hasStatus(answers, "closed, without credentials", 401), () =>
          hasStatus(answers, "a path below a pattern where nothing is", 404),
        ),
      ),
    missingMethodAnswers405: (answers) =>
      allHold(hasStatus(answers, "a method without a handler", 405)),
    failedHandlerAnswers555: (answers) => allHold(hasStatus(answers, "a handler that fails", 555)),
    reservedQueryParameterAnswers400: (answers) =>
      allHold(hasStatus(answers, "q that is no JSON", 400)),
    problemJsonShape: (answers) => {
      const problem = jsonOf(answers, "nothing there, for a program");
      const type = httpOf(answers, "nothing there, for a program")?.headers["content-type"];
      const has = (name: string, pattern: RegExp): boolean | undefined =>
        problem && pattern.test(String(problem[name]));
      return allHold(
        type?.startsWith("application/problem+json"),
        has("code", /^NotFound$/),
        has("message", /./),
        has("type", /^tag:oracle\.com,2020:error\/NotFound$/),
        has("instance", /^tag:oracle\.com,2020:ecid\/./),
      );
    },
    browsersGetHtmlErrors: (answers) =>
      allHold(
        httpOf(answers, "nothing there, for a browser")?.headers["content-type"]?.startsWith(
          "text/html",
        ),
        given(httpOf(answers, "nothing there, for a program") !== undefined, () =>
          equals(jsonOf(answers, "nothing there, for a program") !== undefined, true),
        ),
      ),
    bearerSchemeIgnoresCase: (answers) =>
      allHold(
        given(hasStatus(answers, "closed, the same token later", 200), () =>
          hasStatus(answers, "closed, bearer in lower case", 200),
        ),
      ),
    roleChangeActsOnLiveTokens: (answers) =>
      allHold(
        given(hasStatus(answers, "closed, a token without the role", 401), () =>
          hasStatus(answers, "closed, the same token later", 200),
        ),
        given(hasStatus(answers, "closed, the same token later", 200), () =>
          hasStatus(answers, "closed, the token after the role went", 401),
        ),
      ),
    deletedClientEndsTokens: (answers) =>
      allHold(
        // Only where a bad token is refused at a public path, too.
        given(hasStatus(answers, "open, a made-up token", 401), () =>
          hasStatus(answers, "open, the token of a deleted client", 401),
        ),
      ),
  },
};

function hasChallenge(answers: Answers, label: string): boolean | undefined {
  const answer = httpOf(answers, label);
  return answer && (answer.headers["www-authenticate"] ?? "").includes(challenge);
}
