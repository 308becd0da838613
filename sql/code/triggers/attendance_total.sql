-- ENABLE ALWAYS: also in psql sessions that set session_replication_role.
create trigger a_start_row before insert on app.attendance_total
  for each row execute function app.start_row();
create trigger stand_with_student before insert on app.attendance_total
  for each row execute function app.stand_with_student();
create trigger next_version before update on app.attendance_total
  for each row execute function app.next_version();
create trigger record_change after insert or update or delete on app.attendance_total
  for each row execute function audit.record_change('attendance_total_id');
create trigger evaluate_new after insert on app.attendance_total
  referencing new table as new_row
  for each statement execute function app.request_evaluation();
create trigger evaluate_changed after update on app.attendance_total
  referencing new table as new_row
  for each statement execute function app.request_evaluation();
create trigger evaluate_removed after delete on app.attendance_total
  referencing old table as old_row
  for each statement execute function app.request_evaluation();

alter table app.attendance_total
  enable always trigger a_start_row,
  enable always trigger stand_with_student,
  enable always trigger evaluate_new,
  enable always trigger evaluate_changed,
  enable always trigger evaluate_removed,
  enable always trigger next_version,
  enable always trigger record_change;
