-- Registers a program that may read the reports on its own, without a person behind it.
-- Run protect-reports.sql first: the role has to exist. For ORDS before 24.4, use OAUTH.CREATE_CLIENT.

DECLARE
  l_client ORDS_TYPES.T_CLIENT_CREDENTIALS;
BEGIN
  -- Stored, so that the secret can be found again: good for practice, not for production.
  l_client := ORDS_SECURITY.REGISTER_CLIENT(
    p_name            => 'report_mailer',
    p_grant_type      => 'client_credentials',
    p_description     => 'Mails the figures to the board every Monday',
    p_client_secret   => ORDS_TYPES.OAUTH_CLIENT_SECRET(p_stored => TRUE),
    p_privilege_names => 'hr.reports',
    p_support_email   => 'board@example.com'
  );

  ORDS_SECURITY.GRANT_CLIENT_ROLE(
    p_client_name => 'report_mailer',
    p_role_name   => 'Report Mailer'
  );

  COMMIT;
END;
/
