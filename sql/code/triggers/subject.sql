-- ENABLE ALWAYS: also in psql sessions that set session_replication_role.
create trigger a_start_row before insert on app.subject
  for each row execute function app.start_row();
create trigger evaluate_graded after update on app.subject
  for each row when ((old.is_core, old.pass_points, old.near_points) <> (new.is_core, new.pass_points, new.near_points))
  execute function app.request_evaluation_of_graded();
create trigger next_version before update on app.subject
  for each row execute function app.next_version();
create trigger record_change after insert or update or delete on app.subject
  for each row execute function audit.record_change('subject_id');

alter table app.subject
  enable always trigger a_start_row,
  enable always trigger evaluate_graded,
  enable always trigger next_version,
  enable always trigger record_change;
