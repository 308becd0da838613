-- ENABLE ALWAYS: also in psql sessions that set session_replication_role.
create trigger a_start_row before insert on app.case_note
  for each row execute function app.start_row();
create trigger start_case_note before insert on app.case_note
  for each row execute function app.start_case_note();
create trigger refuse_change before update on app.case_note
  for each row execute function app.refuse_note_change();
create trigger record_change after insert or update or delete on app.case_note
  for each row execute function audit.record_change('case_note_id', 'classroom_id', 'assigned_to', 'team', 'body');

alter table app.case_note
  enable always trigger a_start_row,
  enable always trigger start_case_note,
  enable always trigger refuse_change,
  enable always trigger record_change;
