-- ENABLE ALWAYS: also in psql sessions that set session_replication_role.
create trigger note_presence before insert or update on app.case_presence
  for each row execute function app.note_presence();

alter table app.case_presence
  enable always trigger note_presence;
