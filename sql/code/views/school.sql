create view api.user_account with (security_invoker) as
select school_id, user_id, role, active, user_account.name, email, user_account.version,
  json_build_object(
    'user_id', user_id, 'email', email, 'name', user_account.name, 'role', role, 'active', active, 'time_zone', time_zone,
    'version', user_account.version, 'created_at', user_account.created_at, 'updated_at', user_account.updated_at
  ) as body
from app.user_account
join app.school using (school_id);
comment on view api.user_account is 'Users as the API shows them.';

create view api.classroom with (security_invoker) as
select classroom.school_id, classroom_id, classroom.name,
  json_build_object(
    'classroom_id', classroom_id, 'name', classroom.name,
    'form_master', case when form_master_id is not null
      then json_build_object('user_id', form_master_id, 'name', form_master.name) end,
    'version', classroom.version
  ) as body
from app.classroom
left join app.user_account form_master
  on form_master.school_id = classroom.school_id and form_master.user_id = classroom.form_master_id;
comment on view api.classroom is 'Classrooms as the API shows them.';

create view api.student with (security_invoker) as
select student.school_id, student_id, full_name, student.classroom_id, student.version,
  json_build_object(
    'student_id', student_id, 'external_id', external_id, 'full_name', full_name,
    'classroom', case when student.classroom_id is not null
      then json_build_object('classroom_id', student.classroom_id, 'name', classroom.name) end,
    'version', student.version, 'created_at', student.created_at, 'updated_at', student.updated_at
  ) as body
from app.student
left join app.classroom using (school_id, classroom_id);
comment on view api.student is 'Students as the API shows them.';
