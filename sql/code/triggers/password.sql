-- ENABLE ALWAYS: also in psql sessions that set session_replication_role.
create trigger next_version before update on auth.password
  for each row execute function app.next_version();
create trigger record_change after insert or update or delete on auth.password
  for each row execute function audit.record_change('user_id', 'hash');

alter table auth.password
  enable always trigger next_version,
  enable always trigger record_change;
