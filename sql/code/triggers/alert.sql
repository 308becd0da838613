-- ENABLE ALWAYS: also in psql sessions that set session_replication_role.
create trigger a_start_row before insert on app.alert
  for each row execute function app.start_row();
create trigger start_alert before insert on app.alert
  for each row execute function app.start_alert();
create trigger check_change before update on app.alert
  for each row execute function app.check_alert_change();
create trigger note_assigned_users after insert or update or delete on app.alert
  for each row execute function app.note_assigned_users();
create trigger next_version before update on app.alert
  for each row execute function app.next_version();
create trigger record_change after insert or update or delete on app.alert
  for each row execute function audit.record_change('alert_id', 'touched_on');

alter table app.alert
  enable always trigger a_start_row,
  enable always trigger start_alert,
  enable always trigger check_change,
  enable always trigger note_assigned_users,
  enable always trigger next_version,
  enable always trigger record_change;
