-- ENABLE ALWAYS: also in psql sessions that set session_replication_role.
create trigger a_start_row before insert on app.import_chunk
  for each row execute function app.start_row();
create trigger start_chunk before insert on app.import_chunk
  for each row execute function app.start_chunk();

alter table app.import_chunk
  enable always trigger a_start_row,
  enable always trigger start_chunk;
