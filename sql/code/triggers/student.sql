-- ENABLE ALWAYS: also in psql sessions that set session_replication_role.
create trigger a_start_row before insert on app.student
  for each row execute function app.start_row();
create trigger move_open_records after update on app.student
  for each row when (old.classroom_id is distinct from new.classroom_id)
  execute function app.move_open_records();
create trigger move_facts after update on app.student
  for each row execute function app.move_facts();
create trigger evaluate_failures after update on app.student
  for each row when (old.past_failures <> new.past_failures)
  execute function app.request_evaluation_of_student();
create trigger next_version before update on app.student
  for each row
  when (old.assigned_user_ids is not distinct from new.assigned_user_ids)
  execute function app.next_version();
create trigger record_change after insert or update or delete on app.student
  for each row execute function audit.record_change('student_id', 'assigned_user_ids');

alter table app.student
  enable always trigger a_start_row,
  enable always trigger move_open_records,
  enable always trigger move_facts,
  enable always trigger evaluate_failures,
  enable always trigger next_version,
  enable always trigger record_change;
