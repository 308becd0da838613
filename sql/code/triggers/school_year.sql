-- ENABLE ALWAYS: also in psql sessions that set session_replication_role.
create trigger a_start_row before insert on app.school_year
  for each row execute function app.start_row();
create trigger fill_calendar after insert on app.school_year
  for each row execute function app.fill_calendar();
create trigger next_version before update on app.school_year
  for each row execute function app.next_version();
create trigger record_change after insert or update or delete on app.school_year
  for each row execute function audit.record_change('school_year_id');

alter table app.school_year
  enable always trigger a_start_row,
  enable always trigger fill_calendar,
  enable always trigger next_version,
  enable always trigger record_change;
