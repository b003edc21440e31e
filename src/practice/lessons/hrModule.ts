/** The calls that make the module `hr`; they stand inside a block. */
export const hrModule = `
  ORDS.DEFINE_MODULE(
    p_module_name    => 'hr',
    p_base_path      => '/hr/',
    p_items_per_page => 10,
    p_comments       => 'Employees and departments');
  ORDS.DEFINE_TEMPLATE(p_module_name => 'hr', p_pattern => 'employees/');
  ORDS.DEFINE_HANDLER(
    p_module_name => 'hr',
    p_pattern     => 'employees/',
    p_source_type => ORDS.source_type_collection_feed,
    p_source      => 'select employee_id, first_name, last_name, email, job, department_id from employees order by employee_id',
    p_comments    => 'All employees, without what they earn');
  ORDS.DEFINE_TEMPLATE(p_module_name => 'hr', p_pattern => 'employees/:id');
  ORDS.DEFINE_HANDLER(
    p_module_name => 'hr',
    p_pattern     => 'employees/:id',
    p_source_type => ORDS.source_type_collection_item,
    p_source      => 'select * from employees where employee_id = :id',
    p_comments    => 'One employee with everything');
  ORDS.DEFINE_TEMPLATE(p_module_name => 'hr', p_pattern => 'departments/');
  ORDS.DEFINE_HANDLER(
    p_module_name => 'hr',
    p_pattern     => 'departments/',
    p_source_type => ORDS.source_type_query,
    p_source      => 'select department_id, department_name, location from departments order by department_id',
    p_comments    => 'All departments');
`;
