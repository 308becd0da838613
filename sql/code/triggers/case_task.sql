-- ENABLE ALWAYS: also in psql sessions that set session_replication_role.
create trigger a_start_row before insert on app.case_task
  for each row execute function app.start_row();
create trigger start_case_task before insert on app.case_task
  for each row execute function app.start_case_task();
create trigger check_change before update on app.case_task
  for each row execute function app.check_task_change();
create trigger next_version before update on app.case_task
  for each row execute function app.next_version();
create trigger record_change after insert or update or delete on app.case_task
  for each row execute function audit.record_change('case_task_id', 'classroom_id', 'case_assigned_to');

alter table app.case_task
  enable always trigger a_start_row,
  enable always trigger start_case_task,
  enable always trigger check_change,
  enable always trigger next_version,
  enable always trigger record_change;
