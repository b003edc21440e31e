import { Secret } from "../../src/base/secret.ts";
import type { Clock } from "../../src/base/clock.ts";
import { clientId, clientName } from "../../src/domain/model/names.ts";
import { profileId } from "../../src/services/profiles/profile.ts";
import type { TokenClient } from "../../src/services/tokens/tokenProvider.ts";
import type { FakeClock as WorldClock } from "./practiceWorld.ts";
import { startTestServer } from "./practiceServer.ts";

/** A practice server with one client that people sign in through, and a protected path that tells whether a token is alive. */
export async function startPracticeForSignIn(redirectUri: string, clock: Clock) {
  const worldClock: WorldClock = { now: () => clock.now(), advance: () => undefined };
  const practice = await startTestServer({ clock: worldClock });
  await practice.succeed(script(redirectUri));
  const secret = new Secret("chosenByTheTestMARKED..");
  const rows = await practice.succeed(
    "select client_id from user_ords_clients where name = 'web';",
  );
  const id = String(rows[0]?.resultSet?.items[0]?.["client_id"]);
  const client: TokenClient = {
    profile: profileId("practice"),
    clientId: clientId(id),
    name: clientName("web"),
    tokenUrl: `${practice.schemaUrl}/oauth/token`,
    allowPlainHttp: false,
    signIn: { authUrl: `${practice.schemaUrl}/oauth/auth`, redirectUri },
  };
  return {
    client,
    secret,
    password: practice.server.password,
    schemaUrl: practice.schemaUrl,
    isActive: async (token: string) => {
      const answer = await fetch(`${practice.schemaUrl}/hr/ping`, {
        headers: { authorization: `Bearer ${token}`, accept: "application/json" },
      });
      return answer.status === 200;
    },
    stop: async () => await practice[Symbol.asyncDispose](),
  };
}

function script(redirectUri: string): string {
  return `
declare
  l_client ords_types.t_client_credentials;
begin
  ords.define_module(p_module_name => 'hr', p_base_path => '/hr/');
  ords.define_template(p_module_name => 'hr', p_pattern => 'ping');
  ords.define_handler(p_module_name => 'hr', p_pattern => 'ping', p_method => 'GET',
    p_source_type => 'json/item', p_source => 'select 1 as alive from dual');
  ords.create_privilege(p_name => 'hr.ping', p_role_name => 'SQL Developer');
  ords.create_privilege_mapping(p_privilege_name => 'hr.ping', p_pattern => '/hr/*');
  l_client := ords_security.register_client(
    p_name => 'web', p_grant_type => 'authorization_code', p_description => 'Web',
    p_redirect_uri => '${redirectUri}', p_support_email => 'a@b.c', p_support_uri => 'http://b.c/',
    p_privilege_names => 'hr.ping',
    p_client_secret => ords_types.oauth_client_secret(p_secret => 'chosenByTheTestMARKED..'));
  commit;
end;
/
`;
}
