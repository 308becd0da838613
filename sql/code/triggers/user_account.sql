-- ENABLE ALWAYS: also in psql sessions that set session_replication_role.
create trigger a_start_row before insert on app.user_account
  for each row execute function app.start_row();
create trigger check_user_change before insert or update on app.user_account
  for each row execute function app.check_user_change();
create trigger end_sessions after update on app.user_account
  for each row when (old.active and not new.active)
  execute function app.end_sessions_of_disabled_user();
create trigger next_version before update on app.user_account
  for each row execute function app.next_version();
create trigger record_change after insert or update or delete on app.user_account
  for each row execute function audit.record_change('user_id');

alter table app.user_account
  enable always trigger a_start_row,
  enable always trigger check_user_change,
  enable always trigger end_sessions,
  enable always trigger next_version,
  enable always trigger record_change;
