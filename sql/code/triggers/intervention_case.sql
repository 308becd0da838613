-- ENABLE ALWAYS: also in psql sessions that set session_replication_role.
-- No WHEN clauses here: PostgreSQL parses them anew at every UPDATE, which costs more than calling the function.
create trigger a_start_row before insert on app.intervention_case
  for each row execute function app.start_row();
create trigger start_case before insert on app.intervention_case
  for each row execute function app.start_case();
create trigger check_change before update on app.intervention_case
  for each row execute function app.check_case_change();
create trigger note_assigned_users after insert or update or delete on app.intervention_case
  for each row execute function app.note_assigned_users();
create trigger attach_alerts after insert or update on app.intervention_case
  for each row execute function app.attach_alerts();
create trigger move_case_notes after update on app.intervention_case
  for each row execute function app.move_case_notes();
create trigger next_version before update on app.intervention_case
  for each row execute function app.next_version();
create trigger record_change after insert or update or delete on app.intervention_case
  for each row execute function audit.record_change('case_id', 'touched_on', 'voided_at');

alter table app.intervention_case
  enable always trigger a_start_row,
  enable always trigger start_case,
  enable always trigger check_change,
  enable always trigger note_assigned_users,
  enable always trigger attach_alerts,
  enable always trigger move_case_notes,
  enable always trigger next_version,
  enable always trigger record_change;
