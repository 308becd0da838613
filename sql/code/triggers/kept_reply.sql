-- ENABLE ALWAYS: also in psql sessions that set session_replication_role.
create trigger a_start_row before insert on app.kept_reply
  for each row execute function app.start_row();
create trigger start_reply before insert on app.kept_reply
  for each row execute function app.start_reply();

alter table app.kept_reply
  enable always trigger a_start_row,
  enable always trigger start_reply;
