-- ENABLE ALWAYS: also in psql sessions that set session_replication_role.
-- The days of a new school year are on record as the year itself.
create trigger a_start_row before insert on app.calendar_day
  for each row execute function app.start_row();
create trigger next_version before update on app.calendar_day
  for each row execute function app.next_version();
create trigger record_change after update or delete on app.calendar_day
  for each row execute function audit.record_change('calendar_day_id');

alter table app.calendar_day
  enable always trigger a_start_row,
  enable always trigger next_version,
  enable always trigger record_change;
