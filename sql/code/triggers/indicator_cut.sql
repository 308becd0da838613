-- ENABLE ALWAYS: also in psql sessions that set session_replication_role.
create trigger a_start_row before insert on app.indicator_cut
  for each row execute function app.start_row();
create trigger start_cut before insert on app.indicator_cut
  for each row execute function app.start_cut();
create trigger record_change after insert or update or delete on app.indicator_cut
  for each row execute function audit.record_change();

alter table app.indicator_cut
  enable always trigger a_start_row,
  enable always trigger start_cut,
  enable always trigger record_change;
