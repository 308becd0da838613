-- ENABLE ALWAYS: also in psql sessions that set session_replication_role.
create trigger next_version before update on app.retention_policy
  for each row execute function app.next_version();
create trigger record_change after insert or update or delete on app.retention_policy
  for each row execute function audit.record_change('none');

alter table app.retention_policy
  enable always trigger next_version,
  enable always trigger record_change;
