import { hrModule } from "./hrModule.ts";
import type { Lesson } from "./lesson.ts";
import { sampleTables } from "./sampleTables.ts";

/**
 * A schema as it grows: one module protected as such, one by a pattern, one that was meant to be protected
 * and is not, because its pattern repeats the alias of the schema; a client with all it needs, and one that
 * lacks its role.
 */
export const hrLesson: Lesson = {
  name: "hr",
  summary: "protected and public modules, AutoREST, two clients, and two mistakes to find",
  script: (release) => `${sampleTables()}
DECLARE
  l_roles    OWA.VC_ARR;
  l_patterns OWA.VC_ARR;
  l_modules  OWA.VC_ARR;
BEGIN
  ORDS.ENABLE_SCHEMA(p_url_mapping_pattern => 'practice', p_auto_rest_auth => FALSE);
${hrModule}
  ORDS.DEFINE_MODULE(
    p_module_name => 'payroll',
    p_base_path   => '/payroll/',
    p_comments    => 'What people earn');
  ORDS.DEFINE_TEMPLATE(p_module_name => 'payroll', p_pattern => 'salaries/');
  ORDS.DEFINE_HANDLER(
    p_module_name => 'payroll',
    p_pattern     => 'salaries/',
    p_source      => 'select employee_id, last_name, salary from employees order by salary desc, employee_id');
  ORDS.DEFINE_TEMPLATE(p_module_name => 'payroll', p_pattern => 'raises/');
  ORDS.DEFINE_HANDLER(
    p_module_name => 'payroll',
    p_pattern     => 'raises/',
    p_method      => 'POST',
    p_source_type => ORDS.source_type_plsql,
    p_source      => '
begin
  update employees set salary = salary + :amount where employee_id = :employee_id;
  :message := ''Employee '' || :employee_id || '' earns '' || :amount || '' more.'';
end;',
    p_comments    => 'Body: {"employee_id": 118, "amount": 100}');
  ORDS.DEFINE_PARAMETER(
    p_module_name        => 'payroll',
    p_pattern            => 'raises/',
    p_method             => 'POST',
    p_name               => 'message',
    p_bind_variable_name => 'message',
    p_source_type        => 'RESPONSE',
    p_access_method      => 'OUT');

  ORDS.DEFINE_MODULE(
    p_module_name => 'reports',
    p_base_path   => '/reports/',
    p_comments    => 'For the board only');
  ORDS.DEFINE_TEMPLATE(p_module_name => 'reports', p_pattern => 'headcount');
  ORDS.DEFINE_HANDLER(
    p_module_name => 'reports',
    p_pattern     => 'headcount',
    p_source_type => ORDS.source_type_query,
    p_source      => 'select d.department_name, count(*) as people, round(avg(e.salary)) as average_salary from employees e join departments d on d.department_id = e.department_id group by d.department_name order by d.department_name');

  ORDS.ENABLE_OBJECT(
    p_object         => 'DEPARTMENTS',
    p_object_alias   => 'departments',
    p_auto_rest_auth => TRUE);

  ORDS.CREATE_ROLE(p_role_name => 'HR Reader');
  ORDS.CREATE_ROLE(p_role_name => 'Payroll Clerk');
  ORDS.CREATE_ROLE(p_role_name => 'Board');

  l_roles(1)   := 'HR Reader';
  l_modules(1) := 'hr';
  ORDS.DEFINE_PRIVILEGE(
    p_privilege_name => 'hr.read',
    p_roles          => l_roles,
    p_patterns       => l_patterns,
    p_modules        => l_modules,
    p_label          => 'Read employees',
    p_description    => 'Who works where');
  l_roles.DELETE;
  l_modules.DELETE;

  l_roles(1)    := 'Payroll Clerk';
  l_patterns(1) := '/payroll/*';
  ORDS.DEFINE_PRIVILEGE(
    p_privilege_name => 'hr.payroll',
    p_roles          => l_roles,
    p_patterns       => l_patterns,
    p_label          => 'Payroll',
    p_description    => 'See and change what people earn');
  l_roles.DELETE;
  l_patterns.DELETE;

  -- Meant to protect the reports. Patterns begin below the schema: this one never matches.
  l_roles(1)    := 'Board';
  l_patterns(1) := '/practice/reports/*';
  ORDS.DEFINE_PRIVILEGE(
    p_privilege_name => 'hr.reports',
    p_roles          => l_roles,
    p_patterns       => l_patterns,
    p_label          => 'Reports',
    p_description    => 'Figures for the board');
  COMMIT;
END;
/
${release.hasOrdsSecurity ? registerWithOrdsSecurity : registerWithOauth}
`,
};

const registerWithOauth = `
BEGIN
  OAUTH.CREATE_CLIENT(
    p_name            => 'payroll_export',
    p_grant_type      => 'client_credentials',
    p_owner           => 'People department',
    p_description     => 'Sends the salaries to the bank every month',
    p_support_email   => 'payroll@example.com',
    p_privilege_names => 'hr.read,hr.payroll');
  OAUTH.GRANT_CLIENT_ROLE(p_client_name => 'payroll_export', p_role_name => 'HR Reader');
  OAUTH.GRANT_CLIENT_ROLE(p_client_name => 'payroll_export', p_role_name => 'Payroll Clerk');
  -- Its privilege is listed, and the role that goes with it was forgotten.
  OAUTH.CREATE_CLIENT(
    p_name            => 'intranet',
    p_grant_type      => 'client_credentials',
    p_owner           => 'Research department',
    p_description     => 'Shows who works where',
    p_support_email   => 'intranet@example.com',
    p_privilege_names => 'hr.read');
  COMMIT;
END;
/`;

const registerWithOrdsSecurity = `
DECLARE
  l_client ORDS_TYPES.T_CLIENT_CREDENTIALS;
BEGIN
  -- Stored so that the view shows it: whoever begins to practice needs a secret that can be found again.
  l_client := ORDS_SECURITY.REGISTER_CLIENT(
    p_name            => 'payroll_export',
    p_grant_type      => 'client_credentials',
    p_description     => 'Sends the salaries to the bank every month',
    p_client_secret   => ORDS_TYPES.OAUTH_CLIENT_SECRET(p_stored => TRUE),
    p_privilege_names => 'hr.read,hr.payroll',
    p_support_email   => 'payroll@example.com');
  ORDS_SECURITY.GRANT_CLIENT_ROLE(p_client_name => 'payroll_export', p_role_name => 'HR Reader');
  ORDS_SECURITY.GRANT_CLIENT_ROLE(p_client_name => 'payroll_export', p_role_name => 'Payroll Clerk');
  -- Its privilege is listed, and the role that goes with it was forgotten.
  l_client := ORDS_SECURITY.REGISTER_CLIENT(
    p_name            => 'intranet',
    p_grant_type      => 'client_credentials',
    p_description     => 'Shows who works where',
    p_client_secret   => ORDS_TYPES.OAUTH_CLIENT_SECRET(p_stored => TRUE),
    p_privilege_names => 'hr.read',
    p_support_email   => 'intranet@example.com');
  COMMIT;
END;
/`;
