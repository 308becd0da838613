-- ENABLE ALWAYS: also in psql sessions that set session_replication_role.
create trigger a_start_row before insert on app.register
  for each row execute function app.start_row();
create trigger start_register before insert on app.register
  for each row execute function app.start_register();
create trigger change_register before update on app.register
  for each row execute function app.change_register();
create trigger next_version before update on app.register
  for each row execute function app.next_version();
create trigger record_change after insert or update or delete on app.register
  for each row execute function audit.record_change('register_id');

alter table app.register
  enable always trigger a_start_row,
  enable always trigger start_register,
  enable always trigger change_register,
  enable always trigger next_version,
  enable always trigger record_change;
