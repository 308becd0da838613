-- ENABLE ALWAYS: also in psql sessions that set session_replication_role.
create trigger a_start_row before insert on app.retention_hold
  for each row execute function app.start_row();
create trigger check_hold before insert or update of entity, entity_id on app.retention_hold
  for each row execute function app.check_hold();
create trigger next_version before update on app.retention_hold
  for each row execute function app.next_version();
create trigger record_change after insert or update or delete on app.retention_hold
  for each row execute function audit.record_change('retention_hold_id');

alter table app.retention_hold
  enable always trigger a_start_row,
  enable always trigger check_hold,
  enable always trigger next_version,
  enable always trigger record_change;
