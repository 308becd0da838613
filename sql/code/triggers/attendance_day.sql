-- ENABLE ALWAYS: also in psql sessions that set session_replication_role.
create trigger evaluate_new after insert on app.attendance_day
  referencing new table as new_row
  for each statement execute function app.request_evaluation();
create trigger evaluate_changed after update on app.attendance_day
  referencing new table as new_row
  for each statement execute function app.request_evaluation();
create trigger evaluate_removed after delete on app.attendance_day
  referencing old table as old_row
  for each statement execute function app.request_evaluation();

alter table app.attendance_day
  enable always trigger evaluate_new,
  enable always trigger evaluate_changed,
  enable always trigger evaluate_removed;
