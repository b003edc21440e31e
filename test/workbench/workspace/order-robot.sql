-- Registers a program that may read the orders on its own, without a person behind it.
-- Run protect-orders.sql first: the role has to exist.

BEGIN
  OAUTH.CREATE_CLIENT(
    p_name            => 'order_robot',
    p_grant_type      => 'client_credentials',
    p_owner           => 'Shop team',
    p_description     => 'Copies new orders to the warehouse every night.',
    p_support_email   => 'shop@example.com',
    p_privilege_names => NULL
  );

  OAUTH.GRANT_CLIENT_ROLE(
    p_client_name => 'order_robot',
    p_role_name   => 'order_reader'
  );

  COMMIT;
END;
/
