import type { OutsidePractice } from "./outsidePractice.ts";

/** Makes the client "batch", which fetches its token by itself and may read what the module hr has. */
export async function registerBatch(practice: OutsidePractice, secret: string): Promise<void> {
  await practice.run(`declare
  l_client ords_types.t_client_credentials;
begin
  l_client := ords_security.register_client(
    p_name => 'batch', p_grant_type => 'client_credentials', p_description => 'Batch',
    p_support_email => 'a@b.c', p_support_uri => 'http://b.c/', p_privilege_names => 'hr.read',
    p_client_secret => ords_types.oauth_client_secret(p_secret => '${secret}'));
  ords_security.grant_client_role(p_client_name => 'batch', p_role_name => 'HR Reader');
  commit;
end;
/
`);
}
