-- ENABLE ALWAYS: also in psql sessions that set session_replication_role.
-- The days of a new school year are on record as the year itself.
create trigger a_start_row before insert on app.calendar_day
  for each row execute function app.start_row();
create trigger next_version before update on app.calendar_day
  for each row execute function app.next_version();
create trigger record_change after update or delete on app.calendar_day
  for each row execute function audit.record_change('calendar_day_id');
create trigger evaluate_new after insert on app.calendar_day
  referencing new table as changed_day
  for each statement execute function app.request_evaluation_of_calendar();
create trigger evaluate_changed after update on app.calendar_day
  referencing old table as former_day new table as changed_day
  for each statement execute function app.request_evaluation_of_calendar();
create trigger evaluate_removed after delete on app.calendar_day
  referencing old table as changed_day
  for each statement execute function app.request_evaluation_of_calendar();

alter table app.calendar_day
  enable always trigger a_start_row,
  enable always trigger evaluate_new,
  enable always trigger evaluate_changed,
  enable always trigger evaluate_removed,
  enable always trigger next_version,
  enable always trigger record_change;
