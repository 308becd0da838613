-- ENABLE ALWAYS: also in psql sessions that set session_replication_role.
create trigger record_change after insert or update or delete on auth.second_factor
  for each row execute function audit.record_change('user_id', 'sealed_secret', 'key_id', 'last_step');
create trigger record_change after update on auth.recovery_code
  for each row execute function audit.record_change('user_id', 'code_hash');

alter table auth.second_factor enable always trigger record_change;
alter table auth.recovery_code enable always trigger record_change;
