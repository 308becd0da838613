-- ENABLE ALWAYS: also in psql sessions that set session_replication_role.
create trigger a_start_row before insert on app.import_batch
  for each row execute function app.start_row();
create trigger start_import before insert on app.import_batch
  for each row execute function app.start_import();
create trigger check_import_change before update on app.import_batch
  for each row execute function app.check_import_change();
create trigger next_version before update on app.import_batch
  for each row execute function app.next_version();
create trigger record_change after insert or update or delete on app.import_batch
  for each row execute function audit.record_change('import_batch_id');

alter table app.import_batch
  enable always trigger a_start_row,
  enable always trigger start_import,
  enable always trigger check_import_change,
  enable always trigger next_version,
  enable always trigger record_change;
