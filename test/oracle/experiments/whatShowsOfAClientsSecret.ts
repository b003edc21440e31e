import { Secret } from "../../../src/base/secret.ts";
import { clientName } from "../../../src/domain/model/names.ts";
import { sql } from "../../../src/plsql/quote.ts";
import type { Bench } from "../record/bench.ts";
import { tokenCall } from "../record/createBench.ts";
import type { Answers } from "../record/answer.ts";
import type { Experiment } from "../record/experiment.ts";
import { allHold, equals, given, hasStatus, sqlOf, succeeded } from "../record/verdict.ts";
import { own } from "../schema/ownNames.ts";

const names = {
  supplied: own("secret_supplied"),
  none: own("secret_none"),
  generated: own("secret_generated"),
  oauth: own("secret_oauth"),
};

/**
 * What the view shows of the secrets that each package makes, and which of them are accepted. What becomes of readable
 * secrets when ORDS is upgraded needs two releases: record before and after, with ORDS_TEST_ALLOW_EXISTING and a client
 * of your own.
 */
export const whatShowsOfAClientsSecret: Experiment = {
  name: "whatShowsOfAClientsSecret",
  question: "What does the view show of a client's secret, and which secrets are accepted?",
  setUp: {
    changes: () => [],
    clients: [{ name: names.supplied, grantType: "client_credentials", privileges: [], roles: [] }],
  },
  ask: async (bench) => {
    await bench.run(
      "a client by OAUTH",
      sql`begin
  oauth.create_client(p_name => 'ordssec_test_secret_oauth', p_grant_type => 'client_credentials', p_description => 'Made by the tests', p_support_email => 'tests@example.com', p_privilege_names => null);
  commit;
end;
/
`,
    );
    await bench.run(
      "a client without a secret",
      sql`declare
  l_client ords_types.t_client_credentials;
begin
  l_client := ords_security.register_client(p_name => 'ordssec_test_secret_none', p_grant_type => 'client_credentials', p_support_email => 'tests@example.com');
  commit;
end;
/
`,
    );
    await bench.run(
      "a client whose secret ORDS makes",
      sql`declare
  l_client ords_types.t_client_credentials;
begin
  l_client := ords_security.register_client(p_name => 'ordssec_test_secret_generated', p_grant_type => 'client_credentials', p_support_email => 'tests@example.com', p_client_secret => ords_types.oauth_client_secret());
  dbms_output.put_line('Secret of the client, shown only now: ' || l_client.client_secret.secret);
  commit;
end;
/
`,
    );
    await bench.query(
      "the secrets as the view shows them",
      sql`select name, client_secret from user_ords_clients where name like 'ordssec%secret%' order by name`,
    );
    await bench.query(
      "all columns of a client",
      sql`select * from user_ords_clients where name = 'ordssec_test_secret_supplied'`,
    );
    await bench.token("a token with the supplied secret", names.supplied);
    await rotate(bench);
  },
  judgements: {
    securedSecretsAreMasked: (answers) => {
      const secured = isSecured(answers);
      // From 24.4 what OAUTH makes may be hidden, too.
      const presumed = secured === true ? "asterisks" : "readable";
      return allHold(
        given(secured !== undefined, () => equals(shown(answers, names.supplied), presumed)),
      );
    },
    registerClientTakesSecret: (answers) =>
      allHold(
        given(isSecured(answers), () =>
          hasStatus(answers, "a token with the supplied secret", 200),
        ),
      ),
    registerClientMakesNoSecret: (answers) =>
      allHold(
        given(succeeded(answers, "a client without a secret"), () =>
          equals(shown(answers, names.none), "nothing"),
        ),
        given(succeeded(answers, "a client whose secret ORDS makes"), () =>
          equals(shown(answers, names.generated) === "nothing", false),
        ),
      ),
    twoSecretSlots: (answers) =>
      allHold(
        given(isSecured(answers), () => hasStatus(answers, "after one rotation, the first", 200)),
        given(isSecured(answers), () => hasStatus(answers, "after one rotation, the second", 200)),
        given(isSecured(answers), () => hasStatus(answers, "after two rotations, the first", 401)),
        given(isSecured(answers), () => hasStatus(answers, "after two rotations, the second", 200)),
        given(isSecured(answers), () => hasStatus(answers, "after two rotations, the third", 200)),
      ),
  },
};

/** Fetches a token with each secret that a client has had. */
async function rotate(bench: Bench): Promise<void> {
  const client = bench.client(names.supplied);
  if (!client) return;
  const secrets: (Secret | undefined)[] = [client.secret];
  const words = ["the first", "the second", "the third"];
  for (const when of ["after one rotation", "after two rotations"]) {
    const answer = await bench.change(`${when}, the rotation`, {
      kind: "rotateClientSecret",
      name: clientName(names.supplied),
      revokeExisting: false,
      revokeSessions: false,
    });
    const output = answer.kind === "sql" ? (answer.output ?? []).join("\n") : "";
    const printed = /shown only now: *(\S+)/i.exec(output)?.[1];
    if (printed !== undefined) bench.hide(printed);
    secrets.push(printed === undefined ? undefined : new Secret(printed));
    for (const [at, secret] of secrets.entries()) {
      if (secret)
        await bench.call(
          `${when}, ${words[at] ?? ""}`,
          tokenCall(names.supplied, { id: client.id, secret }),
        );
    }
  }
}

/** Whether the client was registered by ORDS_SECURITY. */
function isSecured(answers: Answers): boolean | undefined {
  const answer = sqlOf(answers, `set up: client ${names.supplied}`);
  if (!answer || answer.error) return undefined;
  return /ords_security/i.test(answer.text);
}

function shown(answers: Answers, name: string): "asterisks" | "readable" | "nothing" | undefined {
  const rows = sqlOf(answers, "the secrets as the view shows them")?.rows;
  const row = rows?.find(([each]) => each === name);
  if (!row) return undefined;
  const value = row[1];
  if (value === null || value === "" || value === undefined) return "nothing";
  return /^\*+$/.test(String(value)) ? "asterisks" : "readable";
}
