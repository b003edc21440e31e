-- Lets only callers with the role "order_reader" read /orders/* of this schema.
-- Run it as the owner of the schema. Nothing takes effect before the COMMIT at the end.

BEGIN
  ORDS.CREATE_ROLE(p_role_name => 'order_reader');
END;
/

DECLARE
  l_roles    owa.vc_arr;
  l_patterns owa.vc_arr;
  l_modules  owa.vc_arr;
BEGIN
  l_roles(1)    := 'order_reader';
  l_patterns(1) := '/orders/*';

  ORDS.DEFINE_PRIVILEGE(
    p_privilege_name => 'orders.read',
    p_roles          => l_roles,
    p_patterns       => l_patterns,
    p_modules        => l_modules,
    p_label          => 'Read orders',
    p_description    => 'Lets a caller list and open the orders of the shop.'
  );

  -- One more address under the same privilege, added without touching the others.
  ORDS.CREATE_PRIVILEGE_MAPPING(
    p_privilege_name => 'orders.read',
    p_pattern        => '/invoices/*'
  );

  COMMIT;
END;
/
