-- ENABLE ALWAYS: also in psql sessions that set session_replication_role.
create trigger a_start_row before insert on app.emergency_read
  for each row execute function app.start_row();
create trigger record_change after insert or update or delete on app.emergency_read
  for each row execute function audit.record_change('emergency_read_id');

alter table app.emergency_read
  enable always trigger a_start_row,
  enable always trigger record_change;
